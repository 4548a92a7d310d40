"""Named conditions of divorces."""

from __future__ import annotations

from datetime import date

from dialogs.answers import Answers, Item, Known
from dialogs.rules.divorce_derivations import is_minor, kinds_told

__all__ = ["any_minor_child", "child_is_minor", "one_thing", "spouse_home_unknown"]

APART = {"house", "car", "deposit"}
"""Kinds that are no part of one another, as a parking space is of a house."""


def _today(answers: Answers) -> date:
    return answers.date("claims_as_of") or date.min


def child_is_minor(answers: Answers, index: int | None) -> bool:
    """Whether this child is under 18, or may be."""
    return index is not None and is_minor(Item(answers, "children", index), _today(answers))


def any_minor_child(answers: Answers, index: int | None) -> bool:
    """Whether a child is under 18, or may be."""
    return any(is_minor(child, _today(answers)) for child in answers.items("children"))


def one_thing(answers: Answers, index: int | None) -> bool:
    """Whether the description of this thing names one: not the house and the car together."""
    return len(APART.intersection(kinds_told(Item(answers, "properties", index or 0)))) <= 1


def spouse_home_unknown(answers: Answers, index: int | None) -> bool:
    """Whether it was said that the spouse's home is not known."""
    return answers.known("defendants[0].domicile") is Known.UNKNOWN
