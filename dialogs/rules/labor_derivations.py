"""Derived answers of labour disputes: who is what, which rows are claimed, sum, law relied on."""

from __future__ import annotations

from datetime import date

from dialogs.answers import Answers
from dialogs.rules.citations import full_basis
from dialogs.rules.claim_sums import sum_of
from dialogs.rules.derived import Derivation, Derived

__all__ = ["LABOR"]

ROWS = (
    "wages",
    "double_wages",
    "overtime",
    "leave",
    "social_insurance",
    "compensation",
    "illegal_dismissal",
)
"""The claims that have a row of their own in form 15."""

AMOUNTS = (
    "wages_amount",
    "double_wages_amount",
    "overtime_amount",
    "leave_amount",
    "insurance_amount",
    "compensation_amount",
    "dismissal_amount",
    "injury_amount",
    "other_claims_amount",
)

BASIS = {
    "awarded": ("labor-arbitration-law:48", "labor-arbitration-law:50"),
    "not_accepted": ("labor-arbitration-law:29",),
    "pending": ("labor-arbitration-law:43",),
    "wage_iou": ("labor-interpretation-1:15",),
    "mediated_wages": ("labor-interpretation-1:51",),
    "payment_order_ended": ("labor-arbitration-law:16", "labor-interpretation-1:13"),
}


def plaintiff_kind(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The employer is an organisation, the worker a person."""
    side = answers.text("side")
    return Derived("org" if side == "employer" else "natural") if side else None


def defendant_kind(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Whom an employer sues is a person; an employer may be either."""
    return Derived("natural") if answers.text("side") == "employer" else None


def _claimed(kind: str) -> Derivation:
    def derive(answers: Answers, index: int | None, today: date) -> Derived | None:
        if answers.text("side") == "employer":
            return Derived(False)
        chosen = answers.get("claim_kinds")
        return None if chosen is None else Derived(kind in chosen)

    return derive


def labor_total(answers: Answers, index: int | None, today: date) -> Derived | None:
    """All sums claimed together."""
    return sum_of(answers, AMOUNTS)


def labor_basis(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The articles that open the way to court; an employer sues under article 50 alone."""
    cites = BASIS.get(answers.text("arbitration_status"), ())
    if answers.text("side") == "employer":
        cites = tuple(each for each in cites if each != "labor-arbitration-law:48")
    return Derived(full_basis(cites), (), cites) if cites else None


LABOR: dict[str, Derivation] = {
    "labor_plaintiff_kind": plaintiff_kind,
    "labor_defendant_kind": defendant_kind,
    "labor_total": labor_total,
    "labor_basis": labor_basis,
    **{f"claims_{kind}": _claimed(kind) for kind in ROWS},
}
