"""Facts in free words: values near the cues that an interview's elements declare."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.understanding.consistency import consistent
from bot.understanding.cues import Clause, CueHit, clauses, cue_hits, cues_of
from bot.understanding.evidence import meant, proven
from bot.understanding.interest import rate_in_money
from bot.understanding.items import paired, without_totals
from bot.understanding.paid_ways import without_parts
from bot.understanding.parties import on_one_side, sided
from bot.understanding.past_days import told_as_past
from bot.understanding.people import joined, lone_borrower, lone_firm, my_name, spouse_too
from bot.understanding.placing import Proposal, placed
from bot.understanding.promised_days import counted_from_the_loan
from bot.understanding.related import well_told
from bot.understanding.signals import Signal, typed_signals
from bot.understanding.taken_back import Corrected, corrected
from bot.understanding.usable import parted_ranges
from bot.understanding.values import Found, find
from bot.understanding.values.characters import Plain, plain
from bot.understanding.worded import chosen_signals, named_signals, told_signals
from dialogs.schema.definition import ElementType, Interview

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
_CHOSEN = (ElementType.CHOICE, ElementType.CHOICES, ElementType.YES_NO)
"""Options of two elements may rest on the same words: 京东上买 says who bought, and how."""


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
    values = list(counted_from_the_loan([*parted_ranges(values)], words.text))
    values = list(told_as_past(values, words.text, today))
    values, moved = corrected(values, words.text)
    signals = [*typed_signals(words, parts, hits, values, people), *named]
    signals += chosen_signals(words, parts, hits)
    signals += rate_in_money(signals, values, words.text, cues_of(interview))
    signals += told_signals(words, parts, hits, signals)
    signals = list(well_told([*proven(signals, words, parts)], words.text))
    signals.sort(key=lambda one: (one.start, -one.score))
    signals = without_totals(without_parts(signals, words.text), words.text)
    signals = paired(signals, words.text)
    told = placed([_where_it_holds(one, moved) for one in signals], words, interview)
    return on_one_side(consistent(told, interview))


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
        if firm := list(lone_firm(words, known)):
            return [*named, *firm], people
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
            and (one.cues.element is other.cues.element or one.cues.element.type not in _CHOSEN)
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
