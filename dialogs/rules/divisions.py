"""Where an address lies: province, city and county of the 2023 register, from free text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dialogs.rules.tables import table

__all__ = ["Division", "division_of", "find_division", "find_divisions"]

ENDS = re.compile(
    r"(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|自治县|自治旗|地区|林区|新区|[省市县区盟旗])$"
)
PEOPLES = re.compile(
    r"(?:满|回|藏|苗|彝|壮|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|"
    r"土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|布依|朝鲜|蒙古|裕固|保安|独龙|鄂伦春|鄂温克|各|维吾尔)族"
)
LOOK_AHEAD = 40
"""Names of divisions stand at the head of an address."""


@dataclass(frozen=True, slots=True)
class Division:
    """One division. `code` has 2 (province), 4 (city) or 6 places (county)."""

    code: str
    province: str
    city: str = ""
    county: str = ""

    @property
    def name(self) -> str:
        """`北京市朝阳区`, `广东省深圳市南山区`."""
        city = "" if self.city == self.county else self.city
        return self.province + city + self.county

    @property
    def province_code(self) -> str:
        """The first two places."""
        return self.code[:2]


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    code: str
    full: bool


@cache
def _names() -> dict[str, list[tuple[str, str, bool]]]:
    """By the first two characters: (name or short name, code, whether it is the full name)."""
    index: dict[str, list[tuple[str, str, bool]]] = {}
    divisions = table("divisions")
    for level in ("provinces", "cities", "counties"):
        for code, name in divisions[level].items():
            forms = {name: True}
            short = ENDS.sub("", name)
            forms.setdefault(short, False)
            forms.setdefault(ENDS.sub("", PEOPLES.sub("", name)), False)
            for form, full in forms.items():
                if len(form) >= 2:
                    index.setdefault(form[:2], []).append((form, code, full))
    return index


def _hits(text: str) -> Iterator[_Hit]:
    names = _names()
    for start in range(min(len(text) - 1, LOOK_AHEAD)):
        for name, code, full in names.get(text[start : start + 2], ()):
            if text.startswith(name, start):
                yield _Hit(start, start + len(name), code, full)


def division_of(code: str) -> Division | None:
    """The division of a code of 2, 4 or 6 places (trailing `00` may be left out)."""
    divisions = table("divisions")
    code = (
        re.sub(r"(?:00)+$", "", code) if len(code) == 6 and code not in _zero_counties() else code
    )
    province = divisions["provinces"].get(code[:2])
    if province is None:
        return None
    city = divisions["cities"].get(code[:4], "") if len(code) >= 4 else ""
    county = divisions["counties"].get(code, "") if len(code) == 6 else ""
    if len(code) == 6 and not county:
        return Division(code[:4], province, city) if city else Division(code[:2], province)
    if len(code) == 4 and not city:
        return Division(code[:2], province)
    return Division(code, province, city, county)


@cache
def _zero_counties() -> frozenset[str]:
    """Cities without counties stand among the counties with a code that ends in 00."""
    return frozenset(code for code in table("divisions")["counties"] if code.endswith("00"))


def _clean(text: str) -> str:
    return re.sub(r"[\s,，.。:：;；、\-—/]+", "", unicodedata.normalize("NFKC", text))


def _score(chain: tuple[_Hit, ...], text: str) -> float | None:
    """How well a chain of nested names fits; None if it cannot be meant."""
    lone = len(chain) == 1 and not chain[0].full and len(chain[0].code) == 6
    total = -0.5 if lone else 0.0  # 西安 is the city rather than a 西安区 somewhere
    place = 0
    for hit in chain:
        touching = hit.start == place
        if not hit.full and not touching and hit.start > 0:
            return None
        if not hit.full and text[hit.end : hit.end + 1] in ("路", "街", "大", "镇", "乡", "村"):
            return None
        total += (4 if hit.full else 2) + (1 if touching else 0) + 0.1 * (hit.end - hit.start)
        total -= 0.05 * hit.start
        place = hit.end
    return total


def _chains(hits: list[_Hit]) -> Iterator[tuple[_Hit, ...]]:
    """Every way to read the hits as province, city, county, one within the other, in order."""
    for last in hits:
        above = [
            hit
            for hit in hits
            if hit.end <= last.start
            and last.code.startswith(hit.code)
            and len(hit.code) < len(last.code)
        ]
        yield (last,)
        for one in above:
            yield (one, last)
            for two in above:
                if two.end <= one.start and one.code.startswith(two.code) and two.code != one.code:
                    yield (two, one, last)


def find_divisions(text: str) -> list[Division]:
    """All divisions that the text may mean equally well, the deepest first."""
    clean = _clean(text)
    hits = list(_hits(clean))
    scored: dict[str, float] = {}
    for chain in _chains(hits):
        score = _score(chain, clean)
        if score is not None:
            code = chain[-1].code
            scored[code] = max(score, scored.get(code, 0))
    if not scored:
        return []
    best = max(scored.values())
    codes = [code for code, score in scored.items() if score >= best - 0.01]
    found = [division_of(code) for code in codes]
    return [each for each in found if each is not None]


def find_division(text: str) -> Division | None:
    """The division an address lies in; None if none is named or several fit equally well.

    Takes addresses with 省 or 市 left out: `江苏昆山`, `北京朝阳区`.
    """
    found = find_divisions(text)
    if len(found) > 1:
        deepest = max(len(each.code) for each in found)
        found = [each for each in found if len(each.code) == deepest]
    return found[0] if len(found) == 1 else None
