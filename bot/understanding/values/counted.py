"""Numbers that are no sum: 第三医院, 四个月, 6 7 8月, 京A12345, 88号院."""

from __future__ import annotations

from bot.understanding.expressions import expression

__all__ = ["counts_something", "each_month"]

_BEFORE = expression("[第A-Za-z之楼栋幢]$")
_AFTER = expression(
    " ?(?:个?月(?![租薪供息利工])|号|日(?![息薪])|[天岁年周]|点钟?|小时|分钟|星期|礼拜"
    "|[楼栋幢室层单弄院]"
    "|医院|中(?![介午])|[大中小]学|附院|路(?!费)|次|回|遍|人|口人|位|名|期|户|个人|%|％|成)"
)
_AMONG_MONTHS = expression("(?: ?[、,，和跟到至~-]? ?[0-9一二三四五六七八九十]{1,2}){1,12} ?个?月")
_EACH_MONTH = expression("[0-9][0-9.,]*(?= ?一个?月)")
_HIGHEST_MONTH = 12


def counts_something(text: str, start: int, end: int) -> bool:
    """Whether the number there counts months, days, houses or is part of a name."""
    if _BEFORE.search(text[max(0, start - 1) : start]) or _AFTER.match(text, end):
        return True
    short = text[start:end].isdigit() and int(text[start:end]) <= _HIGHEST_MONTH
    return short and _AMONG_MONTHS.match(text, end) is not None


def each_month(text: str) -> tuple[int, int] | None:
    """Where the sum of 8000一个月 stands, which reads on as one numeral."""
    match = _EACH_MONTH.search(text)
    return match.span() if match else None
