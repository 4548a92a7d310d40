"""Amounts of money: 三万五, 3.5万元, 叁万伍仟元整, 5块2, 两三万, 三十."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

from bot.understanding.expressions import expression
from bot.understanding.values.characters import Plain, plain
from bot.understanding.values.counted import counts_something, each_month
from bot.understanding.values.foreign import CURRENCIES, currency_before
from bot.understanding.values.numerals import NUMERAL, Numeral, decimal_string, parse_numeral
from bot.understanding.values.reading import Found, Reading, refused
from dialogs.money import Money

__all__ = ["find_money", "read_money"]

_YUAN = (
    "(?:RMB|rmb|蚊(?![子虫香帐])|"
    "元人民币|元整|元钱|块钱|大洋|人民币|元(?![旦宝宵月帅素区老勋])|块(?![地蛋头儿石木糕肉布田板去来走过上下吃住])|圆)"
)
_AMOUNT = expression(
    f"(?P<sign>负|-(?<![0-9]-))? ?(?P<mark>¥|人民币|RMB|rmb|CNY)? ?"
    f"(?P<number>{NUMERAL})(?P<hundred_millions>个多?亿)? ?(?P<fuzz>多|余|来)? ?"
    f"(?:(?P<yuan>{_YUAN})(?P<fuzz2>多)?"
    "(?:零?(?P<jiao>[0-9零一二两三四五六七八九]) ?[角毛](?P<fen3>[1-9一二三四五六七八九]"
    "(?![0-9零一二三四五六七八九十百千万分块元角个.]| ?分))?)?"
    "(?:零?(?P<fen>[0-9零一二两三四五六七八九]) ?分(?!钱?(?:[没未也都不息]|的?利)))?"
    "(?P<tail>(?<=[元块])[0-9一二两三四五六七八九](?![0-9十百千万.,个天年月日号点%一二三四五六七"
    "八九分直共起次笔旦再并律定人家道时边概般回手条张份下些件位]))?(?P<half>(?<=[块元])半)?整?"
    "|(?P<small>[角毛](?![大落色度衣巾病孩星形楼]))(?:钱)?(?:(?P<fen2>[0-9零一二两三四五六七八九])"
    "(?: ?分|(?![0-9零一二两三四五六七八九十百千万块元角个])))?"
    "|(?P<cent>分钱|(?<=[0-9零一二两三四五六七八九十])分(?![之钟店公析手期开别利息红数厘行成类工担摊割局部院家地米辨享区"
    "批年月0-9一二三四五六七八九])))?"
)
_FOREIGN = expression(f" ?个?(?:{CURRENCIES})")
_OTHER_UNIT = expression(
    " ?(?:[名位户亩里米平方吨斤克公股条字台件辆只套栋层岁天号秒倍折%％‰张支根颗双包瓶箱桶千万]"
    "|个(?!月|亿)|人(?!情|工|家)|口(?!头)|家(?!用|里|具)|次(?!月)|部(?!分)|头(?!款)|间(?!接)|年(?![息利化底初终])"
    "|月(?![息利底初末])|日(?![息利])|周(?!转)|点(?!利)|时(?!候)|分(?![两三四几多期批次别开给])|成(?![立交本])|"
    "期(?![限间])|回(?![来去给])|本(?![金人钱来息])|份(?!子)"
    "|美元|美金|港|欧元|日元|英镑|韩元|厘|小时|星期|礼拜|世纪|比特|工作)"
)
_ABOUT = expression("(?:大概|大约|差不多|约|将近|近|快|上下|左右)$")
_ABOUT_AFTER = expression(" ?(?:左右|上下|出头|不到|吧|来块)")
_CLOCK = expression("[点时:百千万第]$")
_NO_SUM = expression(" ?[个共次笔起直样些下张份期]")
_EXACT_WORD = expression("[零一二两三四五六七八九十百千万亿]")
_BETWEEN = expression(
    "[一二三四五六七八九十百千两\\d.万]+ ?(?:到|至|~) ?[一二三四五六七八九十两\\d.]+[百千万亿元块]"
)
_NOTES = expression(
    " ?(?:元|块钱?)?(?:面[值额]|一?[张沓捆刀扎](?![^，。]{0,4}[条据单票卡协合])"
    "|的?(?:大|新|旧|整|红)?(?:票子|票儿|钞票?|现钞)|的?(?:一张张|一沓沓|一捆捆)|的面[值额])"
)
"""What stands behind the worth of one note (一百的票子, 一百一张): no sum."""
_NOTE_WORTHS = (1, 2, 5, 10, 20, 50, 100)
_NONE_SHORT = expression(
    "一(?:分|毛|角|块)钱?(?=(?:都|也|儿|钱)*(?:没有?|不|未|别)(?:少|差|缺|欠|短|落|动|退|给|还|付|结|见|赔|拿|发|收|肯))"
    "|(?<=[二三四五六七八九百千万])一(?=个月|年|天|季)"
)
"""六万一分没少 says 六万, not 六万一; 五千二一个月 is 五千二."""
_MAX = Decimal(10) ** 16
_MARKS = ("mark", "yuan", "small", "cent", "hundred_millions")
_COIN = "coin"
"""Note of 5分 alone: a sum where only sums are looked for, a rate or a mark elsewhere."""


def find_money(text: Plain) -> list[Found]:
    """All amounts in a plain text; a bare number is none unless 千 or 万 stands in it."""
    found = []
    text = _without_emphasis(text)
    for match in _AMOUNT.finditer(text.text):
        amount = _amount(match, text.text)
        if amount is not None:
            found.append(_found(text, match, *amount))
    return found


def _without_emphasis(text: Plain) -> Plain:
    """The words with 一分 of 一分没少 blotted out."""
    if "一" not in text.text:
        return text
    blotted = _NONE_SHORT.sub(lambda match: "※" * len(match.group()), text.text)
    return text if blotted == text.text else replace(text, text=blotted)


def _found(text: Plain, match: re.Match[str], value: Decimal, others: tuple[Decimal, ...],
           note: str) -> Found:  # fmt: skip
    start, end = match.span()
    while start < end and text.text[start] in " ":
        start += 1
    while end > start and text.text[end - 1] in " ":
        end -= 1
    first, last = text.span(start, end)
    confidence = {"": 0.95, "unit": 0.85, _COIN: 0.4}.get(note, 0.6)
    return Found(
        "money", text.origin[first:last], first, last, _canonical(value), confidence,
        tuple(_canonical(other) for other in others), note,
    )  # fmt: skip


def _amount(match: re.Match[str], text: str) -> tuple[Decimal, tuple[Decimal, ...], str] | None:
    numeral = parse_numeral(match["number"])
    if numeral is None or numeral.value > _MAX or _one_note(numeral, match, text):
        return None
    marked = next((match[part] for part in _MARKS if match[part]), None)
    if not marked and not _bare_money(numeral, match, text):
        return None
    if _FOREIGN.match(text, match.end()) or currency_before(text, match.start()):
        return None
    if match["cent"] == "分" and (
        numeral.value > 99 or "点" in match["number"] or _CLOCK.search(_before(text, match))
    ):
        return None
    value = _whole(numeral.value * (10**8 if match["hundred_millions"] else 1), match)
    sign = -1 if match["sign"] and marked else 1
    fuzzy = bool(numeral.fuzzy or match["fuzz"] or match["fuzz2"])
    around = _ABOUT.search(_before(text, match)) or _ABOUT_AFTER.match(text, match.end())
    note = "approximate" if fuzzy else "about" if around else "" if marked else "unit"
    note = _COIN if match["cent"] == "分" else note
    return sign * value, numeral.alternatives, note


def _one_note(numeral: Numeral, match: re.Match[str], text: str) -> bool:
    ends = (match.end("number"), match.end())
    return numeral.value in _NOTE_WORTHS and any(_NOTES.match(text, end) for end in ends)


def _before(text: str, match: re.Match[str]) -> str:
    """The few characters in front: a search to `$` over a whole text would cost its square."""
    return text[max(0, match.start() - 4) : match.start()]


def _whole(value: Decimal, match: re.Match[str]) -> Decimal:
    if match["small"]:
        value = value / 10
        fen = match["fen2"]
        return value + (_digit(fen) / 100 if fen else 0)
    if match["cent"]:
        return value / 100
    if match["jiao"]:
        value += _digit(match["jiao"]) / 10
    elif match["tail"]:
        value += _digit(match["tail"]) / 10
    elif match["half"]:
        value += Decimal("0.5")
    if fen := match["fen"] or match["fen3"]:
        value += _digit(fen) / 100
    return value


def _bare_money(numeral: Numeral, match: re.Match[str], text: str) -> bool:
    number = match["number"]
    if numeral.literal or not numeral.scaled or numeral.value < 100:
        return False
    if _OTHER_UNIT.match(text, match.end()):
        return False
    if text[match.start("number") - 1 : match.start("number")] in set("第分之$€£"):
        return False
    return number not in ("千", "百", "万", "亿", "千万", "百万") and not number.startswith("万")


def _digit(char: str) -> Decimal:
    return (
        Decimal("零一二三四五六七八九".find(char.replace("两", "二")))
        if char not in "0123456789"
        else Decimal(char)
    )


def _canonical(value: Decimal) -> str:
    if abs(value) >= Decimal("0.01"):
        return Money(value).canonical()
    return decimal_string(value)


def read_money(text: str) -> Reading:
    """The amount that a whole answer gives, in yuan.

    A bare number below 100 may be meant in 万 (三十): both are offered.
    """
    words = _without_emphasis(plain(text))
    if _FOREIGN.search(words.text):
        return refused(text, "money_foreign")
    if between := _BETWEEN.search(words.text):
        return refused(text, "money_not_exact", said=between.group())
    found = [one for one in find_money(words) if one.note != _COIN]
    if not found:
        return _bare(words)
    first = found[0]
    if Decimal(first.value) < 0 or "负" in words.text:
        return refused(text, "money_negative")
    if first.note == "approximate" or re.search("几[十百千万亿]", words.text):
        return refused(text, "money_not_exact", said=first.text)
    others: list[Any] = list(first.alternatives)
    others += [one.value for one in found[1:] if one.value != first.value]
    confidence = 0.5 if others else first.confidence
    return Reading(
        first.value, first.text, (first.start, first.end), confidence, tuple(dict.fromkeys(others))
    )


def _bare(words: Plain) -> Reading:
    if (monthly := each_month(words.text)) is not None:
        numeral = parse_numeral(words.text[slice(*monthly)], monthly[0])
        numbers = [numeral] if numeral else []
    else:
        found = map(_plain_number, re.finditer(NUMERAL, words.text))
        numbers = [one for one in found if one]
    numbers = [
        one for one in numbers
        if one.value not in _NOTE_WORTHS or not _NOTES.match(words.text, one.end)
    ]  # fmt: skip
    said = [one for one in numbers if not counts_something(words.text, one.start, one.end)]
    if numbers and not said:
        return refused(words.origin, "money_unreadable", said=words.origin[:20])
    if not (numbers := said):
        code = (
            "money_not_exact"
            if re.search("[几好多][十百千万亿]|[几好多]", words.text)
            else "money_unreadable"
        )
        return refused(words.origin, code, said=words.origin[:20])
    first = numbers[0]
    if re.search(f"(?:负|-) ?{re.escape(words.text[first.start : first.end])}", words.text):
        return refused(words.origin, "money_negative")
    if _OTHER_UNIT.match(words.text, first.end) or first.value > _MAX:
        return refused(words.origin, "money_unreadable", said=words.origin[:20])
    others = list(first.alternatives) + [
        one.value for one in numbers[1:]
        if one.value != first.value and not _NO_SUM.match(words.text, one.end)
    ]  # fmt: skip
    if not others and 0 < first.value < 100:
        others = [first.value * 10**4]
    span = words.span(first.start, first.end)
    return Reading(
        _canonical(first.value), words.words(first.start, first.end), span, 0.5 if others else 0.9,
        tuple(_canonical(other) for other in others),
    )  # fmt: skip


def _plain_number(match: re.Match[str]) -> Numeral | None:
    return parse_numeral(match.group(), match.start())
