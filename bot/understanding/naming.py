"""Names of people inside running text, by surname and by what follows."""

from __future__ import annotations

import re

from bot.understanding.values.names import COMPOUND_SURNAMES, SURNAMES

__all__ = ["name_after", "name_before"]

_CHAR = "[\u4e00-\u9fff\U00020000-\U0003ffff]"
_NEVER = "我你他她它们的了是不在有这那个借还欠钱元万千百月日年号和跟向给说找就也都把被"
_STOP = (
    _NEVER
    + "于以因从到让为做一两二三四五六七八九十前去今昨后当时拿转签又写打电身住手承称骗，。"
    + "答要现共等叫来开买"
)
_SURNAME = re.compile(f"{COMPOUND_SURNAMES}|[{SURNAMES}]")
_FILLER = re.compile(
    "(?:[ :：，是叫为做给的了（(]|名字|姓名|(?:他|她|我)?(?:哥哥?|弟弟?|姐姐?|妹妹?|爸爸?|妈妈?|"
    "老婆|老公|妻子|丈夫|朋友|同事|亲戚|邻居|同学|表[哥弟姐妹]|妹夫|姐夫|一个)(?=[^\\s，。]{2}))*"
)
_MINORITY = re.compile(f"{_CHAR}{{2,6}}(?:·{_CHAR}{{2,8}}){{1,3}}")


def name_after(text: str, start: int) -> tuple[int, int] | None:
    """The name that begins at `start`, after words such as 是 or 叫; half open."""
    filler = _FILLER.match(text, start)
    for begin in dict.fromkeys((filler.end() if filler else start, start)):
        span = _name_at(text, begin)
        if span is not None:
            return span
    return None


def name_before(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The last name between `start` and `end` that begins a part of the sentence."""
    for begin in range(start, end - 1):
        if (
            begin > start
            and re.match(_CHAR, text[begin - 1])
            and text[begin - 1] not in "号日月年天叫家儿友事学居弟哥姐妹夫戚子人，"
        ):
            continue
        span = _name_at(text, begin)
        if span is not None and span[1] <= end:
            return span
    return None


def _name_at(text: str, begin: int) -> tuple[int, int] | None:
    if match := _MINORITY.match(text, begin):
        return match.span()
    surname = _SURNAME.match(text, begin)
    if surname is None:
        return None
    at = surname.end()
    given = 0
    while given < 2 and at + given < len(text) and re.match(_CHAR, text[at + given]):
        char = text[at + given]
        if char in (_NEVER if given == 0 else _STOP):
            break
        given += 1
    if given == 0:
        return None
    return begin, at + given
