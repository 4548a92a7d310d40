"""Numbers that carry their own form: resident ID, credit code, phone, case number."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from bot.understanding.expressions import expression
from bot.understanding.values.characters import Plain, plain
from bot.understanding.values.phones import PHONE, SPOKEN, national
from bot.understanding.values.reading import Found, Reading, refused
from dialogs.rules.ids import (
    IdCheck,
    check_case_no,
    check_phone,
    check_resident_id,
    check_uscc,
)

__all__ = ["find_identity", "read_case_no", "read_id", "read_phone", "read_uscc"]

_ID = expression(r"(?<![0-9A-Za-z])\d(?:[ -]?\d){16}[ -]?[\dXx](?![0-9A-Za-z])")
_USCC = expression(
    r"(?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXYa-hj-npqrtuwxy][ -]?[0-9A-HJ-NPQRTUWXYa-hj-npqrtuwxy]"
    r"(?:[ -]?\d){6}(?:[ -]?[0-9A-Za-z]){10}(?![0-9A-Za-z])"
)
_CASE_NO = expression(
    r"[(〔\[] ?\d{4} ?[)〕\]][^()\s，。,]{2,20}?号(?:之[一二三四五六七八九十\d]+)?"
)
_RUN = expression("[0-9A-Za-z](?:[ -]?[0-9A-Za-z])*")
_WORDS = expression(r"^[^0-9A-Za-z]*?(?=[0-9A-Za-z])|(?<=[0-9XxA-Za-z])[^0-9A-Za-z]*$")


def find_identity(text: Plain, today: date) -> list[Found]:
    """Resident IDs and credit codes that pass their check digit."""
    found = []
    if len(text.text) < 18:
        return []
    for match in _ID.finditer(text.text):
        check = check_resident_id(match.group(), today)
        if check.valid:
            found.append(_of("id", text, match, check.value))
    for match in _USCC.finditer(text.text):
        check = check_uscc(match.group())
        if (check.reason in ("", "org_checksum") and not check.value.isdigit()) or (
            check.reason == "" and not any(one.start == match.start() for one in found)
        ):
            found.append(_of("uscc", text, match, check.value))
    return found


def _of(kind: str, text: Plain, match: re.Match[str], value: str) -> Found:
    first, last = text.span(match.start(), match.end())
    return Found(kind, text.origin[first:last], first, last, value, 0.98)


def read_id(text: str, today: date) -> Reading:
    """A resident's ID number; each way it can be wrong has a code of its own."""
    words = plain(text)
    match = _ID.search(words.text)
    if match is None and re.search(r"(?<!\d)\d{15}(?!\d)", words.text):
        return refused(text, "id_fifteen_places")
    return _checked(words, match, lambda written: check_resident_id(written, today), "id")


def read_uscc(text: str) -> Reading:
    """A unified social credit code."""
    words = plain(text)
    match = _USCC.search(words.text)
    reading = _checked(words, match, check_uscc, "uscc")
    if reading.code == "uscc_org_checksum":
        value = check_uscc(match.group() if match else words.text).value
        return Reading(value, reading.text, reading.span, 0.7)
    return reading


def read_phone(text: str) -> Reading:
    """A mobile number, or a landline with its area code."""
    words = plain(text)
    match = PHONE.search(words.text)
    if match is None:
        spoken = words.text.translate(SPOKEN)
        words = Plain(spoken, words.origin, words.index)
        match = PHONE.search(spoken)
    if match is None and re.fullmatch(r"\D*[2-8]\d{6,7}\D*", words.text):
        return refused(text, "phone_without_area")
    return _checked(words, match, check_phone, "phone")


def read_case_no(text: str) -> Reading:
    """A case number, （2026）京0105民初1234号, kept in half-width brackets."""
    words = plain(text)
    return _checked(words, _CASE_NO.search(words.text), check_case_no, "case_no")


def _checked(words: Plain, match: re.Match[str] | None, check: Callable[[str], IdCheck],
             kind: str) -> Reading:  # fmt: skip
    runs = _RUN.findall(words.text)
    longest = max(runs, key=len, default="") if kind != "case_no" else words.text
    if not longest and kind in ("id", "uscc"):
        return refused(words.origin, f"{kind}_missing")
    written = national(match.group()) if match else longest
    result = check(written)
    places = str(len(result.value))
    if not result.valid:
        return refused(words.origin, f"{kind}_{result.reason}", places=places)
    span = words.span(match.start(), match.end()) if match else (0, len(words.origin))
    return Reading(result.value, words.origin[span[0] : span[1]], span, 0.99)
