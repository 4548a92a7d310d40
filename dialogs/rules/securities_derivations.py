"""Derived answers of suits for misrepresentation in securities: who issued, sums, limitation.

Reads `revealed_on`, `corrected_on`, `loss_difference`, `loss_commission`, `loss_stamp` and the
roles of the defendants (issuer, controller, director, underwriter, institution, other).
"""

from __future__ import annotations

from datetime import date

from dialogs.answers import Answers
from dialogs.rules.citations import source_of
from dialogs.rules.claim_sums import sum_of
from dialogs.rules.derived import Derivation, Derived
from dialogs.rules.wording import working

__all__ = ["SECURITIES"]

LOSSES = ("loss_difference", "loss_commission", "loss_stamp")
SUMS = (*LOSSES, "costs_amount", "other_claims_amount")


def defendant_role(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The one defendant is the issuer."""
    if index is None or answers.count("defendants") != 1:
        return None
    return Derived("issuer")


def known_since(answers: Answers, index: int | None, today: date) -> Derived | None:
    """When it was made public, by others or by the issuer: limitation runs from knowing."""
    days = [answers.date(key) for key in ("revealed_on", "corrected_on")]
    told = [day for day in days if day is not None]
    return Derived(min(told).isoformat(), (), ("civil-code:188",)) if told else None


def loss_detail(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The losses by name, added up."""
    found = sum_of(answers, LOSSES)
    return None if found is None else Derived(found.workings[0], found.workings)


def joint_claim(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Nobody is jointly liable beside the one defendant."""
    return Derived(False) if answers.count("defendants") == 1 else None


def securities_total(answers: Answers, index: int | None, today: date) -> Derived | None:
    """All sums claimed together."""
    return sum_of(answers, SUMS)


def securities_basis(answers: Answers, index: int | None, today: date) -> Derived:
    """The interpretation by name; its articles are not verified, so none is named."""
    title = source_of("fashi-2022-2").title
    return Derived(working("by_title", title=title), (), ("fashi-2022-2:3",))


SECURITIES: dict[str, Derivation] = {
    "securities_basis": securities_basis,
    "securities_joint_claim": joint_claim,
    "securities_known_since": known_since,
    "securities_loss_detail": loss_detail,
    "securities_role": defendant_role,
    "securities_total": securities_total,
}
