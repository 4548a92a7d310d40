"""Dates and spans of days: 2023.3.5, 去年3月5号, 农历八月十五, 上个月15号, 去年底, A到B."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from bot.understanding.expressions import expression
from bot.understanding.values.characters import Plain, plain
from bot.understanding.values.days import Moment, moment
from bot.understanding.values.festivals import festival
from bot.understanding.values.joining import FROM, JOIN, Seen, joined
from bot.understanding.values.moment import of_day
from bot.understanding.values.moments import date_matches
from bot.understanding.values.reading import Found, Reading, refused

__all__ = ["find_dates", "read_date", "read_date_range"]

_LIST = expression(" ?[、，,和及与] ?$")
_BESIDE = expression(" ?[，,(（]? ?")
_FAR = timedelta(days=120)
_FAR_WORDS = 40
_SINCE = expression(" ?(?:起|开始|以来|至今|到现在|到今天)")
_UNTIL = expression(" ?(?:为止|止|以前|之前|前)(?!天|年|面|妻|夫)")


_WEEKDAY = expression(" ?(?:周|星期|礼拜)[一二三四五六日天1-6] ?")
_WHOLE = expression(
    "(?P<y>(?:19|20)\\d\\d) (?P<m>1[0-2]|0?[1-9]) (?P<d>3[01]|[12]\\d|0?[1-9])"
    "|(?P<month>1[0-2]|0?[1-9])[/·](?P<day>3[01]|[12]\\d|0?[1-9])(?:/(?P<short>\\d\\d))?"
)
_TENTH = expression("十一")


def find_dates(text: Plain, today: date) -> list[Found]:
    """All dates of a plain text; whole months and years come as `date_range`."""
    seen: Seen = []
    anchor: date | None = None
    anchored = 0
    for form, match in date_matches(text.text):
        if text.words(match.start(), match.start() + 1) == "仨":
            continue  # 仨月 is a length
        one = moment(form, match, today, _near(text.text, seen, form, match) or anchor)
        if one is None:
            continue
        start, end = match.span()
        while end > start and text.text[end - 1] in " ，,的":
            end -= 1
        while text.text[start] == " ":
            start += 1
        if (whole := _one_day(text.text, seen, match)) is not None:
            kept = _is_weekday(match) or bool(match.groupdict().get("feast"))
            seen[-1] = (seen[-1][0], end, whole if kept else one)
            continue
        seen.append((start, end, one))
        if one.said_year and one.first <= today:
            anchor, anchored = one.first, end
        elif anchor is not None and start - anchored > _FAR_WORDS:
            seen[-1] = (start, end, _doubted(one, moment(form, match, today, None)))
    if not seen and len(text.text) <= 12 and (alone := _alone(text.text, today)):
        seen.append((0, len(text.text), alone))
    return joined(text, seen, today)


def _doubted(one: Moment, seen_from_today: Moment | None) -> Moment:
    """Far behind the date that lends its year, the last such day before today counts as well."""
    if seen_from_today is None or seen_from_today.first == one.first:
        return one
    return replace(one, others=(*one.others, seen_from_today.first), doubtful=True)


def _near(text: str, seen: Seen, form: str, match: re.Match[str]) -> date | None:
    """The date that this one is joined to: it lends its year, in a list its month too."""
    if not seen:
        return None
    between = text[seen[-1][1] : match.start()]
    if JOIN.fullmatch(between):
        return seen[-1][2].first
    listed = form == "day" and match["day"] and seen[-1][2].grain == "day"
    return seen[-1][2].first if listed and _LIST.fullmatch(between) else None


def _is_weekday(match: re.Match[str]) -> bool:
    parts = match.groupdict()
    return bool(parts.get("weekday") and "week" in parts and not parts["week"])


def _one_day(text: str, seen: Seen, match: re.Match[str]) -> Moment | None:
    """The day before, if this match and the last one name the same day: 10月12号，星期一."""
    if (
        not seen
        or seen[-1][2].grain != "day"
        or not _BESIDE.fullmatch(text[seen[-1][1] : match.start()])
    ):
        return None
    if match.groupdict().get("feast") and text[seen[-1][1] : match.start()].strip() in ("（", "("):
        return seen[-1][2]
    words = text[seen[-1][0] : seen[-1][1]]
    before = _WEEKDAY.fullmatch(words) is not None
    return seen[-1][2] if before != _is_weekday(match) else None


def _alone(text: str, today: date) -> Moment | None:
    """A date that is the whole text, in a form that means other things elsewhere: 2/15, 6·30."""
    if _TENTH.fullmatch(text.strip()):
        day = festival(text.strip(), today.year)
        return _either(day.month, day.day, today) if day else None
    match = _WHOLE.fullmatch(text.strip())
    if match is None:
        return None
    try:
        if match["y"]:
            return of_day(date(int(match["y"]), int(match["m"]), int(match["d"])))
        if match["short"]:
            century = today.year // 100 * 100 + int(match["short"])
            year = century - 100 if century > today.year + 20 else century
            return of_day(date(year, int(match["month"]), int(match["day"])))
        return _either(int(match["month"]), int(match["day"]), today)
    except ValueError:
        return None


def _either(month: int, day: int, today: date) -> Moment:
    """The last and, as another reading, the next such day."""
    this = date(today.year, month, day)
    past, following = (this.year, this.year + 1) if this <= today else (this.year - 1, this.year)
    return Moment(date(past, month, day), date(past, month, day), "day", False,
                  (date(following, month, day),))  # fmt: skip


def read_date(text: str, today: date) -> Reading:
    """The one day that a whole answer gives.

    A month or a year alone is refused with the code `date_day_missing`, its first and last
    days as alternatives.
    """
    words = plain(text)
    found = find_dates(words, today)
    if not found:
        return _short_date(words, today)
    first = next((one for one in found if one.kind == "date"), found[0])
    if first.kind != "date" and _NO_MONTH.search(words.text):
        return refused(text, "date_impossible")
    span = (first.start, first.end)
    if first.kind == "date":
        far = (today + _FAR).isoformat()
        others = tuple(other for other in first.alternatives if other <= far)
        others += tuple(
            one.value for one in found if one.kind == "date" and one.value != first.value
        )
        return Reading(
            first.value, first.text, span, first.confidence, tuple(dict.fromkeys(others))
        )
    if first.note in ("range", "since"):
        return refused(text, "date_not_range", said=first.text)
    if first.note == "end":
        return Reading(first.value["to"], first.text, span, 0.5, _for_an_end(first))
    days = tuple(dict.fromkeys((first.value["from"], first.value["to"])))
    return Reading(None, first.text, span, 0.0, days, "date_day_missing", {"said": first.text})


def _for_an_end(one: Found) -> tuple[str, ...]:
    """Besides its last day: 年底 may be that of the lunar year, 月底 a few days earlier."""
    if one.value["to"].endswith("-12-31") and one.value["from"].endswith("-12-01"):
        eve = festival("除夕", int(one.value["to"][:4]) + 1)
        return (eve.isoformat(),) if eve else ()
    return (one.value["from"],)


_NO_MONTH = expression("年 ?(?:0|00|1[3-9]|[2-9]\\d|十[三-九]) ?月")
_SHORT = expression(r"\D{0,4}?(?P<month>1[0-2]|0?[1-9])[-/.、](?P<day>3[01]|[12]\d|0?[1-9])\D{0,3}")
_SPACED = expression(
    r"\D{0,4}?(?P<y>(?:19|20)\d\d)[ 。，,·]+(?P<m>1[0-2]|0?[1-9])[ 。，,·]+(?P<d>3[01]|[12]\d|"
    r"0?[1-9])\D{0,2}"
)
_SIX = expression(r"\D{0,4}?(?P<y>\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])\D{0,3}")


def _short_date(words: Plain, today: date) -> Reading:
    """3.5, 3/5, 230305: dates only where a date was asked for."""
    text = words.text.strip()
    if match := _SPACED.fullmatch(text):
        text = f"{match['y']}-{match['m']}-{match['d']}"
    elif match := _SIX.fullmatch(text):
        text = f"{match['y']}.{match['m']}.{match['d']}"
    elif match := _SHORT.fullmatch(text):
        text = f"{match['month']}月{match['day']}日"
    else:
        impossible = re.search(r"\d+ ?[-/.年月] ?\d+", text)
        return refused(words.origin, "date_impossible" if impossible else "date_unreadable")
    found = find_dates(plain(text), today)
    if not found or found[0].kind != "date":
        return refused(words.origin, "date_impossible")
    return Reading(
        found[0].value, words.origin, (0, len(words.origin)), 0.75, found[0].alternatives
    )


def read_date_range(text: str, today: date) -> Reading:
    """From when to when; one side may stay open (2023年3月5日起 → no end)."""
    words = plain(text)
    found = find_dates(words, today)
    if not found:
        return refused(text, "date_range_unreadable")
    span = (found[0].start, found[-1].end)
    if len(found) > 1:
        sides = [_sides(one) for one in found[:2]]
        value = {"from": sides[0][0], "to": sides[1][1]}
        if value["from"] > value["to"]:
            return refused(text, "date_range_reversed")
        return Reading(value, text[span[0] : span[1]], span, 0.85)
    first, last = _sides(found[0])
    if found[0].note == "since":
        return Reading({"from": first, "to": None}, found[0].text, span, 0.85)
    if found[0].kind == "date":
        since = FROM.search(words.text[: found[0].start]) or _SINCE.match(words.text, found[0].end)
        until = _UNTIL.match(words.text, found[0].end)
        value_open = {
            "from": None if until and not since else first,
            "to": None if since or not until else last,
        }
        if not since and not until:
            return refused(text, "date_range_one_side", said=found[0].text)
        return Reading(value_open, found[0].text, span, 0.8)
    return Reading({"from": first, "to": last}, found[0].text, span, found[0].confidence)


def _sides(one: Found) -> tuple[str, str]:
    if one.kind == "date":
        return one.value, one.value
    return one.value["from"], one.value["to"]
