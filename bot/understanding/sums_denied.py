"""A sum that was taken wrong and is denied in surprise: 怎么成一百了要六万."""

from __future__ import annotations

from bot.understanding.engine import Context
from bot.understanding.expressions import expression
from bot.understanding.values import find
from dialogs.interview.commands import SetAnswer, SetOneOf
from dialogs.schema.definition import ElementType

__all__ = ["sum_denied"]

_SURPRISED = expression(
    "(?:怎么|咋|为啥|为什么|什么|啥|哪来的?|哪有|哪是|谁说)[^，。；！？,;!?]{0,6}$"
)
_LONGEST = 60


def sum_denied(text: str, context: Context) -> SetAnswer | SetOneOf | None:
    """The answers that hold the first of the two sums told, with the second in its place."""
    if context.interview is None or context.answers is None or len(text) > _LONGEST:
        return None
    sums = find(text, ("money",), context.today)
    if len(sums) != 2 or sums[0].value == sums[1].value:
        return None
    old, new = sums
    if not _SURPRISED.search(text[: old.start]):
        return None
    changes = tuple(
        SetAnswer(
            path,
            new.value,
            new.text,
            (new.start, new.end),
            new.confidence,
            new.alternatives,
            correction=True,
        )
        for path in _holding(old.value, context)
    )
    if len(changes) > 1:
        return SetOneOf(changes)
    return changes[0] if changes else None


def _holding(old: str, context: Context) -> list[str]:
    """The open question if it was answered so, else every answer of that sum."""
    assert context.interview is not None
    assert context.answers is not None
    known = context.interview
    held = []
    for path, value in context.answers.values.items():
        try:
            element = known.element(path)
        except KeyError:
            continue
        if value == old and element.type is ElementType.MONEY and element.derive is None:
            held.append(path)
    return [context.asks] if context.asks in held and context.asks else held
