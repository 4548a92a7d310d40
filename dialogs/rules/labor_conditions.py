"""Named conditions of labour disputes."""

from __future__ import annotations

from datetime import date

from dialogs.answers import Answers
from dialogs.rules.deadlines import due

__all__ = ["award_suit_late"]


def award_suit_late(answers: Answers, index: int | None) -> bool:
    """Whether the fifteen days from receiving the award have gone by (L02)."""
    received = answers.date("award_received_on")
    today = answers.date("claims_as_of") or date.min
    return received is not None and due("labor_suit", received).over(today)
