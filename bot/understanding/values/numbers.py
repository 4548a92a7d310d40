"""Plain numbers."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.understanding.expressions import expression
from bot.understanding.values.characters import Plain, plain
from bot.understanding.values.foreign import CURRENCIES
from bot.understanding.values.numerals import NUMERAL, decimal_string, parse_numeral
from bot.understanding.values.reading import Found, Reading, refused

__all__ = ["find_numbers", "read_number"]

_DIGIT = "[零一二两三四五六七八九\\d]"
_NO_HALF = "(?!月|多?小时|钟|天|年|星期|礼拜)"
_SIGNED = expression(
    f"(?P<sign>负|(?<![\\d\\w])-)? ?(?:"
    f"(?P<half>半百|一半(?!天|年|个月)|半(?=个{_NO_HALF}))"
    "|(?P<base>(?<![A-Za-z\\d.])\\d{1,12}(?:\\.\\d{1,9})?)"
    "(?:[eE](?P<tens>[+-]?\\d{1,2})|\\^(?P<power>[+-]{0,2}\\d{1,2}))(?![\\dA-Za-z])"
    f"|(?:(?P<whole>{NUMERAL})又|(?P<lead>\\d{{1,4}}) (?=\\d+/\\d))?"
    f"(?P<number>{NUMERAL})(?: ?分 {{0,2}}之 ?(?P<minus>负)?(?P<over>{NUMERAL})"
    "|(?<=十)分(?P<tenths>[一二三四五六七八九])(?![一二三四五六七八九十钟])"
    f"|(?<=\\d) ?/ ?(?P<under>\\d+)|元(?P<jiao>{_DIGIT})角(?:(?P<fen>{_DIGIT})分)?"
    f"|个(?P<and_half>半){_NO_HALF}"
    "|(?P<times>(?<=\\d)[MGT](?![A-Za-z0-9])|打(?=$|[\\s，。,；;！!？?、)的啤鸡铅毛袜]))"
    ")?)"
)
_TIMES = {"M": 10**6, "G": 10**9, "T": 10**12, "打": 12}
_CHAIN = expression("(?<![\\d.])\\d+(?:\\.\\d+){2,}(?![.\\d])")
"""1.2.3 is no decimal: a date, a version or a place in a list."""
_FOREIGN = expression(f" ?个?(?:{CURRENCIES})")
_LONE = expression("(?<![几数好])[百千]")
_ORDINARY = expression(
    "一(?:直|起|样|定|下|般|旦|切|共|律|向|再|些|点(?!两)|会儿?|方面|边|概|并|手|时|审|贯|致|味|带|如|"
    "度|口|个劲|看|听|想|说|问|瞧|碰|来二去|清二楚|干二净|刀两断|心一意|模一样|五一十|穷二白|举两得|"
    "无所有|文不值|毛不拔|网打尽|言为定|走了之|拖再拖|来一去|了百了|团糟|塌糊涂)|十足|十全|万一|"
    "十分(?!之|[一二三四五六七八九])|千万(?=别|不|要|小心|注意|记得|当心|莫|勿|得)|一块儿|二话|一会|二手|二审|三者|第三|三番五次|三番两次|五金|七夕|"
    "[一二]把手|四处|百姓|千方百计|不一|唯一|统一|同一|另一|一家|一期|乱七八糟|五花八门|九牛一毛|三心二意|"
    "不三不四|七上八下|七嘴八舌|四面八方|五湖四海|三长两短|十有八九|十之八九|三令五申|颠三倒四|丢三落四|"
    "朝三暮四|接二连三|三天两头|三言两语|两全其美|独一无二|说一不二|数一数二|略知一二|半斤八两|四分五裂|"
    "四舍五入|五颜六色|六亲不认|六神无主|七手八脚|七零八落|九死一生|百折不挠|千真万确|千辛万苦|千言万语|"
    "千篇一律|成千上万|万无一失|万不得已|万众一心|三更半夜|隔三差五|四通八达|横七竖八|杂七杂八|七大姑|"
    "八大姨|三姑六婆|二话不说|两口子|两面派|张三|李四|王五|赵六|老[二三四五六七八九]|"
    "四川|九江|三亚|六安|十堰|三门峡|九寨|百色|千岛|万州|万宁|六盘水|七台河|九龙|四平|三明|三河市|三水区|"
    "二连浩特|四会|八宝山|百度|百货|百灵|万达|万科"
)


def find_numbers(text: Plain) -> list[Found]:
    """All numbers of a plain text; words such as 一直 and 万一 are none."""
    found = []
    words = _CHAIN.sub(lambda chain: chain.group().replace(".", "，"), text.text)
    taken = {place for match in _ORDINARY.finditer(words) for place in range(*match.span())}
    for match in _SIGNED.finditer(words):
        short = len(match["number"] or "") <= 2 and not (match["over"] or match["under"])
        if short and not taken.isdisjoint(range(*match.span())):
            continue
        value = None if _no_number(match, words) else _value(match)
        if value is None:
            continue
        start, end = match.span("over") if _of_hundred(match) else match.span()
        while words[start] == " ":
            start += 1
        while words[end - 1] == " ":
            end -= 1
        first, last = text.span(start, end)
        numeral = parse_numeral(match["number"] or "")
        others = tuple(map(decimal_string, numeral.alternatives)) if numeral else ()
        found.append(
            Found("number", text.origin[first:last], first, last, decimal_string(value), 0.8,
                  others, "bare")
        )  # fmt: skip
    return found


def _no_number(match: re.Match[str], words: str) -> bool:
    """百 in 百货, 两 in 两美元, 一 in 哪一笔."""
    if words[: match.start("number")].endswith("哪"):
        return True
    if _FOREIGN.match(words, match.end()):
        return True
    return _LONE.match(words, match.start()) is not None and len(match.group()) == 1


def _of_hundred(match: re.Match[str]) -> bool:
    """百分之五 as a bare number is 5 of a hundred; 一百分之五 is a twentieth."""
    return match["number"] == "百" and match["over"] is not None


def _value(match: re.Match[str]) -> Decimal | None:
    sign = -1 if bool(match["sign"]) != bool(match["minus"]) else 1
    if match["half"]:
        return Decimal(50) if match["half"] == "半百" else Decimal("0.5")
    if match["base"]:
        return _raised(Decimal(match["base"]), match, sign)
    numeral = parse_numeral(f"一{match['number']}" if match["number"] == "万" else match["number"])
    if numeral is None or (match["number"] == "万" and not match["over"]):
        return None
    value = numeral.value * _TIMES.get(match["times"] or "", 1)
    value += Decimal("0.5") if match["and_half"] else 0
    for name, worth in (("jiao", 10), ("fen", 100)):
        value += _read(match[name]) / worth
    if above := match["over"] or match["under"] or match["tenths"]:
        over = parse_numeral(above)
        if over is None or not (over.value if match["under"] else value):
            return None
        value = value / over.value if match["under"] else over.value / value
        value = over.value if _of_hundred(match) else value
    return sign * (value + _read(match["whole"] or match["lead"]))


def _raised(base: Decimal, match: re.Match[str], sign: int) -> Decimal | None:
    """2e5, 1.5^-2."""
    if match["tens"]:
        return sign * base.scaleb(int(match["tens"]))
    power = int(match["power"].replace("--", "").replace("+", ""))
    return sign * base**power if base else None


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
