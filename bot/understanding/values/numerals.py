"""Numbers as people write them: 35000, 3.5万, 三万五, 两三万, 一百零五, 二零二三, 3w5."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from bot.understanding.expressions import expression

__all__ = ["NUMERAL", "Numeral", "decimal_string", "numerals", "parse_numeral"]

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000, "k": 1000, "K": 1000}
_BIG = {"万": 10**4, "亿": 10**8, "兆": 10**12, "w": 10**4, "W": 10**4}
_TENS = {"廿": 20, "卅": 30, "卌": 40}
_ARABIC = r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,9})?|\d{1,20}(?:\.\d{1,9})?|\.\d{1,9}"
_CHINESE = "零一二两三四五六七八九十百千万亿兆廿卅卌"
_UNIT = "(?:[十百千万亿兆]|[wWkK](?![A-Za-z]))"
_FUZZ = "(?:多|来|余|几)"
_DECIMAL = _CHINESE.replace("两", "")  # 一点两小时 is no decimal
_MORE = r"\d{1,8}(?:\.\d{1,9})?"
_LOWER = "(?<=[万亿]) ?\\d{1,4} ?[千百十](?![万亿])|(?<=千) ?\\d ?百|(?<=[万千] )\\d ?[千百]"
"""A lower unit after a blank: 7万 5千 4百."""
_AFTER_ARABIC = (
    f"{_LOWER}|(?<!\\d)[零一二两三四五六七八九]|[十百千万亿兆廿卅卌]|"
    f"(?<=[十百千万亿兆wWkK零]){_MORE}|{_FUZZ}(?=[百千万亿])"
)
"""2100一个月 is 2100; 1万二 is one numeral."""
_PIECE = (
    f"(?!(?<=[十百])百 ?分)[{_CHINESE}]|(?<=[{_CHINESE}]) (?=[{_CHINESE}点多余])"
    f"|(?<=[十百千万亿零]){_MORE}"
    f"|(?:(?<=[{_CHINESE}])|(?<=[{_CHINESE}] )) ?点 ?(?=[{_DECIMAL}\\d])"
    f"|(?<=点)\\d{{1,9}}|(?<=点 )\\d{{1,9}}|"
    f"(?<=[十百千万零]){_FUZZ}(?= ?[百千万亿])"
    f"|(?<=[十百千万] ){_FUZZ}(?= ?[百千万亿])|(?<={_FUZZ}) (?=[百千万亿])"
)
_SPACED = "(?<![\\d.])\\d{1,3}(?: \\d{3}){1,4}(?= ?[元块])"
"""35 000元: blanks group digits where the unit says that they are one number."""
_IN_ARABIC = f"(?:{_SPACED}|{_ARABIC})(?: ?{_FUZZ}? ?{_UNIT}){{0,4}}(?:{_AFTER_ARABIC}){{0,30}}"
NUMERAL = f"(?>{_IN_ARABIC}|(?:{_PIECE}){{1,40}})"
"""Pattern of one numeral; no groups."""
_NUMERAL = expression(NUMERAL)
_TOKEN = expression(
    f"({_ARABIC})|([零一二两三四五六七八九]+)|([十百千kK])|([万亿兆wW])|([廿卅卌])|(点)|({_FUZZ})"
)
_NEIGHBOURS = {
    "一二",
    "一两",
    "二三",
    "两三",
    "三四",
    "三五",
    "四五",
    "五六",
    "六七",
    "七八",
    "八九",
}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number with how it was written.

    alternatives: further values of a loose range (两三万 → 20000, also 30000).
    scaled: a unit such as 百 or 万 was written; fuzzy: 多, 来, 余 or 几 was.
    """

    value: Decimal
    start: int
    end: int
    alternatives: tuple[Decimal, ...] = ()
    scaled: bool = False
    fuzzy: bool = False
    literal: bool = False
    """Digits one by one: 二零二三."""


def decimal_string(value: Decimal) -> str:
    """`"47000"`, `"3.45"`: no exponent, no trailing zeros."""
    if value == value.to_integral_value():
        return format(value.to_integral_value(), "f")
    return format(value.normalize(), "f")


def numerals(text: str) -> list[Numeral]:
    """All numerals of a plain text, in order."""
    found = []
    for match in _NUMERAL.finditer(text):
        numeral = parse_numeral(match.group(), match.start())
        if numeral is not None:
            found.append(numeral)
    return found


def parse_numeral(written: str, start: int = 0) -> Numeral | None:
    """The numeral that `written` (plain text) is, None if it is none."""
    numeral = _parsed(written) if len(written) <= 60 else None
    if numeral is None or not start:
        return numeral
    return replace(numeral, start=start, end=start + len(written))


@lru_cache(maxsize=4096)
def _parsed(written: str) -> Numeral | None:
    reader = _Reader()
    tokens = _TOKEN.findall(written.replace(" ", ""))
    last = len(tokens) - 1
    for position, token in enumerate(tokens):
        pointed = position < last and bool(tokens[position + 1][5])
        if not reader.take(token, last=position == last or pointed, pointed=pointed):
            return None
    value = reader.value()
    if value is None:
        return None
    others = tuple(reader.ranges)
    return Numeral(value, 0, len(written), others, reader.unit > 1, reader.fuzzy, reader.literal)


class _Reader:
    """Adds up tokens from left to right; `delta` of a loose range is what its second digit adds."""

    def __init__(self) -> None:
        self.high = Decimal(0)
        self.section = Decimal(0)
        self.current: Decimal | None = None
        self.unit = 1
        self.zero = False
        self.fuzzy = False
        self.literal = False
        self.point = False
        self.delta = Decimal(0)
        self.ranges: list[Decimal] = []
        self.seen = False
        self.section_unit = 0

    def take(self, token: tuple[str, ...], *, last: bool, pointed: bool = False) -> bool:
        """Take one token in; False if it cannot stand there. `pointed`: 点 comes next."""
        arabic, digits, small, big, tens, point, fuzz = token
        if arabic:
            return self._arabic(Decimal(arabic.replace(",", "")), arabic, last=last)
        if digits:
            return self._digits(digits, last=last, pointed=pointed)
        if small:
            return self._small(_SMALL[small])
        if big:
            return self._big(_BIG[big])
        if tens:
            return self._tens(_TENS[tens])
        if point:
            self.point = True
            return self.seen
        self.fuzzy = bool(fuzz)
        return True

    def _arabic(self, value: Decimal, written: str, *, last: bool) -> bool:
        if self.point and written.isdecimal():
            self.current = (self.current or Decimal(0)) + self.section + Decimal(f"0.{written}")
            self.section, self.point = Decimal(0), False
            return True
        if self.current is not None:
            return False
        short = last and self.unit >= 100 and not self.zero and value < 10 and "." not in written
        self.current = value * (self.unit // 10) if short else value
        self.seen = True
        return True

    def _digits(self, digits: str, *, last: bool, pointed: bool) -> bool:
        self.seen = True
        if self.point:
            whole = self.section + (self.current or 0)
            fraction = "".join(str(_DIGITS[char]) for char in digits)
            self.section, self.current = Decimal(0), whole + Decimal(f"0.{fraction}")
            self.point = False
            return True
        if self.current is not None:
            return False
        stripped = digits.lstrip("零")
        self.zero = len(stripped) < len(digits)
        if self.unit == 1 and last and len(digits) > 1:
            return self._one_by_one(digits, pointed=pointed)
        if len(stripped) == 2 and stripped in _NEIGHBOURS:
            self.current = self._shortened(_DIGITS[stripped[0]], last=last)
            self.delta = self._shortened(_DIGITS[stripped[1]], last=last) - self.current
            return True
        if len(stripped) > 1:
            return False
        if stripped:
            self.current = self._shortened(_DIGITS[stripped], last=last)
        elif last:
            self.current = Decimal(0)
        return True

    def _one_by_one(self, digits: str, *, pointed: bool) -> bool:
        if digits in _NEIGHBOURS and not pointed:
            first, second = (Decimal(_DIGITS[char]) for char in digits)
            self.current, self.delta = first, second - first
            return True
        self.literal = True
        self.current = Decimal("".join(str(_DIGITS[char]) for char in digits))
        return True

    def _shortened(self, digit: int, *, last: bool) -> Decimal:
        short = last and self.unit >= 100 and not self.zero
        return Decimal(digit * (self.unit // 10 if short else 1))

    def _small(self, unit: int) -> bool:
        if self.current is None and self.section and self.unit <= unit:
            return False
        amount = self.current if self.current is not None and self.current else Decimal(1)
        self.section += amount * unit
        self._scale(unit)
        return True

    def _tens(self, value: int) -> bool:
        self.section += value
        self._scale(10)
        return self.current is None

    def _big(self, unit: int) -> bool:
        amount = self.section + (self.current or Decimal(0))
        if (not amount and not self.high) or (self.section_unit == unit and amount):
            return False
        self.section_unit = unit
        if unit > 10**4 and self.high and self.high < unit:
            amount, self.high = amount + self.high, Decimal(0)
        self.high += amount * unit if amount else self.high * (unit - 1)
        self.section = Decimal(0)
        self._scale(unit)
        return True

    def _scale(self, unit: int) -> None:
        self.delta *= unit
        self.current, self.unit, self.zero, self.seen = None, unit, False, True

    def value(self) -> Decimal | None:
        if not self.seen or self.point:
            return None
        total = self.high + self.section + (self.current or Decimal(0))
        if self.delta:
            self.ranges = [total + self.delta]
        return total
