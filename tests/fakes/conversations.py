"""A little scripted interview behind the ports of the channels, all in memory."""

from __future__ import annotations

import secrets
import threading
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from time import monotonic

import anyio

from bot.channels.seam import StreamedObject, Upload
from bot.errors import IdReused, LinkExpired, NoSession
from bot.exchange import DraftRef, FilingView, Grant, SessionRef, Started, Turn
from bot.messages import Attachment, Inbound, Link, Message, Progress, Sender
from bot.sessions.devices import session_device
from tests.fakes.interview_script import CONSENT, DOCUMENTS, ORDINARY, QUESTIONS
from tests.fakes.pictures import page_picture


@dataclass
class Stored:
    """One conversation of the fake."""

    person_id: str
    messages: list[Message] = field(default_factory=list)
    step: int = -1
    seen: dict[str, tuple[object, Turn]] = field(default_factory=dict)
    files: int = 0
    filed: bool = False

    @property
    def asked(self) -> Message:
        return CONSENT if self.step < 0 else QUESTIONS[min(self.step, ORDINARY - 1)]


class FakeConversations:
    """Answers by script; `stall_seconds` makes turns slow, `failures` makes the next ones fail."""

    def __init__(self, sessions: FakeSessions | None = None) -> None:
        self.stored: dict[str, Stored] = {}
        self.sessions = sessions or FakeSessions()
        self.stall_seconds = 0.0
        self.failures = 0
        self.turns = 0
        self._lock = threading.Lock()

    def start(self, channel: str) -> Started:
        conversation_id = secrets.token_hex(8)
        stored = Stored(person_id=secrets.token_hex(8))
        self.stored[conversation_id] = stored
        return Started(conversation_id, stored.person_id, (self._say(stored, CONSENT),))

    def turn(self, inbound: Inbound) -> Turn:
        with self._lock:
            if self.failures:
                self.failures -= 1
                raise RuntimeError("张三 的消息没有存下")
            session = self._session(inbound)
            stored = self.stored[session.conversation_id]
            digest = inbound.extra["digest"]
            if inbound.platform_id in stored.seen:
                first, turn = stored.seen[inbound.platform_id]
                if first != digest:
                    raise IdReused
                return replace(turn, repeated=True)
            turn = Turn(self._answer(stored, inbound), session)
            stored.seen[inbound.platform_id] = (digest, turn)
            self.turns += 1
        if self.stall_seconds:
            deadline = threading.Event()
            deadline.wait(self.stall_seconds)
        return turn

    def _session(self, inbound: Inbound) -> SessionRef:
        if inbound.conversation_id:
            stored = self.stored[inbound.conversation_id]
            return SessionRef(inbound.conversation_id, stored.person_id)
        for token, session in self.sessions.tokens.items():
            if session_device(token) == inbound.extra["device"]:
                return session
        raise NoSession

    def history(self, conversation_id: str, after: int, limit: int = 200) -> tuple[Message, ...]:
        return tuple(self.stored[conversation_id].messages[after : after + limit])

    def open_draft(self, conversation_id: str) -> DraftRef:
        stored = self.stored[conversation_id]
        return DraftRef(f"draft-{conversation_id}", stored.person_id, stored.asked.asks)

    def filings(self, conversation_id: str) -> tuple[FilingView, ...]:
        if not self.stored[conversation_id].filed:
            return ()
        return (
            FilingView(
                "L20261121-0K3F9A",
                "filed",
                "法院已经立案。请留意法院的缴费通知。",
                "(2026)京0105民初1234号",
                DOCUMENTS,
            ),
        )

    async def wait(self, conversation_id: str, after: int, timeout: float) -> bool:
        deadline = monotonic() + timeout
        while monotonic() < deadline:
            if len(self.stored[conversation_id].messages) > after:
                return True
            await anyio.sleep(0.02)
        return False

    def push(self, conversation_id: str, text: str, sender: Sender = Sender.BOT) -> Message:
        """A message nobody asked for, as a job would send it."""
        with self._lock:
            return self._say(self.stored[conversation_id], Message(0, sender, text))

    def only_conversation(self) -> str:
        """The id of the newest conversation."""
        return list(self.stored)[-1]

    def _say(self, stored: Stored, message: Message) -> Message:
        done = max(0, stored.step)
        if message.asks not in (None, "consent"):
            message = replace(message, progress=Progress(done, ORDINARY))
        placed = replace(message, n=len(stored.messages) + 1)
        if placed.asks == "submit":
            pages = Link("手机上核对", f"page:preview:{placed.n}")
            placed = replace(placed, links=(placed.links[0], pages))
        stored.messages.append(placed)
        return placed

    def _answer(self, stored: Stored, inbound: Inbound) -> tuple[Message, ...]:
        asked = stored.asked
        said = inbound.text
        if inbound.option is not None:
            labels = {option.id: option.label for option in asked.options}
            said = labels.get(inbound.option, inbound.option)
        if inbound.attachments:
            said = "、".join(file.name for file in inbound.attachments)
        stored.messages.append(Message(len(stored.messages) + 1, Sender.PERSON, said or ""))
        trouble = self._trouble(asked, inbound)
        if trouble:
            again = replace(asked, text=f"{trouble}\n{asked.text}")
            return (self._say(stored, again),)
        stored.files += len(inbound.attachments)
        stored.step += 1
        if stored.step >= ORDINARY:
            stored.filed = True
            return (
                self._say(stored, Message(0, Sender.BOT, "已经提交给法院。有消息我会告诉您。")),
            )
        return (self._say(stored, QUESTIONS[stored.step]),)

    def _trouble(self, asked: Message, inbound: Inbound) -> str:
        kind = asked.input.type if asked.input else ""
        if inbound.attachments:
            if kind not in ("files", "signature"):
                return "现在还不用传文件。"
            broken = [file.name for file in inbound.attachments if file.code]
            return f"“{broken[0]}”打不开，请重新拍一张。" if broken else ""
        if kind in ("files", "signature") and inbound.option is None:
            return "请传照片，或者写上签名。"
        if (
            asked.asks == "consent"
            and inbound.option != "agree"
            and inbound.text not in ("1", "同意")
        ):
            return "您不同意的话，我们就不能接着办。"
        if kind == "money" and not any(character.isdigit() for character in inbound.text or ""):
            return "没有看出是多少钱。例如：47000。"
        return ""


class FakeSessions:
    """Tokens by conversation."""

    def __init__(self) -> None:
        self.tokens: dict[str, SessionRef] = {}

    def create(self, conversation_id: str, person_id: str) -> str:
        token = secrets.token_urlsafe(32)
        self.tokens[token] = SessionRef(conversation_id, person_id)
        return token

    def resolve(self, token: str) -> SessionRef | None:
        return self.tokens.get(token)

    def revoke(self, token: str) -> None:
        self.tokens.pop(token, None)


class FakeMaterials:
    """Takes every file but empty ones and those called broken; streams made-up documents."""

    def __init__(self) -> None:
        self.received: list[tuple[DraftRef, tuple[Upload, ...], str | None]] = []

    async def receive(
        self, draft: DraftRef, files: Sequence[Upload], kind: str | None
    ) -> tuple[Attachment, ...]:
        self.received.append((draft, tuple(files), kind))
        return tuple(
            Attachment(
                material_id=secrets.token_hex(8),
                name=file.name,
                media_type=file.media_type,
                size=len(file.content),
                code="file_broken" if not file.content or "broken" in file.name else "",
            )
            for file in files
        )

    async def stream(self, target: str, person_id: str) -> StreamedObject | None:
        kind, _, name = target.partition(":")
        if kind == "preview":
            return _streamed("image/png", f"起诉状{name}.png", page_picture(f"民事起诉状 {name}"))
        if kind == "document" and name == "complaint":
            return _streamed("application/pdf", "民事起诉状.pdf", b"%PDF-1.4\n%%EOF\n")
        if kind == "document":
            return _streamed("application/zip", f"{name}.zip", b"PK\x05\x06" + bytes(18))
        return None


class FakeSigner:
    """Signs by remembering; `expire` makes all that was signed so far too old."""

    def __init__(self) -> None:
        self._grants: dict[str, Grant] = {}
        self._expired: set[str] = set()

    def sign(self, grant: Grant) -> str:
        token = secrets.token_urlsafe(12)
        self._grants[token] = grant
        return token

    def open(self, token: str) -> Grant | None:
        if token in self._expired:
            raise LinkExpired(self._grants[token].channel)
        return self._grants.get(token)

    def expire(self) -> None:
        """Let a quarter of an hour pass."""
        self._expired.update(self._grants)


def _streamed(media_type: str, name: str, content: bytes) -> StreamedObject:
    async def chunks() -> AsyncIterator[bytes]:
        yield content

    return StreamedObject(media_type, name, chunks())
