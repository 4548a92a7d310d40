"""Causes of action (案由): whether a name is one, and which ones come near.

Source: 民事案件案由规定 (2025); the names stand in `law/tables/causes.json`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from dialogs.answers import Answers
from dialogs.findings import Finding
from dialogs.rules.case_file import CaseFile, Rule, info, warn
from dialogs.rules.derived import Derivation, Derived
from dialogs.rules.tables import table

__all__ = ["CAUSES", "CAUSE_RULES", "cause_named", "causes_near"]

TAIL = re.compile(r"(?:的)?(?:纠纷|案件|案)$")
BLANK = re.compile(r"\s+")
MOST_PROPOSED = 5


def _stem(text: str) -> str:
    return TAIL.sub("", BLANK.sub("", text))


@cache
def _by_stem() -> dict[str, str]:
    levels = table("causes")["levels"]
    return {_stem(name): name for level in sorted(levels) for name in levels[level]}


def cause_named(text: str) -> str:
    """The cause that a text names, with or without 纠纷; `""` if it names none."""
    return _by_stem().get(_stem(text), "") if text.strip() else ""


def causes_near(text: str) -> tuple[str, ...]:
    """Causes that share most with a text, best first, at most five."""
    stem = _stem(text)
    said = [cause for word, cause in table("causes")["daily_words"].items() if word in stem]
    wanted = _pairs(stem)
    scored = sorted(
        (-len(wanted & _pairs(each)) / max(len(wanted), 1), len(each), name)
        for each, name in _by_stem().items()
        if wanted & _pairs(each)
    )
    near = [name for _score, _length, name in scored]
    return tuple(dict.fromkeys([*said, *near]))[:MOST_PROPOSED]


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def cause_name(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The official name of what was told as cause; what was told if it is no listed name."""
    told = answers.text("cause_told")
    return Derived(cause_named(told) or told) if told else None


def cause_is_listed(file: CaseFile) -> Iterator[Finding]:
    """A cause should be one of the list; the court settles it in the end."""
    told = file.answers.text("cause_told")
    if not told or cause_named(told):
        return
    near = causes_near(told)
    sources = ("causes-of-action:all",)
    if near:
        yield warn("cause_not_listed", ("cause_told",), sources, told=told, near="、".join(near))
    else:
        yield info("cause_unknown_to_list", ("cause_told",), sources, told=told)


CAUSE_RULES: tuple[Rule, ...] = (cause_is_listed,)
CAUSES: dict[str, Derivation] = {"cause_name": cause_name}
