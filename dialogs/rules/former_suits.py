"""Whether the court may take the case at all: G01, G05, G07, G09, G16, G25.

Reads `dispute_kind` (administrative, criminal, other_authority, support …), `former_suit`,
`former_outcome` (judged, mediated, withdrawn, rejected), `new_circumstances`,
`plaintiff_interest` (own, acquired, relative_of_dead, for_other), `claim_acquired`.
"""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.answers import Known
from dialogs.findings import Finding
from dialogs.rules.case_file import CaseFile, Rule, block, info, warn

__all__ = ["FORMER_SUIT_RULES", "SUBJECT_RULES"]

AGAIN = (
    "civil-procedure-law:127",
    "civil-procedure-interpretation:247",
    "civil-procedure-interpretation:248",
)


def judged_before(file: CaseFile) -> Iterator[Finding]:
    """G09, G25: the same matter is not judged twice; new facts and support are another matter."""
    if not file.answers.get("former_suit"):
        return
    outcome = file.answers.text("former_outcome")
    if outcome in ("withdrawn", "rejected"):
        yield _sued_in_vain(file)
    elif outcome in ("judged", "mediated"):
        yield _settled_before(file)
    elif file.answers.known("former_outcome") is Known.UNKNOWN:
        yield warn("former_outcome_unknown", ("former_outcome",), AGAIN)


def _sued_in_vain(file: CaseFile) -> Finding:
    """G25, L02b: after a withdrawal one may sue again; an award then stands."""
    if file.case == "labor":
        sources = ("fashi-2000-18:1", "fashi-2000-18:2")
        return warn("award_stands_after_withdrawal", ("former_outcome",), sources)
    sources = ("civil-procedure-interpretation:212", "civil-procedure-interpretation:214")
    return warn("may_sue_again", ("former_outcome",), sources)


def _settled_before(file: CaseFile) -> Finding:
    """G09: barred only where nothing new is told, and the person could say so."""
    paths = ("former_outcome", "new_circumstances")
    if file.answers.text("dispute_kind") == "support":
        return warn("support_changed", paths, ("civil-procedure-interpretation:218",))
    if file.answers.text("new_circumstances"):
        return warn("judged_before_with_news", paths, AGAIN)
    if file.answers.known("new_circumstances") is Known.UNKNOWN:
        return warn("judged_before_unclear", paths, AGAIN)
    return block("judged_before", paths, AGAIN)


def matter_is_civil(file: CaseFile) -> Iterator[Finding]:
    """G05, G07: matters of the administration, of the police or of another authority."""
    kind = file.answers.text("dispute_kind")
    if kind in ("administrative", "criminal", "other_authority"):
        yield block(f"matter_is_{kind}", ("dispute_kind",), ("civil-procedure-law:127",))


def no_limitation(file: CaseFile) -> Iterator[Finding]:
    """G16: some claims never lapse."""
    if file.answers.text("dispute_kind") in ("support", "immovable"):
        yield info("no_limitation", ("dispute_kind",), ("civil-code:196",))


def plaintiff_is_concerned(file: CaseFile) -> Iterator[Finding]:
    """G01: the plaintiff's own matter; a claim from somebody else needs its papers."""
    interest = file.answers.text("plaintiff_interest")
    if interest == "for_other":
        sources = ("civil-procedure-law:122", "civil-procedure-law:61")
        yield warn("matter_of_another", ("plaintiff_interest",), sources)
    elif interest == "relative_of_dead":
        sources = ("civil-procedure-interpretation:69", "civil-code:1181")
        yield info("relative_sues_for_dead", ("plaintiff_interest",), sources)
    elif interest == "acquired" or file.answers.text("claim_acquired"):
        path = "plaintiff_interest" if interest else "claim_acquired"
        yield info("claim_was_acquired", (path,), ("civil-procedure-law:122",))


FORMER_SUIT_RULES: tuple[Rule, ...] = (judged_before, plaintiff_is_concerned)
SUBJECT_RULES: tuple[Rule, ...] = (matter_is_civil, no_limitation)
