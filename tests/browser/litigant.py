"""A litigant who answers whatever the page asks, from a case, by finger and by typing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from playwright.sync_api import FilePayload

from tests.browser.chat_page import ChatPage
from tests.fakes.contract_client import Case, ContractClient, topics_of

__all__ = ["Litigant"]


class Litigant(ContractClient):
    """Decides like the client of the contract; acts and sees only through the page."""

    def __init__(self, chat: ChatPage, case: Case) -> None:
        self.chat = chat
        self.case = case
        self.sent = 0
        self.asked: list[str] = []
        self.counts: dict[str, int] = {}
        self.topics = topics_of(case.name)
        self.opened: set[str] = set()

    @property
    def question(self) -> dict[str, Any] | None:
        """What the page asks now, with the buttons below it."""
        if not self.chat.asks:
            return None
        buttons = self.chat.page.locator("#answers [data-option]")
        options = buttons.evaluate_all(
            "all => all.map(e => ({id: e.dataset.option,"
            " label: e.querySelector('span:not(.number)').innerText}))"
        )
        return {"asks": self.chat.asks, "text": self.chat.last_text, "options": options}

    def say(self, text: str) -> list[dict[str, Any]]:
        """Type it."""
        return self._seen(self.chat.say(text))

    def choose(self, option: str) -> list[dict[str, Any]]:
        """Press its button."""
        return self._seen(self.chat.choose(option))

    def upload(
        self, files: Sequence[tuple[str, str, bytes]], material: str | None = None
    ) -> list[dict[str, Any]]:
        """Choose the files and send them."""
        payloads: list[FilePayload] = [
            {"name": name, "mimeType": media, "buffer": content} for name, media, content in files
        ]
        return self._seen(self.chat.upload(payloads))

    def _signature(self, _question: Mapping[str, Any], _name: str) -> None:
        self._seen(self.chat.sign())

    def _court(self, question: Mapping[str, Any], _name: str) -> None:
        self.choose(question["options"][0]["id"])

    def _handed_over(self) -> bool:
        return bool(self.asked) and self.asked[-1].startswith("signature") and not self.chat.asks

    def _seen(self, _answer: str) -> list[dict[str, Any]]:
        self.sent += 1
        return []
