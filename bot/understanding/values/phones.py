"""Telephone numbers in free text: mobiles, landlines, short public numbers, numbers abroad."""

from __future__ import annotations

import re

from bot.understanding.expressions import expression
from bot.understanding.values.characters import Plain
from bot.understanding.values.foreign import ABROAD
from bot.understanding.values.reading import Found
from dialogs.rules.ids import check_phone

__all__ = ["PHONE", "SPOKEN", "find_phones", "find_phones_abroad", "national"]

_EXTENSION = r"(?:-\d{1,4}(?![\d-])| ?(?:转|分机|ext\.?|x) ?\d{1,6})?"
PHONE = expression(
    r"(?<![\d.¥$])(?:(?:\(\+?86\)|\+?86|0086)[ -]?)?1[3-9]\d(?:[ -]?\d){8}(?![\d.]\d|\d)"
    r"|(?<![\d.])1[3-9]\d\.\d{4}\.\d{4}(?![\d.])"
    r"|(?<![\d.])(?<!(?<!\d)\d{4} )(?:\+?86[ -]?)?"
    r"\(?0\d{2,3}\)?[ -]?(?:\d{7,8}|\d{3,4}[ -]\d{4})(?!\d)"
    rf"(?P<extension>{_EXTENSION})"
    r"|(?<![\d.])\+86[ -]?\(?(?:10|2\d|[3-9]\d{2})\)?[ -]?(?:\d{7,8}|\d{4}[ -]\d{4})(?!\d)"
    rf"(?P<extension2>{_EXTENSION})"
    r"|(?<![\d.-])[48]00[ -]?(?:\d{3}[ -]?\d{4}|\d{4}[ -]?\d{3})(?!\d)"
    r"|(?<![\dA-Za-z.-])(?:110|120|122|119|123\d\d)(?![\dA-Za-z.元块万-])"
)
SPOKEN = str.maketrans("零一二两三四五六七八九", "01223456789")
_IN_WORDS = expression(
    "(?<![零一二三四五六七八九十百千万])一[三四五六七八九][零一二三四五六七八九]{9}"
    "(?![零一二三四五六七八九十百千万点])"
)
_HOME = expression(r"^\+86[ -]?\(?(?=(?:10|2\d|[3-9]\d{2})\)?[ -]?\d{4})")
_DIGITS = r"\(?\d{1,11}\)?(?:[ .-]{0,3}\(?\d{1,11}\)?){0,7}"
_MORE = r"(?: ?(?:ext\.?|x|转|分机) ?\d{1,6})?"
_ABROAD = expression(
    r"(?<![\d+*/-])(?<!\d[ .])(?:\(\+\d{1,4}\)|\+ ?\d{1,4}(?=[ (-]|\d)|\(00\d{1,4}\)"
    rf"|00 ?[1-9]\d{{0,2}}(?= ?[\d(]))[ -]?{_DIGITS}{_MORE}"
)
_AMERICAN = expression(
    r"(?<!\d)(?<!\d-)(?:1[ -]?)?(?:\(\d{3}\)[ -]?|\d{3}[ .-])\d{3}[ .-]\d{4}(?!\d)"
    rf"{_MORE}"
)
_LED = expression(
    "(?:电话|手机|号码|拨打|致电|传真|联系方式)(?:号码?)?(?:是|为|[:：,，# ]){0,3}"
    rf"(?P<number>\+?{_DIGITS}{_MORE})"
)
_DENIED = expression("[^，。,；;\\n]{0,14}?(?:不是|不像|并非|都不)")
_FEWEST, _LOCAL, _MOST = 6, 7, 15


def find_phones(text: Plain) -> list[Found]:
    """Mobile numbers, landlines with area code, 400 and short public numbers."""
    found = []
    abroad = [match.span() for match in _ABROAD.finditer(text.text) if not _at_home(match.group())]
    for match in PHONE.finditer(text.text):
        if any(low < match.end() and match.start() < high for low, high in abroad):
            continue
        said = match["extension"] or match["extension2"] or ""
        written = match.group().removesuffix(said)
        check = check_phone(national(written))
        short = len(written) <= 5
        if check.valid or short:
            found.append(_of(text, match.span(), written if short else check.value))
    for match in _IN_WORDS.finditer(text.text):
        found.append(_of(text, match.span(), match.group().translate(SPOKEN)))
    return found


def find_phones_abroad(text: Plain) -> list[Found]:
    """Numbers of other countries, and whatever is called a telephone number; note `abroad`."""
    spans = [match.span() for match in _ABROAD.finditer(text.text)]
    spans += [match.span() for match in _AMERICAN.finditer(text.text)]
    spans += [match.span("number") for match in _LED.finditer(text.text)]
    found: list[Found] = []
    for start, end in spans:
        written = text.text[start:end].rstrip(" .-(")
        digits = re.sub(r"\D", "", re.split("x|ext|转|分机", written)[0])
        whole = written.count("(") == written.count(")")
        if not whole or not _FEWEST <= len(digits) <= _MOST or _at_home(written):
            continue
        local = len(digits) == _LOCAL and digits.startswith("1")  # 112-3333
        known = any(one.start <= start < one.end for one in found)
        if local or known or _DENIED.match(text.text, end):
            continue
        plus = "+" if written.startswith(("+", "(+", "00", "(00")) else ""
        value = plus + (digits.removeprefix("00") if plus else digits)
        found.append(_of(text, (start, start + len(written)), value, ABROAD))
    return found


def _at_home(written: str) -> bool:
    return re.match(r"\(?(?:\+|00) ?86", written) is not None


def _of(text: Plain, span: tuple[int, int], value: str, note: str = "") -> Found:
    first, last = text.span(*span)
    confidence = 0.7 if note else 0.98
    return Found("phone", text.origin[first:last], first, last, value, confidence, (), note)


def national(written: str) -> str:
    """+86 10 12345678 as dialled at home, 010 12345678."""
    return _HOME.sub("0", written.replace(".", ""))
