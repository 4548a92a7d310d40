"""Days without a year that are told as past: 租到今年7月31号，从3月1号就不给房租了."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.understanding.expressions import expression
from bot.understanding.values import Found, find

__all__ = ["told_as_past"]

_UNDATED = expression("[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十廿]{1,3}[日号]?")
_TO_COME = expression("[^，。；！？,;]{0,8}(?:[还付交结给清]|开庭|到期|为止|止|之?前)(?![了过的])")
_HAS_BEEN = expression("[^，。；！？,;]{0,8}(?:[没未不断停]|了|过)")
_PROMISED = expression("(?:说|约定|答应|承诺|保证|到|至|前|明年|最迟|最晚)[^，。；！？,;]{0,6}$")
_BEFORE = 10


def told_as_past(values: list[Found], text: str, today: date) -> Iterator[Found]:
    """The values; a day that would be yet to come, but is told as past, is the last such day."""
    for value in values:
        yield _last(value, text, today) or value


def _last(value: Found, text: str, today: date) -> Found | None:
    if value.kind != "date" or str(value.value) <= today.isoformat():
        return None
    before = text[max(0, value.start - _BEFORE) : value.start]
    if not _UNDATED.fullmatch(value.text) or _PROMISED.search(before):
        return None
    if _TO_COME.match(text, value.end) and not _HAS_BEEN.match(text, value.end):
        return None
    alone = next(iter(find(value.text, ("date",), today)), None)
    if alone is None or str(alone.value) > today.isoformat():
        return None
    return replace(value, value=alone.value, alternatives=())
