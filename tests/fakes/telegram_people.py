"""People with Telegram: what they send, and what they see of the bot."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.fakes.telegram_platform import FakeTelegram

__all__ = ["Sent", "TelegramPerson"]


@dataclass
class Sent:
    """One message of the bot on a person's screen."""

    id: int
    text: str = ""
    keys: list[dict[str, str]] = field(default_factory=list)
    files: list[tuple[str, bytes]] = field(default_factory=list)
    kind: str = "text"


@dataclass
class TelegramPerson:
    """Somebody with Telegram; `screen` is what they see of the bot."""

    telegram: FakeTelegram
    id: int
    screen: list[Sent] = field(default_factory=list)
    toasts: list[str] = field(default_factory=list)
    blocked: bool = False

    @property
    def user(self) -> dict[str, Any]:
        return {"id": self.id, "is_bot": False, "first_name": "某人", "language_code": "zh-hans"}

    @property
    def chat(self) -> dict[str, Any]:
        return {"id": self.id, "type": "private", "first_name": "某人"}

    def message(self, **fields: Any) -> dict[str, Any]:
        """A message of this person, as it stands in an update."""
        number = self.telegram.next_id()
        common = {"message_id": number, "date": 1_795_140_000, "chat": self.chat, "from": self.user}
        return common | fields

    async def say(self, text: str) -> list[Sent]:
        """Send words; what came on the screen since."""
        return await self.send(message=self.message(text=text))

    async def send(self, **update: Any) -> list[Sent]:
        """Send any update and wait until it is answered."""
        seen = len(self.screen)
        await self.telegram.push(self.telegram.update(**update))
        await self.telegram.settle()
        return self.screen[seen:]

    async def send_file(self, content: bytes, name: str = "", **fields: Any) -> list[Sent]:
        """Send a document, or a photo if it has no name."""
        return await self.send(message=self.file_message(content, name, **fields))

    def file_message(self, content: bytes, name: str = "", **fields: Any) -> dict[str, Any]:
        """A message with a file."""
        file_id = self.telegram.keep(content, name or "photo.jpg")
        size = {"file_unique_id": f"u{file_id}", "file_size": len(content)}
        if name:
            document = {"file_id": file_id, "file_name": name, "mime_type": "application/pdf"}
            return self.message(document=document | size, **fields)
        small = {"file_id": "thumb", "file_unique_id": "t", "width": 90, "height": 60}
        large = {"file_id": file_id, "width": 900, "height": 600}
        return self.message(photo=[small, large | size], **fields)

    async def press(self, label: str) -> list[Sent]:
        """Press the newest button with that label, with or without its number."""
        shown, key = self.button(label)
        return await self.press_data(key["callback_data"], shown.id)

    def button(self, label: str) -> tuple[Sent, dict[str, str]]:
        """The newest button with that label."""
        for shown in reversed(self.screen):
            for key in shown.keys:
                plain = key["text"].removeprefix("✓ ")
                if label in (key["text"], plain, plain.partition(". ")[2]):
                    return shown, key
        raise AssertionError(f"no button {label!r} on the screen")

    async def press_data(self, data: str, message_id: int = 1) -> list[Sent]:
        """A press with any data."""
        return await self.send(callback_query=self.press_of(data, message_id))

    def press_of(self, data: str, message_id: int = 1) -> dict[str, Any]:
        """A press, as it stands in an update."""
        shown = {"message_id": message_id, "date": 1_795_140_000, "chat": self.chat, "text": "…"}
        number = str(self.telegram.next_id())
        return {
            "id": number,
            "from": self.user,
            "chat_instance": "1",
            "data": data,
            "message": shown,
        }

    async def change_membership(self, status: str) -> None:
        """Block the bot, or come back."""
        self.blocked = status == "kicked"
        bot = {"id": 7654321, "is_bot": True, "first_name": "立案通"}
        old = {"status": "member", "user": bot}
        new = {"status": status, "user": bot, "until_date": 0}
        change = {"chat": self.chat, "from": self.user, "date": 1_795_140_000}
        await self.send(my_chat_member=change | {"old_chat_member": old, "new_chat_member": new})

    def text(self, since: int = 0) -> str:
        """All that can be read on the screen, buttons included."""
        lines = []
        for shown in self.screen[since:]:
            lines += [shown.text, *(key["text"] for key in shown.keys)]
        return "\n".join(lines)
