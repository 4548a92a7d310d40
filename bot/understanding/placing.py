"""Which item a value of a story belongs to; of two for one place, neither is proposed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from bot.understanding.expressions import expression
from bot.understanding.items import (
    NEAR,
    Row,
    makings,
    ordinal,
    proven_rows,
    sure_rows,
)
from bot.understanding.paid_ways import naming_both
from bot.understanding.signals import Signal
from bot.understanding.values.characters import Plain
from dialogs.schema.definition import Element, ElementType, Interview

__all__ = ["Proposal", "placed"]

_FOR_ALL = expression(
    "都|均|全是|全部|每次|每回|一起|一并|合起来|总共|(?<!第)[两三四五][次笔]|[两俩三]个?孩子|俩娃"
)
"""What is said of all items is not said of the last one."""
_ONE_ONLY = (
    ElementType.MONEY,
    ElementType.CHOICE,
    ElementType.YES_NO,
    ElementType.PERCENT_PER_YEAR,
)
"""Of two such values for one place, neither is proposed."""
_ONE_BREATH = 24
_BREATH = expression("[，。；！？,;!?\n ]")
_STOP = expression("[，。；！？,;!?\n]|(?<=[钱块元万千]) ")
_OWNED = ("plaintiffs", "defendants")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A fact that the words may state. `path` has its item's number.

    A month or a year without a day has `partial` set: ISO of less precision, no answer yet.
    """

    path: str
    value: Any
    text: str
    start: int
    end: int
    confidence: float
    alternatives: tuple[Any, ...] = ()
    partial: bool = False


def placed(signals: list[Signal], words: Plain, interview: Interview) -> list[Proposal]:
    """Give each signal its item; of two values for one place neither is proposed."""
    items: dict[str, list[Row]] = {}
    signals = list(_one_each(signals, interview))
    for place, signal in enumerate(signals):
        element = signal.element.element
        rows = items.setdefault(element.group or "", [{}])
        nth = ordinal(signal, words.text)
        if nth and nth <= len(rows):
            rows[nth - 1].setdefault(element.key, signal)
            continue
        following = signals[place + 1 :]
        if (nth == len(rows) + 1 and _sums(rows[-1])) or (
            _begins(rows[-1], signal) or _next_time(rows[-1], signal, following, words.text)
        ):
            rows.append({})
        if len(rows) > 1 and _FOR_ALL.search(words.text[max(0, signal.start - 8) : signal.end]):
            for row in rows if element.type is ElementType.CHOICE else rows[:1]:
                row.setdefault(element.key, signal)
            continue
        if element.key not in rows[-1]:
            rows[-1][element.key] = signal
        else:
            _second(rows, signal, words.text)
    told = [
        _proposal(signal, index, words)
        for group, rows in items.items()
        for index, row in enumerate(_rows(group, rows, words.text, interview))
        for signal in row.values()
        if signal is not None
    ]
    return sorted(told, key=lambda one: (one.start, one.path))


def _second(rows: list[Row], signal: Signal, text: str) -> None:
    """A second value for a place: the same, a further one, both in one, or a contradiction."""
    element, row = signal.element.element, rows[-1]
    old = row[element.key]
    if old is None or old.value == signal.value:
        return
    if element.type is ElementType.CHOICES:
        row[element.key] = replace(old, value=sorted({*old.value, *signal.value}))
    elif old.partial and str(signal.value).startswith(str(old.value)):
        row[element.key] = signal
    elif _opens(element, row, signal) or _paid_again(old, signal, text):
        rows.append({element.key: signal})
    elif (both := naming_both(element, old.value, signal.value)) is not None:
        near = signal.start - old.end <= _ONE_BREATH
        row[element.key] = replace(old, value=both) if near else None
    elif element.type in _ONE_ONLY:
        row[element.key] = None


def _rows(group: str, rows: list[Row], text: str, interview: Interview) -> list[Row]:
    return sure_rows(group, list(proven_rows(rows, *makings(group, interview))), text)


def _begins(row: Row, signal: Signal) -> bool:
    return signal.splits and (_again(row, signal) or _another(row, signal))


def _next_time(
    row: dict[str, Signal | None], signal: Signal, following: list[Signal], text: str
) -> bool:
    """借了两万，后来去年中秋又来借三万: a day or a way before the sum of a further loan."""
    element = signal.element.element
    if element.group != "loans" or element.type not in (ElementType.DATE, ElementType.CHOICE):
        return False
    before = [one for one in _sums(row) if one.end <= signal.start]
    if not before or not _BREATH.search(text, before[-1].end, signal.start):
        return False
    led = (
        one
        for one in following
        if one.element.element.group == "loans"
        and one.element.element.type is ElementType.MONEY
        and not _BREATH.search(text, signal.end, one.start)
    )
    return any(one.splits and one.value != before[-1].value for one in led)


def _again(row: dict[str, Signal | None], signal: Signal) -> bool:
    """Whether a value of 又借了…, 第二次… comes after an item that has its sum already."""
    element = signal.element.element
    if element.group is None or element.group in _OWNED:
        return False
    return any(not one.splits and one.end <= signal.start for one in _sums(row))


def _sums(row: Row) -> list[Signal]:
    return [one for one in row.values() if one and one.element.element.type is ElementType.MONEY]


def _another(row: Row, signal: Signal) -> bool:
    """A further person of those who borrowed together."""
    element, old = signal.element.element, row.get(signal.element.element.key)
    named = element.type is ElementType.PERSON_NAME and element.group == "defendants"
    return named and old is not None and old.value != signal.value


def _one_each(signals: list[Signal], interview: Interview) -> Iterator[Signal]:
    """Of names read for several elements from the same words, the likeliest element's."""

    def rank(signal: Signal) -> tuple[bool, int]:
        group = interview.groups.get(signal.element.element.group or "")
        return (group is None or group.minimum == 0, -signal.cue_length)

    for signal in signals:
        if signal.element.element.type is not ElementType.PERSON_NAME:
            yield signal
            continue
        same = [
            one
            for one in signals
            if one.element.element.type is ElementType.PERSON_NAME
            and one.start < signal.end
            and signal.start < one.end
        ]
        longest = max(one.cue_length for one in same)
        if min((one for one in same if one.cue_length == longest), key=rank) is signal:
            yield signal


def _proposal(signal: Signal, index: int, words: Plain) -> Proposal:
    element = signal.element.element
    start, end = words.span(signal.start, signal.end)
    return Proposal(
        element.path(None if element.group is None else index), signal.value,
        words.origin[start:end], start, end, round(signal.confidence, 2),
        signal.alternatives, signal.partial,
    )  # fmt: skip


def _paid_again(old: Signal, signal: Signal, text: str) -> bool:
    """二月份还了五千，五月份还了三千: each clause that tells of a repayment tells of another."""
    element = signal.element.element
    if element.group != "repayments" or element.type is not ElementType.MONEY:
        return False
    return _STOP.search(text, old.end, signal.start) is not None


def _opens(element: Element, row: dict[str, Signal | None], signal: Signal) -> bool:
    """Whether a second value means a further item, and is no contradiction."""
    if element.group is None or element.group in _OWNED:
        return False
    if element.type is ElementType.DATE and signal.score < NEAR:
        return False
    return (
        signal.splits
        or element.type in (ElementType.DATE, ElementType.PERSON_NAME)
        or (element.type is ElementType.MONEY and len(row) == 1)
    )
