"""Whether a value is canonical for its element (see `dialogs.answers`); nothing else is stored."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from dialogs.rules.ids import CHECKS
from dialogs.schema.definition import Element, ElementType

__all__ = ["well_formed"]

UNITS = {"day", "week", "month", "year"}
PLAIN_NUMBER = re.compile(r"-?[0-9]{1,24}(\.[0-9]{1,12})?")
PLAIN_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
DIVISION = re.compile(r"[0-9]{6,12}")
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
MOST_MONEY = Decimal(10) ** 14


def well_formed(element: Element, value: Any) -> bool:
    """Whether the value has the shape and the spelling that this element's type stores."""
    try:
        return SHAPES.get(element.type, _text)(element, value)
    except (ValueError, ArithmeticError, TypeError, KeyError, AttributeError):
        return False


def _text(element: Element, value: Any) -> bool:
    return (
        isinstance(value, str)
        and 0 < len(value) <= element.max_length
        and value == value.strip()
        and UNPRINTABLE.search(value) is None
    )


def _decimal(_element: Element, value: Any) -> bool:
    return isinstance(value, str) and PLAIN_NUMBER.fullmatch(value) is not None


def _money(element: Element, value: Any) -> bool:
    return _decimal(element, value) and abs(Decimal(value)) < MOST_MONEY


def _day(_element: Element, value: Any) -> bool:
    return PLAIN_DAY.fullmatch(value) is not None and bool(date.fromisoformat(value))


def _days(element: Element, value: Any) -> bool:
    ends = [value["from"], value["to"]]
    return any(ends) and all(end is None or _day(element, end) for end in ends)


def _duration(element: Element, value: Any) -> bool:
    count = value["count"]
    return value["unit"] in UNITS and _decimal(element, count) and Decimal(count) > 0


def _one_of(element: Element, value: Any) -> bool:
    return isinstance(value, str) and value in {option.id for option in element.options}


def _some_of(element: Element, value: Any) -> bool:
    distinct = isinstance(value, list) and bool(value) and len(set(value)) == len(value)
    return distinct and all(_one_of(element, each) for each in value)


def _proven(kind: str) -> Callable[[Element, Any], bool]:
    """A number that carries its own proof, spelt as the check spells it."""

    def shape(_element: Element, value: Any) -> bool:
        found = CHECKS[kind](value)
        return found.valid and found.value == value

    return shape


def _address(element: Element, value: Any) -> bool:
    code = value["code"]
    known = code is None or DIVISION.fullmatch(code) is not None
    return isinstance(value, Mapping) and known and _text(element, value["text"])


SHAPES: dict[ElementType, Callable[[Element, Any], bool]] = {
    ElementType.MONEY: _money,
    ElementType.NUMBER: _decimal,
    ElementType.PERCENT_PER_YEAR: _decimal,
    ElementType.DATE: _day,
    ElementType.DATE_RANGE: _days,
    ElementType.DURATION: _duration,
    ElementType.YES_NO: lambda _element, value: isinstance(value, bool),
    ElementType.CHOICE: _one_of,
    ElementType.CHOICES: _some_of,
    ElementType.CN_ID_NUMBER: _proven("resident_id"),
    ElementType.USCC: _proven("uscc"),
    ElementType.PHONE: _proven("phone"),
    ElementType.CASE_NO: _proven("case_no"),
    ElementType.ADDRESS: _address,
    ElementType.FILE: lambda _element, value: isinstance(value, (str, list)) and bool(value),
    ElementType.SIGNATURE: lambda _element, value: isinstance(value, str) and bool(value),
}
