"""The port to a court: what the backend asks, and what a court answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol

from filing_backend.contracts.filings import ReturnedItem
from filing_backend.contracts.staff import Decision

__all__ = [
    "ClerksDesk",
    "CourtGateway",
    "CourtPacket",
    "CourtReply",
    "CourtState",
    "FeeNotice",
]


class CourtState(StrEnum):
    """How a case stands at the court."""

    UNDER_REVIEW = "under_review"
    RETURNED = "returned"
    REVIEW_PASSED = "review_passed"
    FEE_DUE = "fee_due"
    FILED = "filed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class CourtPacket:
    """What is sent: the packet, what it says of itself, and the receipt it corrects."""

    number: str
    court: str
    interview_id: str
    packet: bytes
    sha256: str
    summary: Mapping[str, Any]
    previous_receipt: str | None = None


@dataclass(frozen=True, slots=True)
class FeeNotice:
    """诉讼费用交纳通知: amount in yuan, last day."""

    amount: Decimal
    due_on: dt.date


@dataclass(frozen=True, slots=True)
class CourtReply:
    """How a case stands and since when; the fields that the state calls for are set.

    correct_by: the last day to mend what was returned, if the court named one.
    """

    receipt: str
    state: CourtState
    at: dt.datetime
    items: tuple[ReturnedItem, ...] = ()
    correct_by: dt.date | None = None
    reason: str = ""
    fee: FeeNotice | None = None
    case_no: str = ""

    @classmethod
    def read(
        cls, receipt: str, state: CourtState, at: dt.datetime, details: Mapping[str, Any]
    ) -> CourtReply:
        """The reply from JSON details, named as its fields; a fee is `amount` and `due_on`."""
        fee = None
        last_day = details.get("correct_by")
        if "amount" in details:
            due_on = dt.date.fromisoformat(str(details["due_on"]))
            fee = FeeNotice(Decimal(str(details["amount"])), due_on)
        return cls(
            receipt=receipt,
            state=state,
            at=at,
            items=tuple(ReturnedItem.model_validate(item) for item in details.get("items", ())),
            correct_by=dt.date.fromisoformat(str(last_day)) if last_day else None,
            reason=str(details.get("reason", "")),
            fee=fee,
            case_no=str(details.get("case_no", "")),
        )


class CourtGateway(Protocol):
    """One court system.

    Every method may raise `CourtUnreachable`: whether the act was done is then unknown, and
    `find` with our key tells.
    """

    def check(self, packet: CourtPacket) -> tuple[ReturnedItem, ...]:
        """What the court's system would object to, without filing; empty if nothing."""

    def file(self, packet: CourtPacket, key: str) -> str:
        """File once under our key; gives the receipt.

        Raises:
            AlreadyFiled: the key has been used; its receipt is in the error.
            CourtRefused: the packet is not taken.
        """

    def find(self, key: str) -> str | None:
        """The receipt of what was filed under our key, if anything was."""

    def status(self, receipt: str) -> CourtReply:
        """How the case stands.

        Raises:
            CourtRefused: there is no such receipt.
        """

    def withdraw(self, receipt: str) -> CourtReply:
        """Take the application back; the reply says how the case stands then."""


class ClerksDesk(Protocol):
    """The court's own side, where our staff plays it (sandbox)."""

    def decide(self, receipt: str, decision: Decision, fee: FeeNotice | None) -> CourtReply:
        """Record a decision at the court.

        Raises:
            CourtRefused: the case is not under review there.
        """

    def register(self, receipt: str, case_no: str) -> CourtReply:
        """The fee is paid: give the case its number."""
