"""Typed values from the words of people: one answer (`read`), or all in free text (`find`)."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bot.understanding.values.addresses import find_addresses, read_address
from bot.understanding.values.assent import Standing, read_yes_no, standing, yes_or_no
from bot.understanding.values.characters import Plain, plain, without_web_addresses
from bot.understanding.values.choices import AnyOption, read_choice, read_choices
from bot.understanding.values.dates import find_dates, read_date, read_date_range
from bot.understanding.values.durations import find_durations, read_duration
from bot.understanding.values.foreign import find_foreign_money
from bot.understanding.values.identity import (
    find_identity,
    read_case_no,
    read_id,
    read_phone,
    read_uscc,
)
from bot.understanding.values.money import find_money, read_money
from bot.understanding.values.names import read_court, read_person_name
from bot.understanding.values.numbers import find_numbers, read_number
from bot.understanding.values.phones import find_phones, find_phones_abroad
from bot.understanding.values.rates import find_rates, lpr_multiple, read_rate
from bot.understanding.values.reading import Found, Reading, refused
from bot.understanding.values.retraction import last_word
from dialogs.schema.definition import ElementType

__all__ = [
    "KINDS",
    "Found",
    "Reading",
    "Standing",
    "find",
    "lpr_multiple",
    "read",
    "standing",
    "yes_or_no",
]

KINDS = (
    "number", "money", "date", "date_range", "duration", "percent", "id", "uscc", "phone",
    "address", "yes_no",
)  # fmt: skip
"""What `find` looks for."""


def read(
    kind: ElementType, text: str, today: date, options: Sequence[AnyOption] = (),
    max_length: int = 2000,
) -> Reading:  # fmt: skip
    """The canonical value that `text` gives as the answer to a question of this type.

    不知道 and 无 are no values: ask `standing` first. Never raises.
    """
    trimmed = text.strip()
    if not re.search(r"[^\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]", trimmed):
        return refused(text, "empty")
    if kind in (ElementType.TEXT, ElementType.LONG_TEXT):
        return _read_text(text, max_length)
    if len(trimmed) > 2000:
        return refused(text, "too_long", most="2000")
    if kind not in _OPTION_READERS and kind is not ElementType.YES_NO:
        held = last_word(text)
        if held is not None and (reading := _typed(kind, held[1], today)).value is not None:
            return _moved(reading, held[0])
    return _typed(kind, text, today, options)


def _moved(reading: Reading, by: int) -> Reading:
    span = (reading.span[0] + by, reading.span[1] + by) if reading.span else None
    return replace(reading, span=span)


def _typed(kind: ElementType, text: str, today: date, options: Sequence[AnyOption] = ()) -> Reading:
    if kind in _OPTION_READERS:
        return _OPTION_READERS[kind](text, options)
    if kind in _DATE_READERS:
        return _DATE_READERS[kind](text, today)
    if kind in _READERS:
        return _READERS[kind](text)
    return refused(text, "file_expected" if kind is ElementType.FILE else f"{kind.value}_expected")


def _read_text(text: str, max_length: int) -> Reading:
    cleaned = re.sub(
        "[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]",
        "",
        text,
    ).strip()
    if not re.search(r"[\w\u3400-\u9fff]", cleaned):
        return refused(text, "text_without_words")
    if len(cleaned) > max_length:
        return refused(text, "too_long", most=str(max_length))
    return Reading(cleaned, text, (0, len(text)), 0.9)


_OPTION_READERS: dict[ElementType, Callable[[str, Sequence[AnyOption]], Reading]] = {
    ElementType.CHOICE: read_choice,
    ElementType.CHOICES: read_choices,
}
_DATE_READERS: dict[ElementType, Callable[[str, date], Reading]] = {
    ElementType.DATE: read_date,
    ElementType.DATE_RANGE: read_date_range,
    ElementType.CN_ID_NUMBER: read_id,
}
_READERS: dict[ElementType, Callable[[str], Reading]] = {
    ElementType.MONEY: read_money,
    ElementType.NUMBER: read_number,
    ElementType.PERCENT_PER_YEAR: read_rate,
    ElementType.DURATION: read_duration,
    ElementType.YES_NO: read_yes_no,
    ElementType.PERSON_NAME: read_person_name,
    ElementType.USCC: read_uscc,
    ElementType.PHONE: read_phone,
    ElementType.ADDRESS: read_address,
    ElementType.COURT: read_court,
    ElementType.CASE_NO: read_case_no,
}


def find(
    text: str, kinds: Collection[str] | None, today: date, *, abroad: bool = False
) -> list[Found]:
    """All values of these kinds (None: all of `KINDS`) in free text, in order. Never raises.

    abroad: foreign money and foreign telephone numbers too, which answer no question.
    """
    wanted = set(KINDS if kinds is None else kinds)
    words = without_web_addresses(plain(text))
    found: list[Found] = []
    if wanted & {"id", "uscc"}:
        found += [one for one in find_identity(words, today) if one.kind in wanted]
    if "phone" in wanted:
        found += find_phones(words)
        found += find_phones_abroad(words) if abroad else ()
    if "money" in wanted and abroad:
        found += find_foreign_money(words)
    if wanted & {"date", "date_range"}:
        found += [one for one in find_dates(words, today) if one.kind in wanted]
    for kind, finder in _FINDERS:
        if kind in wanted:
            found += finder(words)
    if "yes_no" in wanted and (answer := yes_or_no(text, whole=wanted != {"yes_no"})) is not None:
        found.append(Found("yes_no", text, 0, len(text), answer, 0.95))
    return _without_overlap(found)


_FINDERS: tuple[tuple[str, Callable[[Plain], list[Found]]], ...] = (
    ("percent", find_rates),
    ("duration", find_durations),
    ("money", find_money),
    ("address", find_addresses),
    ("number", find_numbers),
)
_RANK = {
    kind: rank
    for rank, kind in enumerate(
        [
            "id",
            "uscc",
            "phone",
            "date_range",
            "date",
            "percent",
            "address",
            "duration",
            "money",
            "yes_no",
            "number",
        ]
    )
}


def _without_overlap(found: list[Found]) -> list[Found]:
    """Of values that overlap the longer stays, then the surer kind."""
    kept: list[Found] = []
    starts: list[int] = []
    for one in sorted(found, key=lambda each: (_weight(each), each.start)):
        place = bisect(starts, one.start)
        free = place == 0 or kept[place - 1].end <= one.start
        if free and (place == len(kept) or one.end <= kept[place].start):
            starts.insert(place, one.start)
            kept.insert(place, one)
    return kept


def _weight(one: Found) -> tuple[Any, ...]:
    strong = one.kind in ("id", "uscc", "phone")
    return (not strong, one.kind == "number", -(one.end - one.start), _RANK.get(one.kind, 99))
