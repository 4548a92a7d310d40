"""What a clerk asks for in a form: the decision it makes, or what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from starlette.datastructures import FormData

from dialogs.rules.ids import check_case_no
from filing_backend.contracts.filings import ReturnedItem
from filing_backend.contracts.staff import Accept, Decision, Refuse, Return

__all__ = ["ACTS", "Act", "Asked", "Problem", "read_act"]

Act = Literal["accept", "return", "refuse", "register"]
ACTS: tuple[Act, ...] = ("accept", "return", "refuse", "register")

LONGEST_REASON = 2000
MOST_ITEMS = 300


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with the field `name`; `code` names its sentence under `console`."""

    name: str
    code: str
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """An act as the form says it. round: of the filing, as the clerk saw it.

    correct_by: 补正期限 as it was typed, `last_day` as a date.
    """

    act: Act
    round: int
    case_no: str = ""
    reason: str = ""
    items: tuple[ReturnedItem, ...] = ()
    correct_by: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def last_day(self) -> date | None:
        """The last day to mend what is returned; None if none was named, or it is no day."""
        return day_of(self.correct_by)

    def decision(self) -> Decision:
        """The decision; only for an act without problems that is not `register`."""
        if self.act == "return":
            return Return(decision="return", items=self.items, correct_by=self.last_day)
        if self.act == "refuse":
            return Refuse(decision="refuse", reason=self.reason)
        return Accept(decision="accept", case_no=self.case_no or None)

    def problem(self, name: str) -> Problem | None:
        """What is wrong with a field, if anything."""
        return next((each for each in self.problems if each.name == name), None)


def read_act(form: FormData, today: date) -> Asked | None:
    """The act that a form asks for; None if it asks for none that there is."""
    act = next((each for each in ACTS if each == _text(form, "act")), None)
    seen = _text(form, "round")
    if act is None or not seen.isdecimal():
        return None
    if act == "return":
        return _returned(form, int(seen), today)
    if act == "refuse":
        reason = _reason(form, "")
        return Asked(act, int(seen), reason=reason, problems=_long_enough("reason", reason))
    return _numbered(form, act, int(seen))


def _returned(form: FormData, seen: int, today: date) -> Asked:
    ticked = {str(each): _reason(form, f":{each}") for each in form.getlist("element")}
    for each in form.getlist("finding"):
        path, told = _text(form, f"finding:{each}:element"), _text(form, f"finding:{each}:reason")
        if told not in ticked.setdefault(path, ""):
            ticked[path] += told
    items = []
    problems: list[Problem] = []
    for path, reason in ticked.items():
        problems += _long_enough(f"reason:{path}", reason)
        items.append(ReturnedItem(element=path, reason=reason))
    if not items:
        problems.append(Problem("items", "problem_nothing_ticked"))
    if len(items) > MOST_ITEMS:
        problems.append(Problem("items", "problem_too_many_items", {"most": str(MOST_ITEMS)}))
    last_day = _text(form, "correct_by")
    problems += _last_day_wrong(last_day, today)
    return Asked("return", seen, items=tuple(items), correct_by=last_day, problems=tuple(problems))


def day_of(text: str) -> date | None:
    """The day that a field of a form holds, as browsers write it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _last_day_wrong(text: str, today: date) -> list[Problem]:
    day = day_of(text)
    if not text or (day is not None and day > today):
        return []
    return [Problem("correct_by", "problem_correct_by", {"given": text})]


def _numbered(form: FormData, act: Act, seen: int) -> Asked:
    given = _text(form, "case_no")
    if not given:
        missing = [Problem("case_no", "problem_case_no_missing")] if act == "register" else []
        return Asked(act, seen, problems=tuple(missing))
    check = check_case_no(given)
    wrong = [] if check.valid else [Problem("case_no", "problem_case_no", {"given": given})]
    return Asked(act, seen, case_no=check.value if check.valid else given, problems=tuple(wrong))


def _reason(form: FormData, place: str) -> str:
    """The ready-made reason and the clerk's own words; either may be left out."""
    ready, own = _text(form, f"ready{place}"), _text(form, f"reason{place}")
    return own if not ready or ready in own else f"{ready}{own}"


def _long_enough(name: str, reason: str) -> tuple[Problem, ...]:
    if not reason:
        return (Problem(name, "problem_no_reason"),)
    if len(reason) > LONGEST_REASON:
        return (Problem(name, "problem_long_reason", {"most": str(LONGEST_REASON)}),)
    return ()


def _text(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value.strip() if isinstance(value, str) else ""
