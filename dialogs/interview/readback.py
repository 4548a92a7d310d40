"""Reads a canonical value back in the words people use. Words come from options and responses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from dialogs.money import Money
from dialogs.schema.definition import Element, ElementType

__all__ = ["read_back", "spoken_date", "well_formed"]

UNITS = {"day": "天", "week": "周", "month": "个月", "year": "年"}


def spoken_date(day: date) -> str:
    """`2023年3月5日`."""
    return f"{day.year}年{day.month}月{day.day}日"


def read_back(element: Element, value: Any) -> str:
    """A value as the person would say it; option ids become their labels."""
    if value is None:
        return ""
    reader = READERS.get(element.type)
    return reader(element, value) if reader else str(value)


def _choice(element: Element, value: Any) -> str:
    labels = {option.id: option.label for option in element.options}
    chosen = value if isinstance(value, list) else [value]
    return "、".join(labels.get(str(each), str(each)) for each in chosen)


def _yes_no(element: Element, value: Any) -> str:
    labels = {option.id: option.label for option in element.options}
    return labels.get("yes", "是") if value else labels.get("no", "否")


def _range(_element: Element, value: Any) -> str:
    ends = [value.get("from"), value.get("to")]
    return "至".join(spoken_date(date.fromisoformat(end)) if end else "未约定" for end in ends)


def _percent(_element: Element, value: Any) -> str:
    return f"年利率{Decimal(str(value)).normalize():f}%"


READERS: dict[ElementType, Callable[[Element, Any], str]] = {
    ElementType.MONEY: lambda _e, value: str(Money.of(str(value))),
    ElementType.DATE: lambda _e, value: spoken_date(date.fromisoformat(str(value))),
    ElementType.DATE_RANGE: _range,
    ElementType.DURATION: lambda _e, value: f"{value['count']}{UNITS.get(value['unit'], '')}",
    ElementType.PERCENT_PER_YEAR: _percent,
    ElementType.YES_NO: _yes_no,
    ElementType.CHOICE: _choice,
    ElementType.CHOICES: _choice,
    ElementType.ADDRESS: lambda _e, value: str(
        value.get("text", "") if isinstance(value, Mapping) else value
    ),
}


def well_formed(element: Element, value: Any) -> bool:
    """Whether a value is canonical for its element (see `dialogs.answers`)."""
    try:
        return SHAPES.get(element.type, _text)(element, value)
    except (ValueError, ArithmeticError, TypeError, KeyError, AttributeError):
        return False


def _text(element: Element, value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= element.max_length


def _decimal(_element: Element, value: Any) -> bool:
    return isinstance(value, str) and Decimal(value).is_finite()


def _day(_element: Element, value: Any) -> bool:
    return bool(date.fromisoformat(value))


def _days(_element: Element, value: Any) -> bool:
    ends = [value["from"], value["to"]]
    return any(ends) and all(end is None or date.fromisoformat(end) for end in ends)


def _one_of(element: Element, value: Any) -> bool:
    ids = {option.id for option in element.options}
    chosen = value if element.type is ElementType.CHOICES else [value]
    return isinstance(chosen, list) and bool(chosen) and set(chosen) <= ids


def _address(element: Element, value: Any) -> bool:
    return isinstance(value, Mapping) and _text(element, value["text"])


SHAPES: dict[ElementType, Callable[[Element, Any], bool]] = {
    ElementType.MONEY: lambda element, value: (
        _decimal(element, value) and abs(Decimal(value)) < Decimal(10) ** 14
    ),
    ElementType.NUMBER: _decimal,
    ElementType.PERCENT_PER_YEAR: _decimal,
    ElementType.DATE: _day,
    ElementType.DATE_RANGE: _days,
    ElementType.DURATION: lambda _e, value: value["unit"] in UNITS and Decimal(value["count"]) > 0,
    ElementType.YES_NO: lambda _e, value: isinstance(value, bool),
    ElementType.CHOICE: _one_of,
    ElementType.CHOICES: _one_of,
    ElementType.ADDRESS: _address,
    ElementType.FILE: lambda _e, value: isinstance(value, (str, list)) and bool(value),
    ElementType.SIGNATURE: lambda _e, value: isinstance(value, str) and bool(value),
}
