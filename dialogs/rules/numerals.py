"""Chinese numerals, money and dates as complaints and findings print them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

__all__ = ["han_date", "han_number", "percent"]

DIGITS = "零一二三四五六七八九"
UNITS = ("", "十", "百", "千")


def han_number(number: int) -> str:
    """`676` → `六百七十六`; from 1 to 9999."""
    digits = str(number)
    out = ""
    pending_zero = False
    for place, digit in enumerate(digits):
        if digit == "0":
            pending_zero = bool(out)
            continue
        out += ("零" if pending_zero else "") + DIGITS[int(digit)] + UNITS[len(digits) - place - 1]
        pending_zero = False
    return out.removeprefix("一") if out.startswith("一十") else out


def han_date(day: date) -> str:
    """`2023年3月5日`."""
    return f"{day.year}年{day.month}月{day.day}日"


def percent(rate: Decimal) -> str:
    """`15.4%`, without needless zeros."""
    text = f"{rate.quantize(Decimal('0.0001')):f}".rstrip("0").rstrip(".")
    return f"{text}%"
