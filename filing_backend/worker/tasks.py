"""Tasks of queue `filing`: each opens its transactions, commits them, and may come twice."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import httpx

from filing_backend.courts.errors import CourtRefused, CourtUnreachable
from filing_backend.domain.errors import FilingError
from filing_backend.services import (
    assemble_filing,
    send_notice,
    steps,
    submit_filing,
    watch,
    withdraw_filing,
)
from filing_backend.services.assembly import assemble
from filing_backend.services.office import QUEUE, Desk, Office
from filing_backend.services.record_court_reply import (
    ask_court,
    receipt_to_follow,
    record_court_reply,
)
from infra.database import Database
from infra.jobs import Retry, Task

__all__ = ["FilingTasks", "filing_tasks"]

T = TypeVar("T")

# A run whose worker was killed counts as well: a filing must outlive a machine's bad day.
OURS = Retry(limit=150, first_seconds=1, longest_seconds=300, final=(FilingError,))
COURTS = Retry(limit=300, first_seconds=1, longest_seconds=300, final=(FilingError,))
BOTS = Retry(limit=300, first_seconds=1, longest_seconds=300)
CLOCKS = Retry(limit=2, first_seconds=5)


@dataclass(frozen=True)
class FilingTasks:
    """The functions behind the tasks."""

    office: Office
    database: Database
    bot: httpx.AsyncClient

    def check(self, filing_id: str) -> None:
        """received, corrected → checked."""
        self._in_transaction(lambda desk: steps.check_filing(desk, filing_id))

    def assemble(self, filing_id: str) -> None:
        """checked → assembled."""
        try:
            assembly = self._in_transaction(lambda desk: assemble_filing.gather(desk, filing_id))
            if assembly is None:
                return
            made = assemble(assembly)
        except Exception:
            self._in_transaction(lambda desk: steps.note_failure(desk, filing_id, "assemble"))
            raise
        self._in_transaction(
            lambda desk: assemble_filing.store_sheets(desk, filing_id, assembly.round, made)
        )

    def submit(self, filing_id: str) -> None:
        """assembled → submitted."""
        submission = self._in_transaction(
            lambda desk: submit_filing.prepare_submission(desk, filing_id)
        )
        if submission is None:
            return
        try:
            receipt = submit_filing.send(self.office.court, submission)
        except CourtUnreachable:
            self._in_transaction(lambda desk: steps.note_delay(desk, filing_id, "submit"))
            raise
        except CourtRefused as refused:
            refusal = refused
            self._in_transaction(
                lambda desk: submit_filing.record_refusal(desk, submission, refusal)
            )
            return
        self._in_transaction(
            lambda desk: submit_filing.record_submission(desk, submission, receipt)
        )

    def withdraw(self, filing_id: str) -> None:
        """The wish to withdraw → withdrawn, unless the court was quicker."""
        withdrawal = self._in_transaction(
            lambda desk: withdraw_filing.prepare_withdrawal(desk, filing_id)
        )
        if withdrawal is None:
            return
        reply = withdraw_filing.withdraw_at_court(self.office.court, withdrawal)
        self._in_transaction(
            lambda desk: withdraw_filing.record_withdrawal(desk, withdrawal, reply)
        )

    def poll(self, filing_id: str) -> None:
        """Ask the court how the case stands and write it down."""
        receipt = self._in_transaction(lambda desk: receipt_to_follow(desk, filing_id))
        reply = None if receipt is None else ask_court(self.office.court, receipt)
        if reply is None:
            return

        def note(desk: Desk) -> None:
            filing = desk.filings.by_id(filing_id, lock=True)
            if filing is not None:
                record_court_reply(desk, filing, reply)

        self._in_transaction(note)

    async def notify(self, notice_id: str) -> None:
        """Deliver a notice to the bot."""
        notice = await asyncio.to_thread(
            self._in_transaction, lambda desk: send_notice.notice_to_send(desk, notice_id)
        )
        if notice is None:
            return
        await send_notice.post_notice(self.bot, notice)
        await asyncio.to_thread(
            self._in_transaction, lambda desk: send_notice.mark_delivered(desk, notice_id)
        )

    async def tell_caller(self, message_id: str) -> None:
        """Deliver a message of staff to the bot."""
        message = await asyncio.to_thread(
            self._in_transaction, lambda desk: desk.calls.waiting(message_id)
        )
        if message is None:
            return
        await send_notice.post_notice(self.bot, message)
        await asyncio.to_thread(
            self._in_transaction, lambda desk: desk.calls.delivered(message_id, desk.now())
        )

    def delete_objects(self, keys: list[str]) -> None:
        """Delete bytes that nothing refers to any more."""
        for key in keys:
            self.office.objects.delete(key)

    def watch(self) -> None:
        """Take up what stood still; note reviews that are overdue."""
        self._in_transaction(watch.take_up_again)
        self._in_transaction(watch.note_overdue)

    def poll_courts(self) -> None:
        """Ask the court about a twelfth of its filings: about each of them once an hour."""
        share = (self.office.clock.now().minute // 5, 12)
        self._in_transaction(lambda desk: watch.poll_courts(desk, share))

    def _in_transaction(self, act: Callable[[Desk], T]) -> T:
        with self.database.transaction() as connection:
            return act(self.office.at(connection))


def filing_tasks(office: Office, database: Database, bot: httpx.AsyncClient) -> list[Task]:
    """Every task of the backend. `bot` has the bot's address and the service token."""
    tasks = FilingTasks(office, database, bot)
    return [
        Task("filing.check", QUEUE, tasks.check, OURS),
        Task("filing.assemble", QUEUE, tasks.assemble, OURS),
        Task("filing.submit", QUEUE, tasks.submit, COURTS),
        Task("filing.withdraw", QUEUE, tasks.withdraw, COURTS),
        Task("filing.poll", QUEUE, tasks.poll, CLOCKS),
        Task("filing.notify", QUEUE, tasks.notify, BOTS),
        Task("filing.tell_caller", QUEUE, tasks.tell_caller, BOTS),
        Task("filing.delete_objects", QUEUE, tasks.delete_objects, OURS),
        Task("filing.watch", QUEUE, tasks.watch, CLOCKS, every="* * * * *"),
        Task("filing.poll_courts", QUEUE, tasks.poll_courts, CLOCKS, every="*/5 * * * *"),
    ]
