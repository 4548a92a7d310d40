"""The sum in dispute (标的总额) of case types that claim several sums of money."""

from __future__ import annotations

from collections.abc import Iterable

from dialogs.answers import Answers
from dialogs.money import Money
from dialogs.rules.derived import Derived
from dialogs.rules.wording import working

__all__ = ["sum_of"]

SUMMED = ("civil-procedure-interpretation:201",)


def sum_of(answers: Answers, keys: Iterable[str]) -> Derived | None:
    """All sums that were told at these keys, added up; None while none was told.

    Each key needs its phrase `part_<key>` among the workings.
    """
    told = [(key, amount) for key in keys if (amount := answers.money(key)) is not None]
    if not told:
        return None
    total = sum((amount for _, amount in told), Money.zero())
    parts = "＋".join(working(f"part_{key}", amount=str(amount)) for key, amount in told)
    line = working("claim_sum", parts=parts, total=str(total))
    return Derived(total.canonical(), (line,), SUMMED)
