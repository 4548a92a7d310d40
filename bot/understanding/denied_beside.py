"""What a correction denies beside its change: 不对，是六万不是三万，没说过利息."""

from __future__ import annotations

from bot.understanding.absence import is_absent
from bot.understanding.engine import Context
from bot.understanding.expressions import expression
from dialogs.answers import split_path
from dialogs.interview.commands import Command, SetAnswer, SetNone

__all__ = ["with_denials"]

_CLAUSE = expression("[，,；;。！!\n]+")


def with_denials(text: str, changed: tuple[Command, ...], context: Context) -> tuple[Command, ...]:
    """The changes, and 无 for what must be answered of the same item and is denied besides."""
    change = changed[0] if len(changed) == 1 else None
    clauses = [each.strip() for each in _CLAUSE.split(text) if each.strip()]
    if not isinstance(change, SetAnswer) or len(clauses) < 2 or context.interview is None:
        return changed
    group, index, _ = split_path(change.path)
    known = context.interview.elements.values()
    required = [each for each in known if each.required and each.group == group]
    denied = [
        each for each in required
        if any(is_absent(clause, each) for clause in clauses)
        and each.path(index) != change.path
    ]  # fmt: skip
    return (*changed, SetNone(denied[0].path(index))) if len(denied) == 1 else changed
