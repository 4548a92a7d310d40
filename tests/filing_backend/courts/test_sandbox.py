"""The embedded court keeps the port's contract, and its clerk's desk works."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from filing_backend.contracts.filings import ReturnedItem
from filing_backend.contracts.staff import Accept, Refuse, Return
from filing_backend.courts.errors import CourtRefused
from filing_backend.courts.gateway import CourtState, FeeNotice
from filing_backend.courts.sandbox import SandboxCourt
from tests.filing_backend.courts.port import PortContract, packet

CASE_NO = "(2026)京0105民初1234号"
FEE = FeeNotice(Decimal("850.00"), date(2026, 11, 27))


@pytest.fixture
def court(sandbox: SandboxCourt) -> SandboxCourt:
    return sandbox


class TestSandboxCourt(PortContract):
    """The port's contract."""


def test_accepting_tells_the_fee_and_registering_the_number(court: SandboxCourt) -> None:
    receipt = court.file(packet(), "key-1")
    reply = court.decide(receipt, Accept(decision="accept"), FEE)
    assert (reply.state, reply.fee) == (CourtState.FEE_DUE, FEE)
    reply = court.register(receipt, CASE_NO)
    assert (reply.state, reply.case_no, reply.fee) == (CourtState.FILED, CASE_NO, FEE)


def test_accepting_with_a_number_does_all_at_once(court: SandboxCourt) -> None:
    receipt = court.file(packet(), "key-1")
    reply = court.decide(receipt, Accept(decision="accept", case_no=CASE_NO), FEE)
    assert (reply.state, reply.case_no, reply.fee) == (CourtState.FILED, CASE_NO, FEE)


def test_returning_and_refusing_say_why(court: SandboxCourt) -> None:
    receipt = court.file(packet(), "key-1")
    items = (ReturnedItem(element="court", reason="不对"),)
    reply = court.decide(receipt, Return(decision="return", items=items), None)
    assert (reply.state, reply.items) == (CourtState.RETURNED, items)
    other = court.file(packet("L20261120-BBBBBB", receipt), "key-2")
    reply = court.decide(other, Refuse(decision="refuse", reason="不对"), None)
    assert (reply.state, reply.reason) == (CourtState.REFUSED, "不对")


def test_a_case_is_decided_once(court: SandboxCourt) -> None:
    receipt = court.file(packet(), "key-1")
    court.decide(receipt, Refuse(decision="refuse", reason="不对"), None)
    with pytest.raises(CourtRefused):
        court.decide(receipt, Accept(decision="accept"), FEE)
    with pytest.raises(CourtRefused):
        court.register(receipt, CASE_NO)
    assert court.withdraw(receipt).state is CourtState.REFUSED


def test_the_last_day_to_correct_stands_in_the_reply(court: SandboxCourt) -> None:
    receipt = court.file(packet(), "key-1")
    items = (ReturnedItem(element="court", reason="不对"),)
    day = date(2026, 12, 1)
    court.decide(receipt, Return(decision="return", items=items, correct_by=day), None)
    assert court.status(receipt).correct_by == day
