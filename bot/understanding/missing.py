"""What is still missing at the end, told at once instead of choosing it first."""

from __future__ import annotations

from collections.abc import Iterator

from bot.understanding.engine import Context
from bot.understanding.expressions import expression
from bot.understanding.values import read
from dialogs.interview.commands import SetAnswer
from dialogs.schema.definition import Element, ElementType

__all__ = ["missing_told"]

_EDIT = "edit:"
_READ = (ElementType.ADDRESS, ElementType.USCC, ElementType.CN_ID_NUMBER, ElementType.PHONE)
"""Kinds of which nobody takes one for another."""
_HOUSE = expression("[0-9]+ ?[号室栋弄]")


def missing_told(text: str, context: Context) -> SetAnswer | None:
    """成都市武侯区一环路1号 where an address or a credit code is asked for: the one that it is."""
    fitting = []
    for path, element in _missing(context):
        value = read(element.type, text, context.today).value
        if value is None:
            continue
        unplaced = element.type is ElementType.ADDRESS and not value["code"]
        if unplaced and not _HOUSE.search(text):
            continue
        doubt = "address_without_place" if unplaced else ""
        fitting.append(SetAnswer(path, value, text, None, 0.9, correction=True, doubt=doubt))
    return fitting[0] if len(fitting) == 1 else None


def _missing(context: Context) -> Iterator[tuple[str, Element]]:
    for option in context.options:
        path = option.id.removeprefix(_EDIT)
        if path == option.id or context.interview is None:
            continue
        try:
            element = context.interview.element(path)
        except KeyError:
            continue
        if element.type in _READ:
            yield path, element
