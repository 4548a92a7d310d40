"""Facts in free words: values near the cues that an interview's elements declare."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.understanding.consistency import consistent
from bot.understanding.cues import Clause, CueHit, clauses, cue_hits, cues_of
from bot.understanding.evidence import meant, proven
from bot.understanding.expressions import expression
from bot.understanding.items import (
    NEAR,
    Row,
    makings,
    ordinal,
    proven_rows,
    sure_rows,
    without_totals,
)
from bot.understanding.paid_ways import naming_both, without_parts
from bot.understanding.parties import sided
from bot.understanding.people import joined, lone_borrower, my_name, spouse_too
from bot.understanding.related import well_told
from bot.understanding.signals import Signal, typed_signals
from bot.understanding.taken_back import Corrected, corrected
from bot.understanding.values import Found, find
from bot.understanding.values.characters import Plain, plain
from bot.understanding.worded import chosen_signals, named_signals, told_signals
from dialogs.schema.definition import Element, ElementType, Interview

__all__ = ["Proposal", "facts"]


_SOUGHT = (
    "money",
    "number",
    "date",
    "date_range",
    "percent",
    "duration",
    "id",
    "uscc",
    "phone",
    "address",
)


_MOST = 5000
_FOR_ALL = expression("都|均|全是|全部|每次|每回|一起|一并|合起来|总共|[两三四五]次|[两三四五]笔")
"""What is said of all items is not said of the last one."""
_ONE_ONLY = (ElementType.MONEY, ElementType.CHOICE, ElementType.PERCENT_PER_YEAR)
"""Of two such values for one place, neither is proposed."""
_ONE_BREATH = 24
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


def facts(text: str, interview: Interview, today: date) -> list[Proposal]:
    """The facts that a text states for an interview, in the order of the text."""
    text = text[:_MOST]
    words = plain(text)
    parts = clauses(words.text)
    hits = _all_hits(words.text, parts, interview)
    if not any(hits):
        return []
    values = [_in_plain(one, words) for one in find(text, _SOUGHT, today)]
    named, people = _people(words, parts, hits, interview)
    values = [one for one in values if not _in_a_name(one, named)]
    values, moved = corrected(values, words.text)
    signals = [*typed_signals(words, parts, hits, values, people), *named]
    signals += chosen_signals(words, parts, hits)
    signals += told_signals(words, parts, hits, signals)
    signals = list(well_told([*proven(signals, words, parts)], words.text))
    signals.sort(key=lambda one: (one.start, -one.score))
    signals = without_totals(without_parts(signals, words.text), words.text)
    placed = _placed([_where_it_holds(one, moved) for one in signals], words, interview)
    return consistent(placed, interview)


def _where_it_holds(signal: Signal, moved: Corrected) -> Signal:
    """A corrected value rests on the words that correct it."""
    start, end = moved.get((signal.start, signal.end), (signal.start, signal.end))
    return replace(signal, start=start, end=end)


def _people(
    words: Plain, parts: list[Clause], hits: list[list[CueHit]], interview: Interview
) -> tuple[list[Signal], list[tuple[int, str]]]:
    """The names with the side that they stand on; and where names end, and of which side."""
    known = cues_of(interview)
    named, people = sided(
        [*named_signals(words, parts, hits), *my_name(words, known)], words.text, known
    )
    if two := joined(words, known):
        named = [one for one in named if one.element.path != two[0].element.path] + two
        return named, [*people, *((one.end, "defendants") for one in two)]
    named += spouse_too(words, known)
    if not any(one.element.path.startswith("defendants[") for one in named):
        lone, ends = sided(list(lone_borrower(words, known, named)), words.text, known)
        return [*named, *lone], [*people, *ends]
    return named, people


def _in_a_name(value: Found, named: list[Signal]) -> bool:
    """国庆 of 单国庆 is no day."""
    return any(
        one.start <= value.start and value.end <= one.end
        for one in named
        if one.element.element.type is ElementType.PERSON_NAME
    )


def _in_plain(one: Found, words: Plain) -> Found:
    """A found value with its place in the plain text."""
    if words.index is None:
        return one
    places = {origin: place for place, origin in enumerate(words.index)}
    start = places.get(one.start, 0)
    return replace(one, start=start, end=places.get(one.end - 1, start) + 1)


def _all_hits(text: str, parts: list[Clause], interview: Interview) -> list[list[CueHit]]:
    known = [each for each in cues_of(interview) if each.within(text)]
    return [
        meant(text, part, _longest([hit for cues in known for hit in cue_hits(text, part, cues)]))
        for part in parts
    ]


def _longest(hits: list[CueHit]) -> list[CueHit]:
    """Of hits of one kind of element that lie inside each other, the longest."""

    def inside(one: CueHit, other: CueHit) -> bool:
        return (
            other is not one
            and other.start <= one.start
            and one.end <= other.end
            and other.end - other.start > one.end - one.start
            and one.cues.element.type is other.cues.element.type
            and other.fact is None
        )

    def promised(one: CueHit) -> bool:
        """还 of 约定…还 is the end of a promise and nothing done."""
        typed = one.cues.element.type in (ElementType.MONEY, ElementType.DATE)
        return (
            one.fact is None
            and typed
            and any(
                other.fact is not None
                and other.cues.element.type is ElementType.DATE
                and other.start < other.fact[0]
                and other.fact[1] <= one.start
                and one.end <= other.end
                for other in hits
            )
        )

    return [
        one for one in hits if not promised(one) and not any(inside(one, other) for other in hits)
    ]


def _placed(signals: list[Signal], words: Plain, interview: Interview) -> list[Proposal]:
    """Give each signal its item; of two values for one place neither is proposed."""
    items: dict[str, list[Row]] = {}
    for signal in _one_each(signals, interview):
        element = signal.element.element
        rows = items.setdefault(element.group or "", [{}])
        nth = ordinal(signal, words.text)
        if nth and nth <= len(rows):
            rows[nth - 1].setdefault(element.key, signal)
            continue
        if signal.splits and (_again(rows[-1], signal) or _another(rows[-1], signal)):
            rows.append({})
        if len(rows) > 1 and _FOR_ALL.search(words.text[max(0, signal.start - 8) : signal.start]):
            rows[0].setdefault(element.key, signal)
            continue
        if element.key in rows[-1]:
            old = rows[-1][element.key]
            if old is None or old.value == signal.value:
                continue
            if old.partial and str(signal.value).startswith(str(old.value)):
                rows[-1][element.key] = signal
                continue
            if not _opens(element, rows[-1], signal):
                both = naming_both(element, old.value, signal.value)
                if both is not None:
                    near = signal.start - old.end <= _ONE_BREATH
                    rows[-1][element.key] = replace(old, value=both) if near else None
                    continue
                if element.type in _ONE_ONLY:
                    rows[-1][element.key] = None
                continue
            rows.append({})
        rows[-1][element.key] = signal
    placed = [
        _proposal(signal, index, words)
        for group, rows in items.items()
        for index, row in enumerate(_rows(group, rows, words.text, interview))
        for signal in row.values()
        if signal is not None
    ]
    return sorted(placed, key=lambda one: (one.start, one.path))


def _rows(group: str, rows: list[Row], text: str, interview: Interview) -> list[Row]:
    return sure_rows(group, list(proven_rows(rows, *makings(group, interview))), text)


def _again(row: dict[str, Signal | None], signal: Signal) -> bool:
    """Whether a value of 又借了…, 第二次… comes after an item that has its sum already."""
    element = signal.element.element
    if element.group is None or element.group in _OWNED:
        return False
    sums = [one for one in row.values() if one and one.element.element.type is ElementType.MONEY]
    return any(not one.splits and one.end <= signal.start for one in sums)


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
