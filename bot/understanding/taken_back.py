"""A value that the same story takes back: 借了他十万，不对，是八万; 借了三万不是两万."""

from __future__ import annotations

from dataclasses import replace

from bot.understanding.expressions import expression
from bot.understanding.values import Found

__all__ = ["Corrected", "corrected"]

_WRONG = expression(
    "(?:哦|噢|呃|额|啊|嗯|等等)*[，,。 ]*(?:不对不对|不对|错了|说错了?|记错了?|搞错了?|"
    "打错了?|写错了?|更正一下|更正)"
    "[，,。：: ]*(?:我)?(?:刚才)?(?:说错了|记错了)?[，,]?(?:应该|其实)?(?:是|为)?"
)
_NOT = expression("(?:，|,)?(?:可)?不是(?=[0-9一二两三四五六七八九十百千万贰叁伍])")
_SIMILAR = {"date": ("date", "date_range"), "date_range": ("date", "date_range"),
            "money": ("money", "number"), "number": ("money", "number")}  # fmt: skip
_BEHIND, _BEFORE = 14, 24

Corrected = dict[tuple[int, int], tuple[int, int]]
"""Where a value was first told, and where the one stands that holds."""


def corrected(values: list[Found], text: str) -> tuple[list[Found], Corrected]:
    """The values as they hold in the end, each in the place where it was first told."""
    moved: Corrected = {}
    for match in _WRONG.finditer(text):
        new = next((one for one in values if 0 <= one.start - match.end() <= _BEHIND), None)
        if new is None or new.kind not in _SIMILAR:
            continue
        old = [
            one
            for one in values
            if one.kind in _SIMILAR[new.kind] and 0 <= match.start() - one.end <= _BEFORE
        ]
        if old:
            values = [one for one in values if one is not new and one is not old[-1]]
            values.append(replace(new, start=old[-1].start, end=old[-1].end))
            moved[(old[-1].start, old[-1].end)] = (new.start, new.end)
    values = _without_denied(values, text)
    return sorted(values, key=lambda one: one.start), moved


def _without_denied(values: list[Found], text: str) -> list[Found]:
    """三万不是两万: two ten-thousands are out wherever they stand, if another sum stands before."""
    denied = set()
    for match in _NOT.finditer(text):
        before = [one for one in values if one.end == match.start()]
        after = [one for one in values if one.start == match.end()]
        if before and after and before[-1].kind in _SIMILAR.get(after[0].kind, ()):
            denied.add(str(after[0].value))
    return [one for one in values if str(one.value) not in denied]
