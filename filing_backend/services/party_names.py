"""The names of a filing's parties: shown to the clerk who reviews it, and found again by digest.

Found too: who speaks for a party, and the telephone of whoever files (decision 0013).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dialogs.answers import Answers
from dialogs.money import Money
from dialogs.rules.ids import check_phone
from dialogs.rules.parties import claim_amount
from filing_backend.contracts.drafts import FilingDraft
from filing_backend.domain.filing import Filing
from filing_backend.services.office import Desk

__all__ = ["Parties", "find_by_party", "index_parties", "parties_of"]

NAME_KEYS = ("name", "org_name")
MOST_AT_ONCE = 200
GROUPS = ("plaintiffs", "defendants", "third_parties")
PHONES = ("plaintiffs.phone", "plaintiffs.legal_rep_phone", "agents.agent_phone")


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


def index_parties(desk: Desk, filing: Filing, draft: FilingDraft) -> None:
    """Keep the digests of names and telephones; they themselves stay sealed."""
    answers = draft.answers.answers()
    named = {_plain(name) for group in GROUPS for name in _names(answers, group)}
    named |= {_plain(name) for name in _texts(answers, "agents.agent_name")}
    phones = {_plain(phone) for place in PHONES for phone in _texts(answers, place)}
    desk.filings.index_names(filing, sorted(named | phones))


def find_by_party(desk: Desk, wanted: str, *, limit: int) -> list[Filing]:
    """Filings with exactly this name or telephone, the latest first."""
    for filing in desk.filings.without_names(limit=MOST_AT_ONCE):
        draft = desk.papers.content(filing)
        if draft is not None:  # handed over before it was indexed
            index_parties(desk, filing, draft)
    return desk.filings.by_name(_plain(wanted), limit=limit)


def _texts(answers: Answers, place: str) -> Iterator[str]:
    """What is answered at `group.key` in every item of the group."""
    group, _, key = place.partition(".")
    for index in range(answers.count(group)):
        if found := answers.text(f"{group}[{index}].{key}"):
            yield found


def _names(answers: Answers, group: str) -> Iterator[str]:
    for index in range(answers.count(group)):
        found = (answers.text(f"{group}[{index}].{key}") for key in NAME_KEYS)
        name = next((each for each in found if each), "")
        if name:
            yield name


def _plain(name: str) -> str:
    phone = check_phone(name)
    if phone.valid:
        return phone.value
    return "".join(name.split()).replace("(", "（").replace(")", "）")
