"""Interest told in money: 每月利息500 of a loan of 50,000 is 12 % a year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from bot.understanding.cues import ElementCues
from bot.understanding.expressions import expression
from bot.understanding.signals import Signal
from bot.understanding.values import Found
from dialogs.schema.definition import ElementType

__all__ = ["rate_in_money"]

_NUMBER = "[0-9零一二两三四五六七八九十百千万.]+"
_PERIOD = "(?P<period>每个?月|一个?月|月月|每年|一年|一年到头)"
_SHARE = expression(
    f"(?P<base>{_NUMBER})(?:块|元)?钱?{_PERIOD}(?:给|付|算|收|要|是|就是)*我?(?P<sum>{_NUMBER})(?:块|元)"
)
_NO_SUM = "[^，。0-9一二三四五六七八九]{0,3}"
_EACH = (
    expression(
        f"{_PERIOD}(?:给|付|支付|算|收|的)*(?:{_NO_SUM})利(?:息|钱)(?:是|为|算)?(?P<sum>{_NUMBER})"
    ),
    expression(
        f"利(?:息|钱)(?:是|为|按|说好|约定|算|就)*{_PERIOD}(?:是|给|付|算)*我?(?P<sum>{_NUMBER})"
    ),
    expression(f"{_PERIOD}(?:给|付|支付){_NO_SUM}(?P<sum>{_NUMBER})(?:块|元)?钱?的?利(?:息|钱)"),
)
_INTEREST = expression("利|息")
_PAID = expression("[给付][了过]|已|只付|支付了|还了")
_NEAR = 12
_MOST = 60
"""Percent a year: what is more was hardly meant as interest of the whole sum."""


def rate_in_money(
    signals: Sequence[Signal], values: Sequence[Found], text: str, known: Sequence[ElementCues]
) -> Iterator[Signal]:
    """The yearly rate of the one loan, where no rate is told but what it costs a month."""
    cues = next((one for one in known if one.element.type is ElementType.PERCENT_PER_YEAR), None)
    if cues is None or any(one.element is cues for one in signals):
        return
    for match in _SHARE.finditer(text):
        around = text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
        base = _read(match.span("base"), values)
        if base and _INTEREST.search(around):
            yield from _told(cues, _read(match.span("sum"), values), base, match)
            return
    principal = _principal(signals)
    for match in (one for each in _EACH for one in each.finditer(text)):
        clause = text[max(0, match.start() - 6) : match.end()]
        if principal and not _PAID.search(clause):
            yield from _told(cues, _read(match.span("sum"), values), principal, match)
            return


def _told(
    cues: ElementCues, paid: Decimal | None, base: Decimal, match: re.Match[str]
) -> Iterator[Signal]:
    if paid is None:
        return
    times = 1 if "年" in match["period"] else 12
    percent = paid * times * 100 / base
    if 0 < percent <= _MOST and percent == round(percent, 2):
        value = f"{percent.normalize():f}"
        yield Signal(cues, value, *match.span(), 8.0, 0.6)


def _principal(signals: Sequence[Signal]) -> Decimal | None:
    """What was lent, if the story tells of one sum alone."""
    for key in ("amount_agreed", "amount_delivered"):
        sums = {
            Decimal(one.value)
            for one in signals
            if one.element.element.key == key and one.element.element.group == "loans"
        }
        if sums:
            return sums.pop() if len(sums) == 1 else None
    return None


def _read(span: tuple[int, int], values: Sequence[Found]) -> Decimal | None:
    found = [
        one
        for one in values
        if one.kind in ("money", "number") and one.start <= span[0] and span[1] <= one.end
    ]
    return Decimal(found[0].value) if found else None
