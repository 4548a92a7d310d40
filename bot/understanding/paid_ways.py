"""Two ways of paying in one loan: 现金2万，转账7万 is one mixed loan, its sums are parts."""

from __future__ import annotations

import re

from bot.understanding.expressions import expression
from bot.understanding.signals import Signal
from dialogs.schema.definition import Element, ElementType

__all__ = ["naming_both", "without_parts"]

_SUM_NEXT = expression(
    "[了给的转付支过]{0,3} ?[0-9一二两三四五六七八九十百千]+[0-9.]* ?[万千百元块]"
)
_BESIDE = 6
_REST = expression("(?:剩下|其余|余下|剩余|另外)的?[^，。；！？,;]{0,4}$")
_REACH = 16


def naming_both(element: Element, one: str, other: str) -> str | None:
    """Of 现金 and 转账 in one item: the option whose label names both of them."""
    labels = {option.id: option.label for option in element.options}
    if not labels or one not in labels or other not in labels:
        return None
    both = [key for key, label in labels.items() if labels[one] in label and labels[other] in label]
    return both[0] if both and both[0] not in (one, other) else None


def without_parts(signals: list[Signal], text: str) -> list[Signal]:
    """Sums that stand each behind its own way of paying, or before it as the rest, are parts."""
    ways = [
        one
        for one in signals
        if one.element.element.type is ElementType.CHOICE and _SUM_NEXT.match(text, one.end)
    ]
    rest = list(_rests(signals, text))
    all_ways = sorted([*ways, *rest], key=lambda one: one.start)
    if len({(way.element.path, way.value) for way in all_ways}) < 2:
        return signals
    if any(
        one.element.element.type is ElementType.DATE
        and all_ways[0].end <= one.start < all_ways[-1].start
        for one in signals
    ):
        return signals  # each on a day of its own: two loans
    return [
        one
        for one in signals
        if one.element.element.type is not ElementType.MONEY
        or (
            not any(0 <= one.start - way.end <= _BESIDE for way in ways)
            and not any(0 <= way.start - one.end <= _REACH and _is_rest(one, text) for way in rest)
        )
    ]


def _is_rest(signal: Signal, text: str) -> bool:
    return _REST.search(text[max(0, signal.start - 10) : signal.start]) is not None


def _rests(signals: list[Signal], text: str) -> list[Signal]:
    """The ways behind a sum that is the rest of another (剩下的8万走的银行)."""
    rests = [
        match.end()
        for match in re.finditer("(?:剩下|其余|余下|剩余|另外)的?[0-9一二两三四五六七八九十]", text)
    ]
    return [
        one
        for one in signals
        if one.element.element.type is ElementType.CHOICE
        and any(0 <= one.start - place <= _REACH for place in rests)
    ]
