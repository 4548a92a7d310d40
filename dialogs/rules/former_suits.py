"""Whether the court may take the case at all: G05, G07, G09, G16, G25.

Reads `dispute_kind` (administrative, criminal, other_authority, support …), `former_suit`,
`former_outcome` (judged, mediated, withdrawn, rejected), `new_circumstances`.
"""

from __future__ import annotations

from collections.abc import Iterator

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
    paths = ("former_outcome", "new_circumstances")
    if outcome in ("withdrawn", "rejected"):
        sources = ("civil-procedure-interpretation:212", "civil-procedure-interpretation:214")
        yield info("may_sue_again", ("former_outcome",), sources)
    elif outcome in ("judged", "mediated"):
        if file.answers.text("dispute_kind") == "support":
            more = ("civil-procedure-interpretation:218",)
            yield warn("support_changed", paths, more)
        elif file.answers.text("new_circumstances"):
            yield warn("judged_before_with_news", paths, AGAIN)
        else:
            yield block("judged_before", paths, AGAIN)


def matter_is_civil(file: CaseFile) -> Iterator[Finding]:
    """G05, G07: matters of the administration, of the police or of another authority."""
    kind = file.answers.text("dispute_kind")
    if kind in ("administrative", "criminal", "other_authority"):
        yield block(f"matter_is_{kind}", ("dispute_kind",), ("civil-procedure-law:127",))


def no_limitation(file: CaseFile) -> Iterator[Finding]:
    """G16: some claims never lapse."""
    if file.answers.text("dispute_kind") in ("support", "immovable"):
        yield info("no_limitation", ("dispute_kind",), ("civil-code:196",))


FORMER_SUIT_RULES: tuple[Rule, ...] = (judged_before,)
SUBJECT_RULES: tuple[Rule, ...] = (matter_is_civil, no_limitation)
