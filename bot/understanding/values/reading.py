"""What a parser of values gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Found", "Reading", "Span", "refused"]

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """One answer to one question.

    value: canonical (`dialogs.answers`), None if it could not be read.
    alternatives: other canonical values that the same words may mean.
    code: why it could not be read, a code under `errors` in `dialogs/responses`;
        `values` fill its sentence.
    """

    value: Any
    text: str = ""
    span: Span | None = None
    confidence: float = 1.0
    alternatives: tuple[Any, ...] = ()
    code: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """A value seen in free text; `start` and `end` are half open, into the text as given."""

    kind: str
    text: str
    start: int
    end: int
    value: Any
    confidence: float = 1.0
    alternatives: tuple[Any, ...] = ()
    note: str = ""
    """How it was written where that matters: `bare`, `approximate`, `monthly`, `month`, …"""


def refused(text: str, code: str, **values: str) -> Reading:
    """A reading that says why there is no value."""
    return Reading(None, text, None, 0.0, (), code, values)
