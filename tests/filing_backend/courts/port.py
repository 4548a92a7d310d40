"""What every court behind the port must do; each gateway's test module inherits this."""

from __future__ import annotations

import hashlib

import pytest

from filing_backend.courts.errors import AlreadyFiled, CourtRefused, CourtUnreachable
from filing_backend.courts.gateway import CourtGateway, CourtPacket, CourtState

__all__ = ["PortContract", "packet"]


def packet(number: str = "L20261120-AAAAAA", previous: str | None = None) -> CourtPacket:
    """A small packet."""
    data = number.encode()
    return CourtPacket(
        number=number,
        court="北京市朝阳区人民法院",
        interview_id="private_lending",
        packet=data,
        sha256=hashlib.sha256(data).hexdigest(),
        summary={"round": 1},
        previous_receipt=previous,
    )


class PortContract:
    """Inherit, and give the fixtures `court`, and `break_down`, `mend`, `lose_next_answer`."""

    def test_a_packet_is_filed_and_under_review(self, court: CourtGateway) -> None:
        assert court.check(packet()) == ()
        receipt = court.file(packet(), "key-1")
        reply = court.status(receipt)
        assert (reply.receipt, reply.state) == (receipt, CourtState.UNDER_REVIEW)
        assert court.find("key-1") == receipt

    def test_the_same_key_files_once(self, court: CourtGateway) -> None:
        receipt = court.file(packet(), "key-1")
        with pytest.raises(AlreadyFiled) as caught:
            court.file(packet(), "key-1")
        assert caught.value.receipt == receipt
        assert court.file(packet(), "key-2") != receipt

    def test_an_unknown_key_or_receipt_is_said_to_be_unknown(self, court: CourtGateway) -> None:
        assert court.find("key-1") is None
        with pytest.raises(CourtRefused):
            court.status("R0")
        with pytest.raises(CourtRefused):
            court.withdraw("R0")

    def test_a_withdrawn_case_stays_withdrawn(self, court: CourtGateway) -> None:
        receipt = court.file(packet(), "key-1")
        assert court.withdraw(receipt).state is CourtState.WITHDRAWN
        assert court.withdraw(receipt).state is CourtState.WITHDRAWN
        assert court.status(receipt).state is CourtState.WITHDRAWN

    def test_a_lost_answer_is_found_by_our_key(self, court: CourtGateway, lose_next_answer) -> None:
        lose_next_answer()
        with pytest.raises(CourtUnreachable):
            court.file(packet(), "key-1")
        receipt = court.find("key-1")
        assert receipt is not None
        assert court.status(receipt).state is CourtState.UNDER_REVIEW

    def test_a_court_that_is_down_is_unreachable(
        self, court: CourtGateway, break_down, mend
    ) -> None:
        receipt = court.file(packet(), "key-1")
        break_down()
        for act in (
            lambda: court.check(packet()),
            lambda: court.file(packet(), "key-2"),
            lambda: court.find("key-1"),
            lambda: court.status(receipt),
            lambda: court.withdraw(receipt),
        ):
            with pytest.raises(CourtUnreachable):
                act()
        mend()
        assert court.find("key-2") is None
        assert court.status(receipt).state is CourtState.UNDER_REVIEW
