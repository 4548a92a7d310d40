"""Provinces, cities and counties by name, read once from `nlu_data/divisions.txt`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.understanding.expressions import expression

__all__ = ["Division", "division_beginnings", "divisions", "divisions_in"]

_FILE = Path(__file__).resolve().parents[3] / "nlu_data" / "divisions.txt"
_PEOPLES = (
    "蒙古族|回族|藏族|维吾尔|维吾尔族|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|"
    "哈尼族|哈萨克|哈萨克族|"
    "傣族|黎族|傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜|土族|达斡尔族|仫佬族|"
    "羌族|布朗族|"
    "撒拉族|毛南族|仡佬族|锡伯|锡伯族|普米族|塔吉克|怒族|鄂温克族|裕固族|保安族|独龙族|鄂伦春|"
    "各族|蒙古"
)
_SHORTENED = expression(f"(?:(?:{_PEOPLES})*自治[州县旗区]|新区|[省市盟县旗区]|地区|特别行政区)$")
_MERGED = {
    "闸北区": "310106", "卢湾区": "310101", "南汇区": "310115", "崇文区": "110101",
    "宣武区": "110102", "塘沽区": "120116", "汉沽区": "120116", "大港区": "120116",
    "下城区": "330105", "江东区": "330212",
}  # fmt: skip
"""Counties that were merged into another, as older papers name them."""
_LONGEST = 15


@dataclass(frozen=True, slots=True)
class Division:
    """code: 2 places a province, 4 a city, 6 a county."""

    code: str
    name: str


@cache
def divisions() -> Mapping[str, tuple[Division, ...]]:
    """By full name and by name without 省, 市, 县 (a county's short name has two characters)."""
    table: dict[str, list[Division]] = {}
    for line in _FILE.read_text("utf-8").splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "#" or not rest:
            continue
        code, name, *counties = rest.split(" ")
        _add(table, Division(code, name))
        for county in counties:
            _add(table, Division(code + county[:2], county[2:]))
    for name, code in _MERGED.items():
        table.setdefault(name, []).append(Division(code, name))
    return {name: tuple(found) for name, found in table.items()}


@cache
def division_beginnings() -> frozenset[str]:
    """The first two characters of all names."""
    return frozenset(name[:2] for name in divisions())


def _add(table: dict[str, list[Division]], division: Division) -> None:
    if division.name in ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"):
        return
    table.setdefault(division.name, []).append(division)
    short = "内蒙古" if division.code == "15" else _SHORTENED.sub("", division.name)
    if short != division.name and len(short) >= 2:
        table.setdefault(short, []).append(division)


def divisions_in(text: str, start: int, *, code: str = "") -> list[tuple[int, Division]]:
    """Divisions whose name stands at `start`, inside `code`: `(end, division)`, longest first."""
    table = divisions()
    found = []
    for end in range(min(len(text), start + _LONGEST), start + 1, -1):
        for division in table.get(text[start:end], ()):
            if division.code.startswith(code) and division.code != code:
                found.append((end, division))
    return found
