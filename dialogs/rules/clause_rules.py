"""What a clause does to a case: arbitration (G06), courts that it may not choose (J12).

Source: 民诉法 34, 35, 127; 民诉法解释 215; 法发〔2021〕27号.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.answers import Answers
from dialogs.findings import Finding
from dialogs.rules.case_file import CaseFile, Rule, block, warn
from dialogs.rules.clauses import has_clause
from dialogs.rules.court_register import basic_courts, courts_in_text, intermediate_court
from dialogs.rules.courts import clause_courts_of_wrong_level, courts_of, place_of

__all__ = ["CLAUSE_RULES"]


def no_arbitration_clause(file: CaseFile) -> Iterator[Finding]:
    """G06: an arbitration clause sends the case away unless it is void or cannot work."""
    answers = file.answers
    if answers.get("jur_agreement") in ("no", False):
        return
    clause, kind = answers.text("jur_clause"), answers.text("jur_kind")
    mentioned = "仲裁" in clause
    clear = COMMISSION.search(clause) is not None and "法院" not in clause
    if kind != "arbitration" and not mentioned:
        return
    sources = ("civil-procedure-law:127", "civil-procedure-interpretation:215")
    paths = ("jur_kind", "jur_clause") if kind else ("jur_clause",)
    settled = kind == "arbitration" or (not kind and clear)
    if settled and not _clause_disputed(answers):
        yield block("arbitration_clause", paths, sources)
    else:
        yield warn("arbitration_clause_disputed", paths, sources)


COMMISSION = re.compile(r"仲裁委|仲裁院")
DISPUTED = re.compile(r"无效|不成立|失效|不明确|没写清|没有写清|无法执行|不是我签|没签|两个仲裁")


def _clause_disputed(answers: Answers) -> bool:
    """Whether the person says why the clause does not hold."""
    if "仲裁" in answers.text("other_facts"):
        return True
    story = answers.text("facts_story")
    return "仲裁" in story and DISPUTED.search(story) is not None


LEVEL = ("civil-procedure-law:35", "fafa-2021-27:1")


def clause_may_choose_the_court(file: CaseFile) -> Iterator[Finding]:
    """J12, J11: no clause moves a case that belongs to one place, or changes the level."""
    answers = file.answers
    if not has_clause(answers) or answers.text("jur_kind") == "arbitration":
        return
    named = [court.name for court in courts_in_text(answers.text("jur_clause"))]
    if not named:
        return
    found = courts_of(file)
    courts = [court.name for court in found.courts]
    wrong = clause_courts_of_wrong_level(file.case, answers)
    paths = ("jur_clause",)
    values = {"named": "、".join(wrong or named), "courts": "、".join(courts)}
    if found.exclusive and courts and not set(named) & set(courts):
        sources = ("civil-procedure-law:35", "civil-procedure-law:34")
        yield warn("clause_yields_to_the_place", paths, sources, **values)
    elif wrong and not found.exclusive:
        yield warn("clause_against_level", paths, LEVEL, **values)
    elif not found.exclusive and not _linked(answers) & set(named):
        yield warn("clause_without_link", paths, LINK, **values)


LINK = ("civil-procedure-law:35",)
PARTIES = ("domicile", "habitual_residence", "org_address", "reg_address")
PLACES = (
    "performance_place",
    "receiving_address",
    "house_address",
    "leased_thing_place",
    "insured_thing_place",
    "tort_place",
    "workplace",
)
SIGNED = ("signed_at", "loans[0].signed_at")
"""Where the contract was made; told in words, so it may name no place that can be found."""


def _linked(answers: Answers) -> set[str]:
    """The courts of all places that the case is tied to, as far as they are told."""
    paths = [
        party.path(key)
        for group in ("plaintiffs", "defendants", "third_persons")
        for party in answers.items(group)
        for key in PARTIES
    ]
    names: set[str] = set()
    for path in (*paths, *PLACES, *SIGNED):
        division = place_of(answers, path)
        for court in basic_courts(division, answers.text(path)) if division else ():
            above = intermediate_court(court)
            names |= {court.name} | ({above.name} if above else set())
    return names


CLAUSE_RULES: tuple[Rule, ...] = (no_arbitration_clause, clause_may_choose_the_court)
