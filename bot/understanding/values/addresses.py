"""Addresses down to the county with its code: 北京市朝阳区建国路88号, 杭州余杭良渚."""

from __future__ import annotations

import re

from bot.understanding.expressions import expression
from bot.understanding.values.characters import Plain, plain
from bot.understanding.values.divisions import (
    Division,
    division_beginnings,
    divisions,
    divisions_in,
)
from bot.understanding.values.reading import Found, Reading, refused

__all__ = ["find_addresses", "read_address"]

_MARK = expression("[省市区县旗州盟镇乡村路街巷弄号室栋幢楼屯组庄苑园湾寨里堡桥坝营道厦城岛]")
_REST = expression(
    "(?:[\u4e00-\u9fff\U00020000-\U0002ffff0-9A-Za-z#\\-()·]{0,24}?(?:街道|大街|大道|小区|社区|"
    "公寓|花园|家园|广场|大厦|工业园|开发区"
    "|[一二三四五六东西南北中]段|镇|(?<![老同家])乡|苏木|村|屯|组|路|街|巷|弄|胡同|里|号院|号楼|号|栋|幢|座|单元|室|楼|层|队|庄|园|苑)){1"
    ",8}"
    "(?:[0-9A-Za-z\\-]{1,8}(?:室|号|房|户)?)?"
)
_LONGEST = 260
_MOST_READINGS = 12
_STOP = expression(
    "[，。；！？,;!?\n ]|(?<!\\d)(?:19|20)\\d\\d ?[年./-]|(?<!\\d)\\d{1,2}月\\d"
    "|[零一二][零九][零一二三四五六七八九]{2}年|[去今前明]年|电话|手机|身份证"
)
"""An address ends before a day: …科技园路88号2023年3月8号."""
_TALK = expression(
    "(?<=[0-9号室楼栋幢座层元房户院])[，, ]*"
    "(?:我们?|俺们?|一家人?|全家|一直|都|就|也|还|已经|现在|从小|打小)*"
    "(?:住(?:这|那|了|着|过|的|在)|在(?:这|那)(?:儿|里|边|住)|搬(?:来|到|进|过)|租的|买的)"
)
"""An address ends at its house number: …301一直住这儿三十年了."""
_NOT_THERE = expression("跟我|和我|同村|同乡|不知|不清楚|不想|不说|哪里|哪儿|什么")
_LEAD = expression("^(?:我|他|她|我们|人)*(?:就|现在|现|一直|都)*(?:住在|住|是在|是|在)")
_LIVES = expression(
    "(?:住在|住址是|住址|地址是|地址|家住|现住|居住在|住|位于|户籍地?|户口在?|是|在|[:：])+ ?$"
)


def find_addresses(text: Plain) -> list[Found]:
    """Addresses in a plain text; a province or city alone is none.

    A county's name that several cities share (鼓楼区) has no code, but one reading for each.
    """
    found: list[Found] = []
    position = 0
    while (hit := _next_division(text.text, position)) is not None:
        start, end, codes, levels = hit
        stop = _STOP.search(text.text, end, end + _LONGEST)
        limit = stop.start() if stop else len(text.text)
        rest = _REST.match(text.text, end, limit)
        last = rest.end() if rest else end
        position = max(last, end)
        if levels < 2 and not (rest and last > end):
            continue
        first, close = text.span(start, last)
        words = text.origin[first:close]
        counties: list[str | None] = [code for code in codes if len(code) == 6]
        values = [{"text": words, "code": code} for code in counties or [None]]
        if len(values) > 1:
            values.insert(0, {"text": words, "code": None})
        others = tuple(values[1 : 1 + _MOST_READINGS])
        sure = 0.9 if values[0]["code"] else 0.6
        found.append(Found("address", words, first, close, values[0], sure, others))
    return found


def _next_division(text: str, position: int) -> tuple[int, int, list[str], int] | None:
    table, beginnings = divisions(), division_beginnings()
    for start in range(position, len(text) - 1):
        if text[start : start + 2] not in beginnings:
            continue
        for end in range(min(len(text), start + 15), start + 1, -1):
            if text[start:end] in table and (resolved := _chain(text, start)):
                return (start, *resolved)
    return None


def _chain(text: str, start: int) -> tuple[int, list[str], int] | None:
    """From a first name on through city and county: end, the codes that fit, levels read."""
    best: tuple[int, int] | None = None
    firsts = [
        one
        for one in divisions_in(text, start)
        if len(one[1].code) < 6 or one[1].name == text[start : one[0]]
    ]
    codes: set[str] = set()
    for end, division in firsts:
        reached, code, levels = _below(text, end, division, 1)
        if best is None or (reached, levels) > best:
            best, codes = (reached, levels), {code}
        elif (reached, levels) == best:
            codes.add(code)
    return (best[0], sorted(codes), best[1]) if best else None


def _below(text: str, end: int, division: Division, levels: int) -> tuple[int, str, int]:
    best = (end, division.code, levels)
    if len(division.code) == 6:
        return best
    step = end
    while step < len(text) and text[step] in " ,，市" and step < end + 2:
        step += 1
    for start in {end, step}:
        for reached, lower in divisions_in(text, start, code=division.code):
            candidate = _below(text, reached, lower, levels + 1)
            if (candidate[0], len(candidate[1])) > (best[0], len(best[1])):
                best = candidate
    return best


def read_address(text: str) -> Reading:
    """The address that a whole answer gives; `code` is null where the county is not said."""
    words = plain(text)
    found = find_addresses(words)
    trimmed = text.strip()
    if found:
        first = found[0]
        end = _end_of_answer(text, first.start, first.end)
        whole = text[first.start : end].strip()
        lead = text[: first.start]
        whole = _without_talk(whole)
        if lead.strip() and not _LIVES.search(words.text[: first.start]) and len(lead) > 12:
            whole = first.text
        value = {"text": whole, "code": first.value["code"]}
        others = tuple(one.value for one in found[1:] if one.value["code"] and len(one.text) > 5)
        return Reading(
            value, whole, (first.start, first.start + len(whole)),
            0.5 if others else first.confidence, others,
        )  # fmt: skip
    if len(trimmed) < 4 or len(_MARK.findall(trimmed)) < 1 or len(trimmed) > 120:
        return refused(text, "address_unreadable")
    if _NOT_THERE.search(trimmed):
        return refused(text, "address_unreadable")
    if not re.search("[路街巷弄号室栋幢村镇乡组屯庄]", trimmed):
        return refused(text, "address_unreadable")
    trimmed = _without_talk(_LEAD.sub("", trimmed))
    start = text.find(trimmed)
    return Reading({"text": trimmed, "code": None}, trimmed, (start, start + len(trimmed)), 0.5)


def _without_talk(address: str) -> str:
    talk = _TALK.search(address)
    return address[: talk.start()] if talk else address


def _end_of_answer(text: str, start: int, end: int) -> int:
    stop = re.search("[，。；！？,;!?\n]", text[end:])
    limit = end + stop.start() if stop else len(text)
    return limit if limit - start <= 120 else end
