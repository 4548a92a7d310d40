"""The clerk's eye before the clerk: everything that is missing or wrong, at once."""

from __future__ import annotations

import orjson

from dialogs import rules
from dialogs.answers import Answers
from dialogs.findings import Finding, Level
from dialogs.schema.definition import Interview
from filing_backend.contracts.drafts import FilingDraft
from filing_backend.services.office import Desk

__all__ = ["check_draft", "hand_over_findings", "parties_index"]


def check_draft(desk: Desk, draft: FilingDraft, interview: Interview) -> list[Finding]:
    """Findings of the rules of law, of the materials, and of other filings alike."""
    answers = draft.answers.answers()
    found = list(rules.findings(interview.id, answers, desk.today()))
    found += _materials(desk, draft, interview, answers)
    found += _duplicates(desk, draft, answers)
    return found


def hand_over_findings(desk: Desk, draft: FilingDraft, interview: Interview) -> list[Finding]:
    """The same, and what only a finished draft must have: court, truth, signature."""
    found = check_draft(desk, draft, interview)
    if not draft.court:
        found.append(Finding("court_missing", Level.BLOCK, ("court",)))
    if draft.statement_of_truth_at is None:
        found.append(Finding("statement_of_truth_missing", Level.BLOCK))
    if not draft.signatures:
        found.append(Finding("signature_missing", Level.BLOCK))
    return found


def _materials(
    desk: Desk, draft: FilingDraft, interview: Interview, answers: Answers
) -> list[Finding]:
    named = [each for ref in draft.materials for each in ref.material_ids]
    named += draft.signatures.values()
    stored = desk.materials.by_ids(named)
    ours = {key for key, material in stored.items() if material.draft_id == draft.draft_id}
    found = []
    for ref in draft.materials:
        lost = [each for each in ref.material_ids if each not in ours]
        if lost:
            element = (f"material:{ref.kind}",)
            found.append(Finding("material_lost", Level.BLOCK, element, {"count": str(len(lost))}))
    for path, material_id in draft.signatures.items():
        if material_id not in ours:
            found.append(Finding("signature_lost", Level.BLOCK, (path,)))
    given = {ref.kind for ref in draft.materials if ref.material_ids}
    for rule in interview.materials:
        wanted = rule.level == "required" and (rule.when is None or rule.when(answers))
        if wanted and rule.kind not in given:
            element = (f"material:{rule.kind}",)
            found.append(Finding("material_missing", Level.WARN, element, {"material": rule.label}))
    return found


def _duplicates(desk: Desk, draft: FilingDraft, answers: Answers) -> list[Finding]:
    index = parties_index(desk, draft)
    if index is None:
        return []
    same = desk.filings.with_same_parties(index, draft.draft_id)
    own = [filing for filing in same if filing.person_id == draft.person_id]
    if own:
        values = {"number": own[-1].number}
        return [Finding("duplicate_filing", Level.WARN, ("defendants[0]",), values)]
    if same:
        return [Finding("duplicate_filing_elsewhere", Level.WARN, ("defendants[0]",))]
    return []


def parties_index(desk: Desk, draft: FilingDraft) -> bytes | None:
    """A keyed digest of case type, plaintiffs and defendants; None if either side is unnamed.

    A party counts by its number if there is one, else by its name.
    """
    answers = draft.answers.answers()
    sides = []
    for group in ("plaintiffs", "defendants"):
        names = sorted(
            next((item.text(key) for key in IDENTITY if item.text(key)), "")
            for item in answers.items(group)
        )
        if not names or not all(names):
            return None
        sides.append(names)
    text = orjson.dumps([draft.interview_id, *sides]).decode()
    return desk.office.sealer.index(text, "filings:parties_index")


IDENTITY = ("id_number", "uscc", "name", "org_name")
