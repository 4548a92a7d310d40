"""Reads a canonical value back in the words people use. Words come from options and responses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from dialogs.money import Money
from dialogs.schema.definition import Element, ElementType

__all__ = ["read_back", "spoken_date"]

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
