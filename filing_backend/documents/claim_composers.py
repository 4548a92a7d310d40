"""Cells of claims: a sum with how it comes about, and who is the employer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from dialogs.answers import Known
from filing_backend.documents.composition import Composition
from filing_backend.documents.parties import party_names

__all__ = ["CLAIM_COMPOSERS"]


def detail_and_amount(cell: Composition) -> Any:
    """What the first path explains, and what the second one sums it up to: `…，合计8,000元`."""
    detail, amount = (cell.printed(path) for path in cell.paths[:2])
    money = cell.say("yuan", amount=amount) if amount else ""
    if detail and money:
        return cell.say("detail_and_amount", detail=detail, amount=money)
    return detail or money or cell.answers.known(cell.paths[0])


def employer_names(cell: Composition) -> Any:
    """The employers: whoever sues as one, else whoever is sued (form 15, f2)."""
    group = "plaintiffs" if cell.answers.text("side") == "employer" else "defendants"
    return party_names(cell.answers, group, cell.filling.phrases) or Known.MISSING


def papers_given(kind: str, cell: Composition) -> Any:
    """Whether papers of this kind lie in the packet, else what was told of them."""
    if any(entry.kind == kind for entry in cell.filling.evidence):
        return True
    told = cell.answers.get(cell.paths[0])
    return cell.answers.known(cell.paths[0]) if told is None else told


CLAIM_COMPOSERS: dict[str, Callable[[Composition], Any]] = {
    "detail_and_amount": detail_and_amount,
    "employer_names": employer_names,
    "medical_papers_given": partial(papers_given, "medical_papers"),
    "traffic_tickets_given": partial(papers_given, "traffic_tickets"),
}
