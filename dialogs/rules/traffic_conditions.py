"""Named conditions of traffic accidents."""

from __future__ import annotations

from datetime import date

from dialogs.answers import Answers
from dialogs.rules.lending_limits import interruptions
from dialogs.rules.limitation import limitation

__all__ = ["accident_limitation_over", "any_insurer_defendant"]


def any_insurer_defendant(answers: Answers, index: int | None) -> bool:
    """Whether an insurance company is sued."""
    return any(party.text("role").startswith("insurer_") for party in answers.items("defendants"))


def accident_limitation_over(answers: Answers, index: int | None) -> bool:
    """Whether, as far as is known, three years have gone by since the accident (民法典 188)."""
    happened = answers.date("accident_on")
    today = answers.date("claims_as_of") or date.min
    if happened is None or happened >= today:
        return False
    return limitation(happened, interruptions(answers), today).over(today)
