"""The shape of a derived answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from dialogs.answers import Answers

__all__ = ["Derivation", "Derived"]


@dataclass(frozen=True, slots=True)
class Derived:
    """A value computed from the answers: canonical, with its workings line by line."""

    value: Any
    workings: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


Derivation = Callable[[Answers, int | None, date], Derived | None]
"""answers, index of the item inside a group, today → the value, None while it is not known."""
