"""The names of a filing's parties: shown to the clerk who reviews it, and found again by digest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dialogs.answers import Answers
from dialogs.money import Money
from dialogs.rules.parties import claim_amount
from filing_backend.contracts.drafts import FilingDraft
from filing_backend.domain.filing import Filing
from filing_backend.services.office import Desk

__all__ = ["Parties", "find_by_name", "index_names", "parties_of"]

NAME_KEYS = ("name", "org_name")
MOST_AT_ONCE = 200
GROUPS = ("plaintiffs", "defendants", "third_parties")


@dataclass(frozen=True, slots=True)
class Parties:
    """Who stands against whom, and for how much if a sum is known."""

    plaintiffs: tuple[str, ...]
    defendants: tuple[str, ...]
    amount: Money | None


def parties_of(draft: FilingDraft) -> Parties:
    """The names and the sum as they were handed over."""
    answers = draft.answers.answers()
    amount = claim_amount(draft.interview_id, answers)
    return Parties(
        tuple(_names(answers, "plaintiffs")), tuple(_names(answers, "defendants")), amount
    )


def index_names(desk: Desk, filing: Filing, draft: FilingDraft) -> None:
    """Keep the digests of all parties' names; the names themselves stay sealed."""
    answers = draft.answers.answers()
    names = {_plain(name) for group in GROUPS for name in _names(answers, group)}
    desk.filings.index_names(filing, sorted(names))


def find_by_name(desk: Desk, name: str, *, limit: int) -> list[Filing]:
    """Filings with a party of exactly this name, the latest first."""
    for filing in desk.filings.without_names(limit=MOST_AT_ONCE):
        draft = desk.papers.content(filing)
        if draft is not None:  # handed over before names were indexed
            index_names(desk, filing, draft)
    return desk.filings.by_name(_plain(name), limit=limit)


def _names(answers: Answers, group: str) -> Iterator[str]:
    for index in range(answers.count(group)):
        found = (answers.text(f"{group}[{index}].{key}") for key in NAME_KEYS)
        name = next((each for each in found if each), "")
        if name:
            yield name


def _plain(name: str) -> str:
    return "".join(name.split()).replace("(", "（").replace(")", "）")
