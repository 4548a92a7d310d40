"""Rules of divorce (离婚): D01–D07.

Reads `marriage_proof` (certificate, lost, unregistered, abroad), `pregnancy` (none, pregnant,
born_within_year, ended_within_six_months), `former_suit`, `former_outcome` (refused,
reconciled, withdrawn, ended), `former_plaintiff` (me, other), `former_effective_on`,
`new_circumstances`, `spouse_is_soldier`, `soldier_at_fault`, `spouse_agrees`,
`defendant_whereabouts`, `former_refusal_separated_since`, `violence`, and the group `children`
(`name`, `birth_date`).
"""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.answers import Item
from dialogs.findings import Finding
from dialogs.rules.case_file import CaseFile, Rule, block, info, warn
from dialogs.rules.deadlines import add_months, add_years
from dialogs.rules.derivations import derivation
from dialogs.rules.numerals import han_date
from dialogs.rules.parameters import figure
from dialogs.rules.parties import age_on

__all__ = ["DIVORCE_RULES"]


def _plaintiff_is_husband(file: CaseFile) -> bool:
    side = file.answers.text("spouse_side")
    if side:
        return side == "husband"
    told = file.answers.text("plaintiffs[0].gender")
    found = derivation("gender", "plaintiffs")(file.answers, 0, file.today)
    return (told or (found.value if found else "")) == "male"


def wife_is_protected(file: CaseFile) -> Iterator[Finding]:
    """D01: while she is with child and for a time after, he may not sue; the court may allow it."""
    state = file.answers.text("pregnancy")
    if state in ("", "none") or not _plaintiff_is_husband(file):
        return
    yield warn("wife_is_protected", ("pregnancy",), ("civil-code:1082",))


def there_is_a_marriage(file: CaseFile) -> Iterator[Finding]:
    """Only a marriage that is on record, and still stands, can be dissolved (G09)."""
    if file.answers.text("marriage_proof") == "unregistered":
        sources: tuple[str, ...] = ("case-filing-rules:6",)
        yield warn("marriage_not_registered", ("marriage_proof",), sources)
    if file.answers.text("former_outcome") == "ended":
        sources = ("civil-procedure-law:127",)
        yield block("already_divorced", ("former_outcome",), sources)


def sued_before(file: CaseFile) -> Iterator[Finding]:
    """D02: six months after a refusal, a reconciliation or a withdrawal, without new facts."""
    answers = file.answers
    outcome = answers.text("former_outcome")
    ended = answers.date("former_effective_on")
    mine = answers.text("former_plaintiff") == "me"
    if outcome not in ("refused", "reconciled", "withdrawn") or ended is None or not mine:
        return
    until = add_months(ended, figure("divorce_refiling", file.today))
    if file.today > until:
        return
    sources: tuple[str, ...] = ("civil-procedure-law:127", "civil-procedure-interpretation:214")
    code = "divorce_too_soon"
    if answers.text("new_circumstances"):
        code = "divorce_soon_with_news"
        sources = (*sources, "fashi-2022-17:11")
    values = {"ended": han_date(ended), "until": han_date(until)}
    yield warn(code, ("former_effective_on", "new_circumstances"), sources, **values)


def separated_after_refusal(file: CaseFile) -> Iterator[Finding]:
    """D04: a year apart after a refusal, divorce is to be granted."""
    since = file.answers.date("former_refusal_separated_since")
    years = figure("divorce_separation", file.today)
    if since is not None and add_years(since, years) <= file.today:
        paths = ("former_refusal_separated_since",)
        yield info("separated_a_year", paths, ("civil-code:1079",), since=han_date(since))


def spouse_is_soldier(file: CaseFile) -> Iterator[Finding]:
    """D03: a soldier in service must agree, unless gravely at fault."""
    if file.answers.get("spouse_is_soldier") and not file.answers.get("soldier_at_fault"):
        yield warn("spouse_is_soldier", ("spouse_is_soldier",), ("civil-code:1081",))


def spouse_is_missing(file: CaseFile) -> Iterator[Finding]:
    """D05: the suit is taken and served by public notice."""
    if file.answers.text("defendant_whereabouts") == "missing":
        paths = ("defendant_whereabouts",)
        yield info("spouse_is_missing", paths, ("civil-procedure-interpretation:217",))


def children_are_heard(file: CaseFile) -> Iterator[Finding]:
    """D06: under two years by the mother as a rule; from eight on the child is heard."""
    for child in file.answers.items("children"):
        age = _age(child, file)
        path, name = (child.path("birth_date"),), child.text("name")
        if age is not None and age < 2:
            yield info("child_under_two", path, ("civil-code:1084",), name=name)
        elif age is not None and 8 <= age < 18:
            yield info("child_is_heard", path, ("civil-code:1084",), name=name)


def _age(child: Item, file: CaseFile) -> int | None:
    return age_on(child, file.today)


def may_agree(file: CaseFile) -> Iterator[Finding]:
    """D07, D04, G25: by agreement at the registry, or mediation in court; a withdrawal bars."""
    if file.answers.get("spouse_agrees"):
        yield info("divorce_by_agreement", ("spouse_agrees",), ("civil-code:1077",))
    else:
        yield info("divorce_is_mediated", ("plaintiffs",), ("civil-code:1079",))
    months = str(figure("divorce_refiling", file.today))
    sources = ("civil-procedure-law:127", "civil-procedure-interpretation:214")
    yield info("divorce_withdrawal_bars", ("plaintiffs",), sources, months=months)


DIVORCE_RULES: tuple[Rule, ...] = (
    there_is_a_marriage,
    wife_is_protected,
    sued_before,
    separated_after_refusal,
    spouse_is_soldier,
    spouse_is_missing,
    children_are_heard,
    may_agree,
)
