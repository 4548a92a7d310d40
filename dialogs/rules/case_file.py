"""What a rule looks at, and how it makes a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dialogs.answers import Answers, Item
from dialogs.findings import Finding, Level

__all__ = ["CaseFile", "Rule", "block", "info", "warn"]


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case type, its answers, and the day. kept: what several rules work out once."""

    case: str
    answers: Answers
    today: date
    kept: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def parties(self) -> Iterator[Item]:
        """Plaintiffs, defendants and third persons, in this order."""
        for group in ("plaintiffs", "defendants", "third_persons"):
            yield from self.answers.items(group)


Rule = Callable[[CaseFile], Iterable[Finding]]


def _finding(
    level: Level, code: str, elements: Iterable[str], sources: Iterable[str], values: dict[str, str]
) -> Finding:
    return Finding(code, level, tuple(elements), values, tuple(sources))


def block(code: str, elements: Iterable[str], sources: Iterable[str], /, **values: str) -> Finding:
    """What the statute makes a condition and the answers settle."""
    return _finding(Level.BLOCK, code, elements, sources, values)


def warn(code: str, elements: Iterable[str], sources: Iterable[str], /, **values: str) -> Finding:
    """What may cost the person something; goes on after being seen."""
    return _finding(Level.WARN, code, elements, sources, values)


def info(code: str, elements: Iterable[str], sources: Iterable[str], /, **values: str) -> Finding:
    """What is good to know."""
    return _finding(Level.INFO, code, elements, sources, values)
