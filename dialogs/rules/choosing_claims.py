"""Whether a claim was chosen in a question that offers several (`choices`)."""

from __future__ import annotations

from datetime import date

from dialogs.answers import Answers
from dialogs.rules.derived import Derivation, Derived

__all__ = ["chosen"]


def chosen(key: str, *options: str) -> Derivation:
    """Yes if one of the options was chosen at the key, no if others were."""

    def derive(answers: Answers, index: int | None, today: date) -> Derived | None:
        told = answers.get(key)
        return None if told is None else Derived(not set(options).isdisjoint(told))

    return derive
