"""Updates of the platform, as far as the bot has a use for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from telegram import CallbackQuery, ChatMemberUpdated, Message, Update
from telegram.constants import ChatType

from bot.channels.platform_errors import Malformed

__all__ = [
    "ALLOWED_UPDATES",
    "BLOCKED",
    "BUTTON",
    "COMMAND",
    "EDITED",
    "FILE",
    "QUIET",
    "TEXT",
    "FileRef",
    "Incoming",
    "Sighting",
    "group_entered",
    "incoming_of",
    "sighting_of",
]

TEXT, COMMAND, BUTTON, FILE = "text", "command", "button", "file"
EDITED, BLOCKED, QUIET = "edited", "blocked", "quiet"
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
GONE = ("kicked", "left")
GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)
LARGEST_ID = 2**63 - 1
# In the order in which they are looked for: a message of one kind may have fields of another.
OTHER_KINDS = (
    "sticker", "voice", "audio", "animation", "video_note", "video", "location", "contact", "poll",
    "dice", "story",
)  # fmt: skip
PHOTO_TYPE = "image/jpeg"
UNKNOWN_TYPE = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Sighting:
    """What must be known of an update to keep it: whose it is, and which album it belongs to."""

    update_id: int
    sender: str
    album: str = ""


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file that the platform holds. name: empty for a photo. size: 0 if it is not told."""

    file_id: str
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Incoming:
    """One update.

    kind: text, command, button, file, edited, blocked, quiet, or what cannot be taken: voice …
    text: words, caption, command's argument or button's data. name: of a command; id of a press.
    shown_id: the message whose button was pressed, 0 if the platform does not name it.
    """

    update_id: int
    sender: str
    kind: str
    text: str = ""
    name: str = ""
    file: FileRef | None = None
    shown_id: int = 0


def sighting_of(tree: Any) -> Sighting | None:
    """Whose update it is; None if it does not come from a person's own chat with the bot.

    Raises:
        Malformed: it is not an update.
    """
    update = _update(tree)
    sender = _sender(update)
    if sender is None:
        return None
    album = update.message.media_group_id if update.message is not None else None
    return Sighting(update.update_id, sender, str(album or "")[:64])


def group_entered(tree: Any) -> str:
    """The group that somebody has just taken the bot into; empty if it is none.

    Raises:
        Malformed
    """
    change = _update(tree).my_chat_member
    if change is None or change.chat.type not in GROUPS or not isinstance(change.chat.id, int):
        return ""
    entered = change.old_chat_member.status in GONE and change.new_chat_member.status not in GONE
    return str(change.chat.id) if entered else ""


def incoming_of(tree: Any) -> Incoming:
    """The update in this tree.

    Raises:
        Malformed
    """
    update = _update(tree)
    sender = _sender(update) or ""
    if update.my_chat_member is not None:
        return Incoming(update.update_id, sender, _membership(update.my_chat_member))
    if update.callback_query is not None:
        return _pressed(update.update_id, sender, update.callback_query)
    if update.edited_message is not None:
        # A live location is edited by the minute, by nobody's hand.
        kind = QUIET if update.edited_message.location is not None else EDITED
        return Incoming(update.update_id, sender, kind)
    if update.message is not None:
        return _written(update.update_id, sender, update.message)
    return Incoming(update.update_id, sender, QUIET)


def _update(tree: Any) -> Update:
    if not isinstance(tree, dict) or not _is_id(tree.get("update_id")):
        raise Malformed("no update")
    try:
        return Update.de_json(tree, None)
    except Exception as error:  # the library expects every field to be of its kind
        raise Malformed(type(error).__name__) from None


def _sender(update: Update) -> str | None:
    query = update.callback_query
    if query is not None:
        person = query.from_user.id
        chat = query.message.chat if query.message is not None else None
        own = chat is None or (chat.type == ChatType.PRIVATE and chat.id == person)
        return str(person) if own and _is_id(person) else None
    chat = update.effective_chat
    if chat is None or chat.type != ChatType.PRIVATE or not _is_id(chat.id):
        return None
    return str(chat.id)


def _is_id(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST_ID


def _membership(change: ChatMemberUpdated) -> str:
    return BLOCKED if change.new_chat_member.status in GONE else QUIET


def _pressed(update_id: int, sender: str, query: CallbackQuery) -> Incoming:
    data = query.data if isinstance(query.data, str) else ""
    shown_id = query.message.message_id if query.message is not None else 0
    shown_id = shown_id if _is_id(shown_id) else 0
    return Incoming(update_id, sender, BUTTON, data, str(query.id), shown_id=shown_id)


def _written(update_id: int, sender: str, message: Message) -> Incoming:
    if isinstance(message.text, str):
        return _worded(update_id, sender, message.text)
    file = _file(message)
    if file is not None:
        caption = message.caption if isinstance(message.caption, str) else ""
        return Incoming(update_id, sender, FILE, caption, file=file)
    kind = next((each for each in OTHER_KINDS if getattr(message, each)), "unknown")
    if kind == "unknown" and _is_service(message):
        kind = QUIET
    return Incoming(update_id, sender, kind)


def _worded(update_id: int, sender: str, text: str) -> Incoming:
    if not text.startswith("/"):
        return Incoming(update_id, sender, TEXT, text)
    command, _, rest = text[1:].partition(" ")
    name = command.partition("@")[0].lower()
    return Incoming(update_id, sender, COMMAND, rest.strip(), name)


def _file(message: Message) -> FileRef | None:
    if message.document is not None and message.animation is None:
        found = message.document
        name, media_type = found.file_name or "", found.mime_type or UNKNOWN_TYPE
        return FileRef(str(found.file_id), str(name), str(media_type), found.file_size or 0)
    if message.photo:
        largest = max(message.photo, key=lambda each: each.width * each.height)
        return FileRef(str(largest.file_id), "", PHOTO_TYPE, largest.file_size or 0)
    return None


def _is_service(message: Message) -> bool:
    """Something that the platform tells, nobody has written it: a pinned message, a new name."""
    return any(
        getattr(message, each)
        for each in ("pinned_message", "message_auto_delete_timer_changed", "write_access_allowed")
    )
