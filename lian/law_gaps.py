"""What the interview itself would not let pass: answers still open, checks, odd spellings.

The bot asks for these before anything is handed over; `lian law check` tells them beside the
findings of the rules, so that a program sees all that stands between answers and a filing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from dialogs.answers import Answers, Known
from dialogs.findings import Finding, Level
from dialogs.interview.canonical import well_formed
from dialogs.interview.catalogue import load_interview
from dialogs.interview.readback import read_back
from dialogs.rules import findings
from dialogs.rules.wording import say_finding
from dialogs.schema.definition import Element, ElementType, Interview
from dialogs.schema.responses import Responses

__all__ = ["gaps", "pre_check", "say_gap"]

COMPLAINT = ("civil-procedure-law:124",)
PROVEN_ELSEWHERE = frozenset({ElementType.CN_ID_NUMBER, ElementType.USCC})
"""Types whose spelling a rule of law judges."""
FIGURE = re.compile(r"\d")
"""Nobody's name has one."""
CHECK = "check:"


def pre_check(case: str, answers: Answers, today: date) -> list[Finding]:
    """All that the rules of law and the interview see, what bars the filing first."""
    found = findings(case, answers, today)
    seen = {(each.code, path) for each in found for path in each.elements}
    more = [each for each in gaps(case, answers) if not _told_already(each, seen)]
    return sorted([*found, *more], key=lambda each: ORDER.index(each.level))


ORDER = (Level.BLOCK, Level.WARN, Level.INFO)


def _told_already(gap: Finding, seen: set[tuple[str, str]]) -> bool:
    return any((gap.code.removeprefix(CHECK), path) in seen for path in gap.elements)


def gaps(case: str, answers: Answers) -> list[Finding]:
    """Spellings that no form takes, checks that fail, questions still open, materials lacking."""
    interview = load_interview(case)
    shown = list(_shown(interview, answers))
    return [
        *_misspelt(shown, answers),
        *_failed(shown, answers),
        *_open(shown, answers),
        *_lacking(interview, answers),
    ]


def say_gap(finding: Finding) -> str:
    """The sentence of a gap: that of the check which failed, or of the finding."""
    if not finding.code.startswith(CHECK):
        return say_finding(finding)
    return Responses.load().say("checks", finding.code.removeprefix(CHECK), **finding.values)


Shown = list[tuple[Element, int | None]]


def _shown(interview: Interview, answers: Answers) -> Iterator[tuple[Element, int | None]]:
    """Every element of this case with the item that it stands in."""
    for element in interview.elements.values():
        group = interview.groups.get(element.group or "")
        if group is not None and group.when is not None and not group.when(answers):
            continue
        indices = range(answers.count(element.group)) if element.group else (None,)
        for index in indices:
            if element.when is None or element.when(answers, index):
                yield element, index


def _misspelt(shown: Shown, answers: Answers) -> Iterator[Finding]:
    for element, index in shown:
        path = element.path(index)
        value = answers.get(path)
        judged = element.type not in PROVEN_ELSEWHERE
        odd = element.type is ElementType.PERSON_NAME and FIGURE.search(str(value))
        if value not in (None, "", []) and judged and (odd or not well_formed(element, value)):
            values = {"label": element.label, "example": element.example}
            yield Finding("answer_misspelt", Level.WARN, (path,), values, COMPLAINT)


def _failed(shown: Shown, answers: Answers) -> Iterator[Finding]:
    """The first check of each answer that the other answers settle against it."""
    for element, index in shown:
        path = element.path(index)
        if answers.known(path) is not Known.GIVEN:
            continue
        failed = (check for check in element.checks if check.condition.violated(answers, index))
        check = next(failed, None)
        if check is not None:
            yield _failure(element, check.code, path, answers.get(path))
        elif element.type is ElementType.MONEY and (answers.number(path) or 0) < 0:
            yield _failure(element, BELOW_NOTHING, path, answers.get(path))


BELOW_NOTHING = "amount_not_positive"


def _failure(element: Element, code: str, path: str, value: Any) -> Finding:
    values = {
        "label": element.label,
        "value": read_back(element, value),
        "example": element.example,
    }
    return Finding(CHECK + code, Level.WARN, (path,), values, COMPLAINT)


def _open(shown: Shown, answers: Answers) -> Iterator[Finding]:
    """What is asked by itself and has no answer: a value, 不知道 or 无."""
    paths = []
    for element, index in shown:
        asked = element.required or (element.ask_when is not None and element.ask_when(answers))
        derived = element.derive is not None and not element.ask
        if asked and not derived and answers.known(element.path(index)) is Known.MISSING:
            paths.append(element.path(index))
    if paths:
        values = {"count": str(len(paths))}
        yield Finding("answers_missing", Level.WARN, tuple(paths), values, COMPLAINT)


MATERIAL = "material:"


def _lacking(interview: Interview, answers: Answers) -> Iterator[Finding]:
    """Materials that this case needs, where the answers speak of materials at all."""
    given = {path for path in answers.values if path.startswith(MATERIAL)}
    if not given:
        return
    for rule in interview.materials:
        wanted = rule.level == "required" and (rule.when is None or rule.when(answers))
        if wanted and not answers.get(MATERIAL + rule.kind):
            path, values = (MATERIAL + rule.kind,), {"material": rule.label}
            yield Finding("material_missing", Level.WARN, path, values, ("case-filing-rules:6",))
