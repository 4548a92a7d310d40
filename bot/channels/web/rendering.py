"""Messages and filings as the JSON of the web API, with addresses signed for one person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import orjson
from starlette.responses import Response

from bot.channels.seam import Signer
from bot.exchange import FilingView, Grant, SessionRef
from bot.messages import Message

__all__ = ["Renderer", "json_response"]

PAGE, WEB = "page:", "web"
OBJECTS_PATH = "/web/o/"


def json_response(
    body: object, status: int = 200, headers: dict[str, str] | None = None
) -> Response:
    """`body` as JSON that no cache keeps."""
    response = Response(orjson.dumps(body), status, headers, "application/json")
    response.headers["Cache-Control"] = "no-store"
    return response


class Renderer:
    """Renders for one person; what it makes addresses for opens on the way that they came."""

    def __init__(self, signer: Signer, session: SessionRef, channel: str = WEB) -> None:
        self._signer = signer
        self._session = session
        self._channel = channel

    def url(self, target: str) -> str:
        """The signed address of a target; `page:upload` becomes `/h/upload/<token>`."""
        session = self._session
        grant = Grant(target, session.conversation_id, session.person_id, self._channel)
        token = self._signer.sign(grant)
        if target.startswith(PAGE):
            name = target[len(PAGE) :].partition(":")[0]
            return f"/h/{name}/{token}"
        return OBJECTS_PATH + token

    def message(self, message: Message) -> dict[str, Any]:
        """One message in the shape of the contract."""
        hint, progress = message.input, message.progress
        return {
            "n": message.n,
            "from": message.sender.value,
            "text": message.text,
            "options": [{"id": option.id, "label": option.label} for option in message.options],
            "asks": message.asks,
            "input": None
            if hint is None
            else {
                "type": hint.type,
                "required": hint.required,
                "options_only": hint.options_only,
                "accept": list(hint.accept),
                "max_files": hint.max_files,
            },
            "links": [
                {"label": link.label, "url": self.url(link.target)} for link in message.links
            ],
            "images": [
                {"url": self.url(image.target), "alt": image.alt} for image in message.images
            ],
            "progress": None
            if progress is None
            else {"done": progress.done, "total": progress.total},
        }

    def messages(self, messages: Iterable[Message]) -> list[dict[str, Any]]:
        """Several messages, in order."""
        return [self.message(message) for message in messages]

    def filing(self, filing: FilingView) -> dict[str, Any]:
        """One filing in the shape of the contract."""
        return {
            "number": filing.number,
            "status": filing.status,
            "status_text": filing.status_text,
            "case_no": filing.case_no,
            "documents": [
                {
                    "kind": document.kind,
                    "url": self.url(document.target),
                    "media_type": document.media_type,
                }
                for document in filing.documents
            ],
        }
