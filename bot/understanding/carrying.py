"""Clauses that hold nothing but values: 借了三次，2月1日两千，5月4日三千."""

from __future__ import annotations

from collections.abc import Mapping

from bot.understanding.cues import Clause, CueHit
from bot.understanding.expressions import expression
from bot.understanding.values import Found
from dialogs.schema.definition import ElementType

__all__ = ["carried"]

_SCORE = 7.5
_BACK = 5
_FILLER = expression(
    "[ 的是在又了钱块元共计，、:：“”（）()]|那天|第[一二三四五六七八九十]+[笔次]|[一两]?[笔次]|"
    "本金|正好|一共|总共|共计|合计|现金|微信|支付宝|银行|转账|[给转]的|上午|下午|晚上"
)
_SUMS = ("money", "number")
_CARRIED = (*_SUMS, "date")


def carried(
    value: Found, place: int, parts: list[Clause], hits: list[list[CueHit]], values: list[Found],
    text: str, kinds: Mapping[ElementType, tuple[str, ...]],
) -> tuple[float, CueHit] | None:  # fmt: skip
    """The cue of a clause before, for a sum or a day in a clause without any other word."""
    if value.kind not in _CARRIED or not _bare(parts[place], values, text):
        return None
    if not any(one.kind in _SUMS and one.start < parts[place][1] for one in values
               if one.start >= parts[place][0]):  # fmt: skip
        return None
    for step in range(1, min(_BACK, place) + 1):
        before = place - step
        fitting = [
            hit
            for hit in hits[before]
            if hit.fact is None and value.kind in kinds.get(hit.cues.element.type, ())
        ]
        if fitting:
            return (
                (_SCORE, fitting[-1]) if _open(fitting[-1], value, parts[before], values) else None
            )
        if not _bare(parts[before], values, text):
            return None
    return None


def _bare(part: Clause, values: list[Found], text: str) -> bool:
    """Whether a clause has values and no other word."""
    inside = [one for one in values if part[0] <= one.start < part[1]]
    if not inside:
        return False
    place, rest = part[0], ""
    for one in inside:
        rest += text[place : max(place, one.start)]
        place = max(place, one.end)
    return not _FILLER.sub("", rest + text[place : part[1]])


def _open(hit: CueHit, value: Found, part: Clause, values: list[Found]) -> bool:
    """Whether the cue's own clause has no value of that kind itself; 四 of 四次 is none."""
    return not any(
        one.kind == value.kind
        and part[0] <= one.start < part[1]
        and one is not value
        and not (one.kind == "number" and len(one.text) == 1)
        for one in values
    )
