"""The conversation on a real database, reached directly or through the web API."""

from __future__ import annotations

import asyncio
import hashlib
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

import httpx
import sqlalchemy as sa
from fastapi import FastAPI

from bot.channels.seam import StreamedObject, Upload
from bot.channels.web import WebPorts, web_router
from bot.conversation.pushes import Pushes
from bot.conversation.tools import Tools
from bot.conversation.turns import Turns
from bot.conversation.wakeups import Wakeups
from bot.exchange import DraftRef
from bot.messages import Attachment, Inbound, Message
from bot.sessions.filings import FilingCopies
from bot.sessions.store import ConversationStore, StoredDraft
from bot.sessions.web import WebSessions
from bot.understanding.embedded import EmbeddedEngine
from bot.understanding.engine import Engine
from dialogs.interview.catalogue import load_interview
from dialogs.schema.files import interviews_by_label, titles
from dialogs.schema.responses import Responses
from filing_backend.contracts import FilingCopy, Notice
from infra.clock import FixedClock
from infra.database import Database
from infra.encryption import Keyring
from infra.jobs import JobQueue
from infra.sealing import Sealer
from tests.conversations.script import FilingStep
from tests.fakes.conversations import FakeSigner

__all__ = ["Direct", "Driver", "Heard", "Stage", "ThroughWeb"]


@dataclass(frozen=True)
class Heard:
    """One message of the bot."""

    text: str
    asks: str | None
    options: tuple[str, ...]


@dataclass
class Stage:
    """Everything that a conversation runs on."""

    database: Database
    clock: FixedClock
    keyring: Keyring
    engine: Engine = field(default_factory=EmbeddedEngine)

    def __post_init__(self) -> None:
        self.sealer = Sealer(self.keyring.cipher("bot", "conversation"))
        self.store, self.copies = ConversationStore(self.sealer), FilingCopies(self.sealer)
        self.tools = Tools(
            Responses.load(), self.engine, load_interview, titles(), interviews_by_label()
        )
        self.turns = Turns(
            self.database,
            self.store,
            self.copies,
            JobQueue(),
            self.tools,
            self.clock,
            Wakeups(self.database.url),
        )
        self.pushes = Pushes(self.database, self.store, self.copies, self.tools, self.clock)
        self._notices = itertools.count(1)
        self._drafts: dict[str, str] = {}

    def draft(self, conversation_id: str) -> StoredDraft | None:
        """The draft in hand."""
        with self.database.transaction() as connection:
            return self.store.read(connection, conversation_id).draft

    def keep(self, conversation_id: str, draft: StoredDraft) -> None:
        """Store a draft as it is given."""
        with self.database.transaction() as connection:
            conversation = self.store.read(connection, conversation_id)
            self.store.save_draft(connection, conversation, draft, self.clock.now())

    def notice(self, conversation_id: str, step: FilingStep) -> Notice:
        """The backend's notice of a filing."""
        with self.database.transaction() as connection:
            conversation = self.store.read(connection, conversation_id)
        draft = conversation.draft
        in_hand = draft.id if draft is not None and step.ours else f"draft-of-{step.number}"
        draft_id = self._drafts.setdefault(step.number, in_hand)
        now = self.clock.now()
        copy: dict[str, Any] = {
            "number": step.number,
            "draft_id": draft_id,
            "status": step.status,
            "status_since": now,
            "court": step.court,
            "case_no": step.case_no,
            "returned": [{"element": each, "reason": why} for each, why in step.returned.items()],
        }
        if step.deadline:
            day = date.fromisoformat(step.deadline)
            copy["deadline"] = {"kind": "review", "on": day}
        if step.correct_by:
            last = date.fromisoformat(step.correct_by)
            copy["deadline"] = {"kind": "correction", "on": last}
        return Notice(
            notice_id=f"notice-{next(self._notices)}",
            person_id=conversation.person_id,
            draft_id=draft_id,
            code=f"filing_{step.status}",
            filing=FilingCopy.model_validate(copy),
            at=now,
        )

    def tell(self, conversation_id: str, step: FilingStep) -> None:
        """Let the backend tell of a filing, known to the person whoever's draft it was."""
        notice = self.notice(conversation_id, step)
        if step.ours:
            self.pushes.take_notice(notice)
            return
        with self.database.transaction() as connection:
            self.copies.save(
                connection, notice.filing, notice.person_id, conversation_id, self.clock.now()
            )

    def history(self, conversation_id: str, after: int = 0) -> tuple[Message, ...]:
        """What was said, on both sides."""
        return self.turns.history(conversation_id, after)

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """What a query gives."""
        with self.database.transaction() as connection:
            return [tuple(row) for row in connection.execute(sa.text(statement))]


class Driver(Protocol):
    """A channel, seen from the person."""

    conversation_id: str
    first: list[Heard]

    def send(
        self,
        id: str,
        *,
        text: str | None = None,
        option: str | None = None,
        files: Sequence[str] = (),
        material: str | None = None,
    ) -> list[Heard]:
        """One message of the person and the bot's answer to it."""
        ...


class Direct:
    """The conversation itself."""

    def __init__(self, stage: Stage, channel: str = "web") -> None:
        self._stage = stage
        self._channel = channel
        started = stage.turns.start(channel)
        self.conversation_id = started.conversation_id
        self.first = [_heard(each) for each in started.messages]

    def send(
        self,
        id: str,
        *,
        text: str | None = None,
        option: str | None = None,
        files: Sequence[str] = (),
        material: str | None = None,
    ) -> list[Heard]:
        body = f"{text}|{option}|{files}|{material}"
        inbound = Inbound(
            self._channel,
            self.conversation_id,
            id,
            self._stage.clock.now(),
            text=text,
            option=option,
            attachments=tuple(attachment(each) for each in files),
            material=material,
            extra={"digest": hashlib.sha256(body.encode("utf-8", "replace")).hexdigest()},
        )
        return [_heard(each) for each in self._stage.turns.turn(inbound).messages]


def attachment(name: str) -> Attachment:
    """A file as the backend judges it: `bad.pdf` is broken, anything else is taken."""
    code = "pdf_broken" if name.startswith("bad") else ""
    return Attachment(f"material-{name}", name, "image/jpeg", 1000, code)


class JudgedMaterials:
    """Stands for the backend's intake of files."""

    async def receive(
        self, draft: DraftRef, files: Sequence[Upload], kind: str | None
    ) -> tuple[Attachment, ...]:
        return tuple(attachment(each.name) for each in files)

    async def stream(self, target: str, person_id: str) -> StreamedObject | None:
        return None


class ThroughWeb:
    """The web API, called as a page would."""

    def __init__(self, stage: Stage) -> None:
        ports = WebPorts(
            conversations=stage.turns,
            sessions=WebSessions(stage.database, stage.clock),
            materials=JudgedMaterials(),
            signer=FakeSigner(),
            responses=stage.tools.responses,
        )
        self._app = FastAPI()
        self._app.include_router(web_router(ports))
        body = self._call("POST", "/web/session")
        self._headers = {"Authorization": f"Bearer {body['token']}"}
        self.first = [_read(each) for each in body["messages"]]
        self.conversation_id = stage.rows(
            "SELECT id FROM bot.conversations ORDER BY updated_at DESC, id LIMIT 1"
        )[0][0]

    def send(
        self,
        id: str,
        *,
        text: str | None = None,
        option: str | None = None,
        files: Sequence[str] = (),
        material: str | None = None,
    ) -> list[Heard]:
        if files:
            data = {"id": id} | ({"material": material} if material else {})
            parts = [("file", (name, b"bytes of " + name.encode(), "image/jpeg")) for name in files]
            body = self._call("POST", "/web/files", data=data, files=parts)
        else:
            said = {"text": text} if option is None else {"option": option}
            body = self._call("POST", "/web/messages", json={"id": id, **said})
        return [_read(each) for each in body["messages"]]

    def _call(self, method: str, path: str, **request: Any) -> Any:
        async def call() -> httpx.Response:
            transport = httpx.ASGITransport(app=self._app)
            headers = getattr(self, "_headers", {})
            async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
                return await client.request(method, path, headers=headers, **request)

        response = asyncio.run(call())
        assert response.is_success, (response.status_code, response.text)
        return response.json()


def _heard(message: Message) -> Heard:
    return Heard(message.text, message.asks, tuple(each.id for each in message.options))


def _read(message: dict[str, Any]) -> Heard:
    return Heard(message["text"], message["asks"], tuple(each["id"] for each in message["options"]))
