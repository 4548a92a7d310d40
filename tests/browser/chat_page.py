"""The chat page as a person uses it: what stands there, and what can be done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import FilePayload, Locator, Page, expect

__all__ = ["ChatPage"]

TURN_MILLISECONDS = 15_000
PUSH_MILLISECONDS = 60_000


@dataclass(frozen=True)
class ChatPage:
    """Drives the page at `url`. Every act waits until the bot has answered it."""

    page: Page
    url: str

    def open(self) -> ChatPage:
        """Open the page and wait for the first message."""
        self.page.goto(self.url)
        expect(self.messages.first).to_be_visible(timeout=TURN_MILLISECONDS)
        self.page.wait_for_function("document.getElementById('main').dataset.last > 0")
        return self

    @property
    def messages(self) -> Locator:
        """All messages, of both sides."""
        return self.page.locator("#log .message[data-n]")

    @property
    def text_box(self) -> Locator:
        return self.page.locator("#text")

    @property
    def asks(self) -> str:
        """What is asked now; "" if nothing is."""
        return self._main("asks")

    @property
    def last_n(self) -> int:
        """The number of the newest message shown."""
        return int(self._main("last") or 0)

    @property
    def last_text(self) -> str:
        """The text of the newest message."""
        return self.messages.last.locator(".text").inner_text()

    @property
    def option_labels(self) -> list[str]:
        """The buttons under the question."""
        return self.page.locator("#answers [data-option] span:not(.number)").all_inner_texts()

    @property
    def progress(self) -> tuple[int, int] | None:
        """Done and total, as the words say it."""
        place = self.page.locator("#progress-text")
        if not place.is_visible():
            return None
        done, total = re.findall(r"\d+", place.inner_text())
        return int(done), int(total)

    def say(self, text: str) -> str:
        """Type and send; the bot's answer."""
        before = self.last_n
        self.text_box.fill(text)
        self.page.locator("#send").click()
        return self._answered(before)

    def choose(self, option: str) -> str:
        """Press the button of an option, by id or by label; the bot's answer."""
        before = self.last_n
        folded = self.page.locator("#answers details.rest:not([open]) summary")
        if folded.count():
            folded.click()
        by_id = self.page.locator(f'#answers [data-option="{option}"]')
        if not by_id.count():
            by_id = self.page.locator("#answers [data-option]", has_text=option)
        by_id.first.click()
        return self._answered(before)

    def tick(self, *labels: str) -> str:
        """Tick several and press the button below; the bot's answer."""
        before = self.last_n
        for label in labels:
            self.page.locator("#answers .choice", has_text=label).locator("input").check()
        self.page.locator("#answers > .strong").click()
        return self._answered(before)

    def upload(self, files: Sequence[str | Path] | Sequence[FilePayload]) -> str:
        """Choose files and send them; the bot's answer."""
        before = self.last_n
        if not self.page.locator("#answers .upload").count():
            self.page.locator("#attach").click()
        self.page.locator("#answers .upload .pick input").last.set_input_files(list(files))  # type: ignore[arg-type]
        self.page.locator("#answers .upload .strong").click()
        return self._answered(before)

    def draw_signature(self) -> None:
        """Write on the pad with the mouse."""
        pad = self.page.locator("#answers .pad")
        pad.scroll_into_view_if_needed()
        box = pad.bounding_box()
        assert box
        mouse = self.page.mouse
        for stroke in range(3):
            left, top = box["x"] + 40 + stroke * 80, box["y"] + 40
            mouse.move(left, top)
            mouse.down()
            for step in range(1, 12):
                mouse.move(left + step * 4, top + step * 8 * (1 if stroke % 2 else 0.6))
            mouse.up()

    def sign(self) -> str:
        """Draw a signature and send it; the bot's answer."""
        before = self.last_n
        self.draw_signature()
        self.page.locator("#answers .signature .strong").first.click()
        return self._answered(before)

    def wait_for_text(self, text: str, timeout_milliseconds: float = PUSH_MILLISECONDS) -> None:
        """Wait for a message that the bot sends by itself."""
        found = self.messages.filter(has_text=text).last
        expect(found).to_be_visible(timeout=timeout_milliseconds)

    def wait_for_asks(self, asks: str, timeout_milliseconds: float = PUSH_MILLISECONDS) -> None:
        """Wait until the bot asks `asks` (a path, or its beginning)."""
        self.page.wait_for_function(
            "asks => document.getElementById('main').dataset.asks.startsWith(asks)",
            arg=asks,
            timeout=timeout_milliseconds,
        )

    def filings(self) -> list[str]:
        """The texts of the filings panel, one for each filing."""
        self.page.locator("#open-filings").click()
        panel = self.page.get_by_role("dialog")
        expect(panel.locator(".filing").first).to_be_visible(timeout=TURN_MILLISECONDS)
        texts = panel.locator(".filing").all_inner_texts()
        self.page.keyboard.press("Escape")
        return texts

    def screenshot(self, path: Path) -> None:
        """A picture of what is seen."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=path)

    def _main(self, name: str) -> str:
        return self.page.locator("#main").get_attribute(f"data-{name}") or ""

    def _answered(self, before: int) -> str:
        """Wait for the turn's end: two messages more, nothing on its way."""
        self.page.wait_for_function(
            "before => { const {last, waiting} = document.getElementById('main').dataset;"
            " return waiting === '0' && Number(last) >= before + 2; }",
            arg=before,
            timeout=TURN_MILLISECONDS,
        )
        return self.last_text
