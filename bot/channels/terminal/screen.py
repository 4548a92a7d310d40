"""Messages and filings as lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from bot.channels.options import is_several
from bot.channels.terminal.client import WireMessage
from dialogs.schema.responses import Responses

__all__ = ["MATERIAL", "SIGNATURE", "Screen"]

SIGNATURE, MATERIAL = "signature:", "material:"


class Screen:
    """Words a message for a terminal; addresses are made whole with the server's."""

    def __init__(self, responses: Responses, url: str) -> None:
        self._responses = responses
        self._url = url

    def say(self, code: str, **values: Any) -> str:
        """One of the terminal's own sentences."""
        return self._responses.say("pages", f"terminal_{code}", **values)

    def message(self, message: WireMessage) -> str:
        """A message with its numbered options, links and pictures."""
        return "\n".join(self._lines(message))

    def filing(self, filing: dict[str, Any]) -> str:
        """A filing with its documents."""
        lines: list[str] = [filing["status_text"]]
        lines.append(self._page("filing_number", number=filing["number"]))
        if filing["case_no"]:
            lines.append(self._page("filing_case_no", case_no=filing["case_no"]))
        lines += [
            self.say("link", label=self._document(document["kind"]), url=self._whole(document))
            for document in filing["documents"]
        ]
        return "\n".join(lines)

    def _lines(self, message: WireMessage) -> Iterator[str]:
        progress = message["progress"]
        suffix = self.say("progress", **progress) if progress else ""
        yield f"{self.say(message['from'].replace('person', 'you'))}{suffix}"
        yield message["text"]
        for number, option in enumerate(message["options"], start=1):
            yield f"  {number}. {option['label']}"
        for link in message["links"]:
            yield self.say("link", label=link["label"], url=self._whole(link))
        for image in message["images"]:
            yield self.say("image", alt=image["alt"], url=self._whole(image))
        how = _how(message)
        if how:
            yield self.say(f"answer_by_{how}")

    def _document(self, kind: str) -> str:
        code = f"document_{kind}"
        known = self._responses.has("pages", f"chat_{code}")
        return self._page(code if known else "document_other")

    def _page(self, code: str, **values: Any) -> str:
        return self._responses.say("pages", f"chat_{code}", **values)

    def _whole(self, addressed: dict[str, Any]) -> str:
        return urljoin(self._url + "/", str(addressed["url"]))


def _how(message: WireMessage) -> str:
    """The way in which a terminal answers: a signature, a file, several options or one."""
    asks = message["asks"] or ""
    if asks.startswith(SIGNATURE):
        return "signature"
    if asks.startswith(MATERIAL):
        return "file"
    if message["input"] is not None and is_several(message["input"]["type"]):
        return "several"
    return "number" if message["options"] else ""
