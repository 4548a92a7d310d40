"""The embedded court: a court system in our own database, reached only through the port.

It commits by itself, as a court elsewhere would, and it can be told to be slow, to be down, or
to file and lose its answer.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson
import sqlalchemy as sa
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Connection, Engine

from filing_backend.contracts.filings import ReturnedItem
from filing_backend.contracts.staff import Accept, Decision, Return
from filing_backend.courts.errors import AlreadyFiled, CourtRefused, CourtUnreachable
from filing_backend.courts.gateway import CourtPacket, CourtReply, CourtState, FeeNotice
from filing_backend.courts.sandbox_tables import behaviour, cases, replies
from infra.clock import Clock
from infra.encryption import Cipher

__all__ = ["Behaviour", "CourtCase", "SandboxCourt"]


class Behaviour(BaseModel):
    """How the embedded court misbehaves. lose_answers: how many filings it does in silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    slow_seconds: float = Field(default=0.0, ge=0, le=600)
    down: bool = False
    lose_answers: int = Field(default=0, ge=0, le=1000)


class CourtCase(BaseModel):
    """A case as it lies at the embedded court; `key` is ours."""

    model_config = ConfigDict(frozen=True)

    receipt: str
    key: str
    court: str
    packet_sha256: str
    previous_receipt: str | None
    state: CourtState
    filed_at: datetime


class SandboxCourt:
    """Both sides of the embedded court: the port, and the desk where our staff plays it."""

    def __init__(self, engine: Engine, cipher: Cipher, clock: Clock) -> None:
        self._engine = engine
        self._cipher = cipher
        self._clock = clock

    def behave(self, wanted: Behaviour) -> None:
        """Be slow, down or forgetful from now on."""
        values = {"id": 1, "settings": wanted.model_dump()}
        with self._engine.begin() as connection:
            connection.execute(
                insert(behaviour)
                .values(**values)
                .on_conflict_do_update(index_elements=["id"], set_=values)
            )

    def behaviour(self) -> Behaviour:
        """How it behaves now."""
        with self._engine.connect() as connection:
            stored = connection.execute(sa.select(behaviour.c.settings)).scalar_one_or_none()
        return Behaviour.model_validate(stored or {})

    def check(self, packet: CourtPacket) -> tuple[ReturnedItem, ...]:
        """It objects to nothing: its clerk does."""
        self._answer()
        return ()

    def file(self, packet: CourtPacket, key: str) -> str:
        """See `CourtGateway.file`."""
        now = self._answer()
        with self._engine.begin() as connection:
            receipt = self._add_case(connection, packet, key)
        if now.lose_answers > 0:
            self.behave(now.model_copy(update={"lose_answers": now.lose_answers - 1}))
            raise CourtUnreachable("the answer was lost")
        return receipt

    def find(self, key: str) -> str | None:
        """See `CourtGateway.find`."""
        self._answer()
        with self._engine.connect() as connection:
            return _receipt_of(connection, key)

    def status(self, receipt: str) -> CourtReply:
        """See `CourtGateway.status`."""
        self._answer()
        with self._engine.connect() as connection:
            return self._last_reply(connection, receipt)

    def withdraw(self, receipt: str) -> CourtReply:
        """See `CourtGateway.withdraw`; a case that is closed stays as it is."""
        self._answer()
        with self._engine.begin() as connection:
            state = _lock(connection, receipt)
            closed = {CourtState.FILED, CourtState.REFUSED, CourtState.WITHDRAWN}
            if state not in closed:
                self._reply(connection, receipt, CourtState.WITHDRAWN, {})
            return self._last_reply(connection, receipt)

    def decide(self, receipt: str, decision: Decision, fee: FeeNotice | None) -> CourtReply:
        """See `ClerksDesk.decide`."""
        with self._engine.begin() as connection:
            if _lock(connection, receipt) is not CourtState.UNDER_REVIEW:
                raise CourtRefused("the case is not under review")
            if isinstance(decision, Accept):
                self._accept(connection, receipt, decision.case_no, fee)
            elif isinstance(decision, Return):
                self._reply(connection, receipt, CourtState.RETURNED, _returned(decision))
            else:
                details = {"reason": decision.reason}
                self._reply(connection, receipt, CourtState.REFUSED, details)
            return self._last_reply(connection, receipt)

    def register(self, receipt: str, case_no: str) -> CourtReply:
        """See `ClerksDesk.register`."""
        with self._engine.begin() as connection:
            if _lock(connection, receipt) not in {CourtState.REVIEW_PASSED, CourtState.FEE_DUE}:
                raise CourtRefused("the case has not passed review")
            self._file_with_number(connection, receipt, case_no)
            return self._last_reply(connection, receipt)

    def cases(self) -> list[CourtCase]:
        """Every case, in the order of filing: what the court knows of us."""
        with self._engine.connect() as connection:
            rows = connection.execute(sa.select(cases).order_by(cases.c.filed_at, cases.c.key))
            return [CourtCase.model_validate(row._mapping) for row in rows]

    def _answer(self) -> Behaviour:
        now = self.behaviour()
        if now.slow_seconds:
            time.sleep(now.slow_seconds)
        if now.down:
            raise CourtUnreachable("the court's system is down")
        return now

    def _add_case(self, connection: Connection, packet: CourtPacket, key: str) -> str:
        receipt = f"R{secrets.token_hex(8)}"
        values = {
            "receipt": receipt,
            "key": key,
            "court": packet.court,
            "packet_sha256": packet.sha256,
            "previous_receipt": packet.previous_receipt,
            "state": CourtState.UNDER_REVIEW,
            "filed_at": self._clock.now(),
        }
        added = connection.execute(
            insert(cases).values(**values).on_conflict_do_nothing().returning(cases.c.receipt)
        ).scalar_one_or_none()
        if added is None:
            raise AlreadyFiled(_receipt_of(connection, key) or "")
        self._reply(connection, receipt, CourtState.UNDER_REVIEW, {})
        return receipt

    def _accept(
        self, connection: Connection, receipt: str, case_no: str | None, fee: FeeNotice | None
    ) -> None:
        self._reply(connection, receipt, CourtState.REVIEW_PASSED, {})
        if fee is not None:
            details = {"amount": str(fee.amount), "due_on": fee.due_on.isoformat()}
            self._reply(connection, receipt, CourtState.FEE_DUE, details)
        if case_no is not None:
            self._file_with_number(connection, receipt, case_no)

    def _file_with_number(self, connection: Connection, receipt: str, case_no: str) -> None:
        fee = self._last_reply(connection, receipt).fee
        details: dict[str, Any] = {"case_no": case_no}
        if fee is not None:
            details |= {"amount": str(fee.amount), "due_on": fee.due_on.isoformat()}
        self._reply(connection, receipt, CourtState.FILED, details)

    def _reply(
        self, connection: Connection, receipt: str, state: CourtState, details: Mapping[str, Any]
    ) -> None:
        last = connection.execute(
            sa.select(sa.func.max(replies.c.seq)).where(replies.c.receipt == receipt)
        ).scalar_one()
        seq = (last or 0) + 1
        sealed = self._cipher.seal(orjson.dumps(details), _place(receipt, seq))
        connection.execute(
            replies.insert().values(
                receipt=receipt, seq=seq, state=state, at=self._clock.now(), sealed_details=sealed
            )
        )
        connection.execute(cases.update().where(cases.c.receipt == receipt).values(state=state))

    def _last_reply(self, connection: Connection, receipt: str) -> CourtReply:
        row = connection.execute(
            sa.select(replies)
            .where(replies.c.receipt == receipt)
            .order_by(replies.c.seq.desc())
            .limit(1)
        ).one_or_none()
        if row is None:
            raise CourtRefused("no such receipt")
        details = orjson.loads(self._cipher.open(row.sealed_details, _place(receipt, row.seq)))
        return CourtReply.read(receipt, CourtState(row.state), row.at, details)


def _receipt_of(connection: Connection, key: str) -> str | None:
    return connection.execute(
        sa.select(cases.c.receipt).where(cases.c.key == key)
    ).scalar_one_or_none()


def _returned(decision: Return) -> dict[str, Any]:
    details: dict[str, Any] = {"items": [item.model_dump() for item in decision.items]}
    if decision.correct_by is not None:
        details["correct_by"] = decision.correct_by.isoformat()
    return details


def _lock(connection: Connection, receipt: str) -> CourtState:
    state = connection.execute(
        sa.select(cases.c.state).where(cases.c.receipt == receipt).with_for_update()
    ).scalar_one_or_none()
    if state is None:
        raise CourtRefused("no such receipt")
    return CourtState(state)


def _place(receipt: str, seq: int) -> str:
    return f"court_replies:{receipt}/{seq}:sealed_details"
