"""Court names by place: the register of courts, looked up by division and by name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from dialogs.rules.divisions import Division
from dialogs.rules.tables import table

__all__ = [
    "Court",
    "basic_courts",
    "capital_courts",
    "county_courts",
    "court_named",
    "courts_in_text",
    "intermediate_court",
    "internet_court",
]

NAME = re.compile(r"[\u4e00-\u9fff]{2,30}?(?:人民法院|互联网法院|运输法院)")


@dataclass(frozen=True, slots=True)
class Court:
    """A court: level 1 supreme, 2 high, 3 intermediate, 4 basic.

    certain: False where several courts share the place, or a zone's court may be meant.
    internet: one of the three internet courts.
    """

    name: str
    level: int
    province_code: str
    certain: bool = True
    internet: bool = False


def _court(place: int, certain: bool = True) -> Court:
    name, level, province, _ = table("courts")["courts"][place]
    return Court(name, level, province, certain)


@cache
def _by_name() -> dict[str, int]:
    names: dict[str, int] = {}
    for place, row in enumerate(table("courts")["courts"]):
        names.setdefault(row[0], place)
    return names


@cache
def county_courts() -> dict[str, str]:
    """The name of each county's own court, by the county's code."""
    courts = table("courts")
    return {code: courts["courts"][place][0] for code, place in courts["county"].items()}


def court_named(name: str) -> Court | None:
    """The court of exactly that name."""
    place = _by_name().get(name)
    return None if place is None else _court(place)


def courts_in_text(text: str) -> list[Court]:
    """Courts named in a clause, in full or with the city's or province's name left out."""
    found = (_court_called(match.group()) for match in NAME.finditer(text))
    return [court for court in found if court is not None]


def _court_called(words: str) -> Court | None:
    """The court whose name the words end with; a shortened name must fit one court alone."""
    ends = [words[start:] for start in range(len(words) - SHORTEST + 1)]
    exact = next((court for end in ends if (court := court_named(end))), None)
    return exact or next((court for end in ends if (court := _court_ending(end))), None)


@cache
def _court_ending(end: str) -> Court | None:
    """The only court whose name ends so, after the name of a province or a city."""
    ending = [name for name in _by_name() if re.fullmatch(ABOVE + re.escape(end), name)]
    return court_named(ending[0]) if len(ending) == 1 else None


SHORTEST = 6
ABOVE = r"(?:[\u4e00-\u9fff]{2,9}(?:省|自治区|市|州|盟|地区))+"
"""What people leave out before the name of a court."""


def _zone_courts(division: Division, text: str) -> list[Court]:
    """Courts of development zones named in the address; their bounds are not in the register."""
    found = []
    for area, words, place in table("courts")["zones"]:
        named = [word for word in words if word in text]
        inside = division.code.startswith(area) and named
        around = area.startswith(division.code) and any(len(word) > 3 for word in named)
        if inside or around:
            found.append(_court(place, certain=False))
    return found


def basic_courts(division: Division, text: str = "") -> list[Court]:
    """The basic courts of a place, empty if the place names no county and there are several."""
    courts = table("courts")
    zones = _zone_courts(division, text)
    place = courts["county"].get(division.code)
    if place is not None:
        own = _court(place)
        return [own, *(zone for zone in zones if zone.name != own.name)]
    shared = courts["city"].get(division.code[:4], [])
    if shared:
        return [_court(each, certain=len(shared) == 1) for each in shared]
    return zones


INTERNET = {"11": "北京互联网法院", "3301": "杭州互联网法院", "4401": "广州互联网法院"}
"""The internet courts, by the city in which each hears cases (法释〔2025〕14号)."""


def internet_court(division: Division) -> Court | None:
    """The internet court of the city, if it has one."""
    name = next((name for code, name in INTERNET.items() if division.code.startswith(code)), None)
    court = court_named(name) if name else None
    return None if court is None else replace(court, internet=True)


def intermediate_court(basic: Court) -> Court | None:
    """The court above a basic court."""
    above = table("courts")["courts"][_by_name()[basic.name]][3]
    return None if above is None else _court(above)


SPECIAL_CITIES = frozenset({"2102", "3302", "3502", "3702", "4403", "4404", "4405"})
"""大连、宁波、厦门、青岛、深圳、珠海、汕头: planned by the state or special economic zones."""


def capital_courts(division: Division) -> list[Court]:
    """The intermediate courts of the province's capital, or of a city with a rank of its own."""
    courts = table("courts")
    own = division.code[:4] in SPECIAL_CITIES
    city = division.code[:4] if own else division.province_code + "01"
    above = {
        courts["courts"][place][3]
        for code, place in courts["county"].items()
        if code.startswith(city)
    }
    return [_court(each, certain=False) for each in sorted(above - {None})]
