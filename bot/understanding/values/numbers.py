"""Plain numbers."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.understanding.values.characters import Plain, plain
from bot.understanding.values.numerals import NUMERAL, decimal_string, parse_numeral
from bot.understanding.values.reading import Found, Reading, refused

__all__ = ["find_numbers", "read_number"]

_DIGIT = "[零一二两三四五六七八九\\d]"
_SIGNED = re.compile(
    f"(?P<sign>负|(?<![\\d\\w])-)? ?(?:(?P<whole>{NUMERAL})又|(?P<lead>\\d{{1,4}}) (?=\\d+/\\d))?"
    f"(?P<number>{NUMERAL})(?: ?分 {{0,2}}之 ?(?P<minus>负)?(?P<over>{NUMERAL})"
    f"|(?<=\\d) ?/ ?(?P<under>\\d+)|元(?P<jiao>{_DIGIT})角(?:(?P<fen>{_DIGIT})分)?)?"
    "|(?P<half>半百|半(?=个(?!月|多?小时|钟|天|星期|礼拜)))"
)
_ORDINARY = re.compile(
    "一(?:直|起|样|定|下|般|旦|切|共|律|向|再|些|点(?!两)|会儿?|方面|边|概|并|手|时|审|贯|致|味|带|如|"
    "度|口|个劲|看|听|想|说|问|瞧|碰|来二去)|十足|十全|万一|十分|千万(?=别|不|要)|"
    "二手|二审|三者|第三|三番五次|五金|七夕|九江|四川|四处|百姓|千方百计|不一|唯一|"
    "统一|同一|另一|一家|一期"
)


def find_numbers(text: Plain) -> list[Found]:
    """All numbers of a plain text; words such as 一直 and 万一 are none."""
    found = []
    taken = {place for match in _ORDINARY.finditer(text.text) for place in range(*match.span())}
    for match in _SIGNED.finditer(text.text):
        short = len(match["number"] or "") <= 2 and not (match["over"] or match["under"])
        if short and not taken.isdisjoint(range(*match.span())):
            continue
        value = _value(match)
        if value is None:
            continue
        end = match.end()
        blanks = len(match.group()) - len(match.group().lstrip())
        end -= len(match.group()) - len(match.group().rstrip())
        start, last = text.span(match.start() + blanks, end)
        words = text.origin[start:last]
        others: tuple[str, ...] = ()
        numeral = parse_numeral(match["number"] or "")
        if numeral is not None:
            others = tuple(decimal_string(other) for other in numeral.alternatives)
        found.append(
            Found("number", words, start, last, decimal_string(value), 0.8, others, "bare")
        )
    return found


def _value(match: re.Match[str]) -> Decimal | None:
    if match["half"]:
        return Decimal(50) if match["half"] == "半百" else Decimal("0.5")
    numeral = parse_numeral(match["number"])
    if numeral is None:
        return None
    value = numeral.value
    for name, worth in (("jiao", 10), ("fen", 100)):
        value += _read(match[name]) / worth
    if match["over"] or match["under"]:
        over = parse_numeral(match["over"] or match["under"])
        if over is None or (match["under"] and not over.value) or (match["over"] and not value):
            return None
        value = over.value / value if match["over"] else value / over.value
    value += _read(match["whole"] or match["lead"])
    return -value if bool(match["sign"]) != bool(match["minus"]) else value


def _read(written: str | None) -> Decimal:
    numeral = parse_numeral(written) if written else None
    return numeral.value if numeral else Decimal(0)


def read_number(text: str) -> Reading:
    """The number that a whole answer gives."""
    found = find_numbers(plain(text))
    if not found:
        return refused(text, "number_unreadable")
    first = found[0]
    others = first.alternatives + tuple(one.value for one in found[1:] if one.value != first.value)
    return Reading(
        first.value, first.text, (first.start, first.end), 0.5 if others else 0.95, others
    )
