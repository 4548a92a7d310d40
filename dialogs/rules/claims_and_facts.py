"""What a complaint must hold: a definite claim with its sum (G03), facts for each claim (G04)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.answers import Answers
from dialogs.findings import Finding
from dialogs.rules.case_file import CaseFile, Rule, block, info, warn

__all__ = ["CLAIM_RULES", "something_claimed"]

SUIT = ("civil-procedure-law:122",)
COMPLAINT = ("civil-procedure-law:124",)
SUMS = ("total_claimed", "principal_claimed")
TOLD_CLAIMS = ("claims_story", "other_claims")
CLAIM = re.compile(
    r"(?:claims?_|\w+_claims?$|issues$|performance_claim$|defect_remedies$|confirm_ownership$)"
)
"""Keys of claims, those among them that ask for no money."""
NO_CLAIM = frozenset(
    {
        "claims_as_of",
        "claims_cover_award",
        "claims_story",
        "claim_acquired",
        "claim_terms",
        "claim_guarantee",
        "claim_guarantee_detail",
        "interest_claim",
        "late_claim",
        "new_claims",
        "other_claims",
        "arbitration_claims",
    }
)
"""Keys that look like claims and are none, or follow another claim."""
NO_FACT = re.compile(
    r"(?:plaintiffs|defendants|third_persons|agents|witnesses)\["
    r"|claims?_|court|jur_|pre_preserve$|pp_|wants_preservation|med_|mediation|service_|hardship"
    r"|former_|new_circumstances|dispute_kind|plaintiff_interest|cause_(?:told|name)|basis|issue"
    r"|signature|statement_of_truth|material|side$|plaintiff_role|spouse_side|other_claims"
    r"|card_(?:holder|bank)$|\w+_(?:claimed|claims?|amount|names|total|until_paid|workings)$"
)
"""Keys that tell no fact of the dispute: who, what is wanted, what concerns the procedure."""


def something_claimed(answers: Answers) -> bool:
    """Whether anything is asked of the court, money or not."""
    if any(answers.text(key) not in ("", "0") for key in (*SUMS, *TOLD_CLAIMS)):
        return True
    asked = (key for key in answers.values if CLAIM.match(key) and key not in NO_CLAIM)
    return any(answers.get(key) not in (False, "no", "none", None, []) for key in asked)


def something_is_claimed(file: CaseFile) -> Iterator[Finding]:
    """G03: at least one definite claim; who sues for divorce claims the divorce."""
    if file.case != "divorce" and not something_claimed(file.answers):
        yield block("nothing_claimed", ("claims_story",), SUIT)


def sums_are_told(file: CaseFile) -> Iterator[Finding]:
    """G03: a claim for money names its sum; after an injury it may be added later."""
    if file.case == "divorce":
        return
    open_ = sorted(path for path in file.answers.unknown if SUM.fullmatch(path))
    if not open_:
        return
    if file.case == "traffic":
        yield info("claim_sum_later", open_, SUIT)
    else:
        yield warn("claim_sum_unknown", open_, SUIT, count=str(len(open_)))


SUM = re.compile(r"total_claimed|\w+_(?:claimed|amount)")


def something_is_told(file: CaseFile) -> Iterator[Finding]:
    """G04: facts and reasons."""
    told = (path for path in file.answers.values if not NO_FACT.match(path))
    if not any(file.answers.get(path) not in (False, "", None, "none") for path in told):
        yield block("nothing_told", ("facts_story",), SUIT)


FACTS_OF: dict[str, dict[str, tuple[str, ...]]] = {
    "labor": {
        "overtime": ("overtime_facts", "overtime_detail"),
        "leave": ("leave_facts", "leave_detail"),
        "social_insurance": ("insurance_facts", "insurance_detail"),
        "injury_benefits": ("injured_on", "injury_recognised", "injury_detail"),
        "compensation": ("end_reason", "compensation_detail"),
        "illegal_dismissal": ("end_reason", "dismissal_detail"),
        "wages": ("wages_detail", "monthly_wage"),
        "double_wages": ("contract_signed", "double_wages_detail"),
    },
}
"""By case type: a claim and the answers that tell its facts; one of them is enough."""
STORIES = ("facts_story", "life_story", "accident_story")


def claims_have_facts(file: CaseFile) -> Iterator[Finding]:
    """G04: facts that answer to each claim; a story told in free words may hold them all."""
    answers = file.answers
    if any(answers.text(key) for key in STORIES):
        return
    claims = answers.get("claim_kinds") or ()
    bare = [
        (claim, facts)
        for claim, facts in FACTS_OF.get(file.case, {}).items()
        if claim in claims and not any(answers.text(key) for key in facts)
    ]
    if bare:
        paths = tuple(dict.fromkeys(facts[0] for _, facts in bare))
        yield warn("claim_without_facts", paths, COMPLAINT, count=str(len(bare)))


CLAIM_RULES: tuple[Rule, ...] = (
    something_is_claimed,
    sums_are_told,
    something_is_told,
    claims_have_facts,
)
