"""Files behind signed addresses, streamed from the backend."""

from __future__ import annotations

from pathlib import PurePath
from urllib.parse import quote

from starlette.responses import Response, StreamingResponse

from bot.channels.seam import Signer
from bot.channels.web.errors import LinkForged
from bot.channels.web.ports import WebPorts
from bot.errors import NotFound
from bot.exchange import Grant
from bot.headers import OBJECT_HEADERS

__all__ = ["object_response", "open_link"]

SHOWN_IN_THE_BROWSER = frozenset({"image/png", "image/jpeg", "application/pdf"})


def open_link(signer: Signer, token: str) -> Grant:
    """What a signed address opens.

    Raises:
        LinkForged: we did not sign it.
        LinkExpired: its time is over.
    """
    grant = signer.open(token)
    if grant is None:
        raise LinkForged
    return grant


async def object_response(ports: WebPorts, token: str) -> Response:
    """The file behind a signed address.

    Raises:
        LinkForged, LinkExpired, NotFound
    """
    grant = open_link(ports.signer, token)
    streamed = await ports.materials.stream(grant.target, grant.person_id)
    if streamed is None:
        raise NotFound
    shown = streamed.media_type in SHOWN_IN_THE_BROWSER
    suffix = PurePath(streamed.name).suffix
    plain = f"document{suffix}" if suffix.isascii() else "document"
    disposition = "inline" if shown else "attachment"
    return StreamingResponse(
        streamed.chunks,
        media_type=streamed.media_type,
        headers={
            **OBJECT_HEADERS,
            "Content-Disposition": (
                f"{disposition}; filename=\"{plain}\"; filename*=UTF-8''{quote(streamed.name)}"
            ),
        },
    )
