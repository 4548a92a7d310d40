"""The solar terms by which country people name days: 立春, 夏至, 冬至.

The sun's longitude by the short formula of Jean Meeus, Astronomical Algorithms, chapter 25, right
to a hundredth of a degree: a term within a quarter of an hour of midnight may be a day off.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from math import floor, radians, sin

__all__ = ["SOLAR_TERMS", "solar_term"]

SOLAR_TERMS = {
    "小寒": (285, 1, 6), "大寒": (300, 1, 20), "立春": (315, 2, 4), "雨水": (330, 2, 19),
    "惊蛰": (345, 3, 6), "春分": (0, 3, 21), "清明": (15, 4, 5), "谷雨": (30, 4, 20),
    "立夏": (45, 5, 6), "小满": (60, 5, 21), "芒种": (75, 6, 6), "夏至": (90, 6, 21),
    "小暑": (105, 7, 7), "大暑": (120, 7, 23), "立秋": (135, 8, 8), "处暑": (150, 8, 23),
    "白露": (165, 9, 8), "秋分": (180, 9, 23), "寒露": (195, 10, 8), "霜降": (210, 10, 23),
    "立冬": (225, 11, 7), "小雪": (240, 11, 22), "大雪": (255, 12, 7), "冬至": (270, 12, 22),
}  # fmt: skip
"""The sun's longitude at each term, and a day near it."""
_EPOCH = date(2000, 1, 1)
_NOON = 2451545.0
"""Julian day of noon on the epoch, at Greenwich."""
_CHINA = 8 / 24
_A_DAY = 360 / 365.2422


@lru_cache(maxsize=512)
def solar_term(name: str, year: int) -> date:
    """The day of the term in China."""
    longitude, month, day = SOLAR_TERMS[name]
    at = _NOON + (date(year, month, day) - _EPOCH).days
    for _ in range(6):
        at += ((longitude - _longitude(at) + 180) % 360 - 180) / _A_DAY
    local = at + _CHINA - _dynamical(year)
    return _EPOCH + timedelta(days=floor(local - _NOON + 0.5))


def _dynamical(year: int) -> float:
    """About how far the clock of the sky is ahead of the clock on the wall, in days."""
    return (64 + 0.4 * (year - 2000)) / 86400


def _longitude(julian_day: float) -> float:
    """The sun's apparent longitude in degrees."""
    t = (julian_day - _NOON) / 36525
    mean = 280.46646 + 36000.76983 * t + 0.0003032 * t * t
    anomaly = radians(357.52911 + 35999.05029 * t - 0.0001537 * t * t)
    centre = (
        (1.914602 - 0.004817 * t - 0.000014 * t * t) * sin(anomaly)
        + (0.019993 - 0.000101 * t) * sin(2 * anomaly)
        + 0.000289 * sin(3 * anomaly)
    )
    node = radians(125.04 - 1934.136 * t)
    return (mean + centre - 0.00569 - 0.00478 * sin(node)) % 360
