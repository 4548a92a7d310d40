"""Whose number or address stands in a story: mine, theirs, or somebody else's."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.expressions import expression
from bot.understanding.naming import name_before

__all__ = ["OWNED", "owner"]

OWNED = ("plaintiffs", "defendants")
_SELF = expression(
    "我叫|我的(?=电话|手机|身份证|住址|地址|号码|联系)|本人|原告|出借人|债权人|我姓|我是|我手机|我电话|"
    "我身份证|我住|我家|"
    "我户口|我这边"
)
_OTHER = expression("他|她|对方|被告|借款人|那人|此人")
_KIN = (
    "老公|老婆|爱人|丈夫|妻子|媳妇|爸|妈|父亲|母亲|爹|娘|爷爷|奶奶|儿子|女儿|闺女|哥|姐|弟|妹|"
    "嫂子|孙子"
)
_THIRD = expression(
    f"(?:我|俺|他|她|对方|其|被告)(?:们|家)?的?(?:{_KIN}|朋友|同事)[哥姐弟妹爸妈]?(?:的)?"
    "(?=电话|手机|身份证|家?住|户口|号码|单位)"
)

_NAMED_FIELD = expression(
    "(?:^|[，。；！？,;!?\n ])(?P<who>[\u4e00-\u9fff·]{2,4}?)的?(?:家里|家)?(?:电话|手机号?码?|"
    "身份证号?码?|住|户口)"
    "(?:是|在|号码?|为|[：: ])*$"
)
"""鲁小磊电话138…: a name right before the word for the number."""
_REACH = 24
_ANSWER = 12
"""A number that stands so near the beginning is an answer (身份证号是…): told.py says whose."""


def name_span(who: str) -> bool:
    """Whether the words are a whole name."""
    span = name_before(who, 0, len(who))
    return span == (0, len(who))


def owner(start: int, text: str, people: Sequence[tuple[int, str]]) -> str:
    """The group by the last word that says whose a value at `start` is; "" if it is nobody's."""
    before = text[:start]
    field = _NAMED_FIELD.search(before[-_REACH:])
    if field is not None:
        end = start - min(start, _REACH) + field.end("who")
        known = {text[at - size : at]: group for at, group in people for size in (2, 3, 4)}
        who = text[end - len(field["who"]) : end]
        if who in known or name_span(who):
            return known.get(who, "")
    said = [(match.end(), "plaintiffs") for match in _SELF.finditer(before)]
    said += [(match.end(), "defendants") for match in _OTHER.finditer(before)]
    said += [(match.end(), "") for match in _THIRD.finditer(before)]
    said += [one for one in people if one[0] <= start]
    nobody = "defendants" if start <= _ANSWER else ""
    return max(said, key=lambda one: one[0], default=(-1, nobody))[1]
