"""Numbers that carry their own proof: resident ID, credit code, phone, case number.

Each check gives an `IdCheck`; `reason` is a code (`format`, `province`, `birthdate`,
`birthdate_range`, `checksum`, `org_checksum`), whose sentence stands in the responses.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

__all__ = [
    "CHECKS",
    "IdCheck",
    "check_case_no",
    "check_mobile",
    "check_phone",
    "check_resident_id",
    "check_uscc",
    "normalise",
]

PROVINCES = frozenset(
    str(code)
    for first, last in (
        (11, 15),
        (21, 23),
        (31, 37),
        (41, 46),
        (50, 54),
        (61, 65),
        (71, 71),
        (81, 83),
    )
    for code in range(first, last + 1)
)
RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
RESIDENT_DIGITS = "10X98765432"
EARLIEST_BIRTH = date(1850, 1, 1)
LATEST_BIRTH = date(2099, 12, 31)
"""Where nobody says what day it is."""

USCC_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
ORG_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)

BLANKS = re.compile(r"[\s\-—–·.]+")
MOBILE = re.compile(r"1[3-9]\d{9}")
LANDLINE = re.compile(r"0\d{2,3}\d{7,8}")
NATIONWIDE = re.compile(r"[48]00\d{7}")
CASE_NO = re.compile(
    r"\((?P<year>\d{4})\)"
    r"(?P<court>最高法(?:知|商)?|[京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新兵军]\d{0,4})"
    r"(?P<kind>[\u4e00-\u9fff]{1,8})(?P<number>\d+)号(?:之[一二三四五六七八九十\d]+)?"
)


@dataclass(frozen=True, slots=True)
class IdCheck:
    """What a number is: its normalised form, and why it is wrong (`""`: it is right)."""

    value: str
    reason: str = ""
    gender: str | None = None
    birth: date | None = None

    @property
    def valid(self) -> bool:
        """Whether nothing is wrong."""
        return not self.reason


def normalise(text: str) -> str:
    """Half width, capitals, no blanks or hyphens."""
    return BLANKS.sub("", unicodedata.normalize("NFKC", text)).upper()


@lru_cache(maxsize=256)
def check_resident_id(text: str, today: date | None = None) -> IdCheck:
    """A resident's ID number of 18 places; gender (`female`, `male`) and birth date with it.

    Source: GB 11643.
    """
    value = normalise(text)
    if not re.fullmatch(r"\d{17}[\dX]", value, re.ASCII):
        return IdCheck(value, "format")
    if value[:2] not in PROVINCES:
        return IdCheck(value, "province")
    try:
        birth = date(int(value[6:10]), int(value[10:12]), int(value[12:14]))
    except ValueError:
        return IdCheck(value, "birthdate")
    if not EARLIEST_BIRTH <= birth <= (today or LATEST_BIRTH):
        return IdCheck(value, "birthdate_range")
    total = sum(w * int(d) for w, d in zip(RESIDENT_WEIGHTS, value[:17], strict=True))
    if RESIDENT_DIGITS[total % 11] != value[17]:
        return IdCheck(value, "checksum")
    return IdCheck(value, gender="male" if int(value[16]) % 2 else "female", birth=birth)


def check_uscc(text: str) -> IdCheck:
    """A unified social credit code of 18 places.

    Source: GB 32100. The inner nine places carry a check of their own (GB 11714); it fails on
    some real codes, so a caller only warns on `org_checksum`.
    """
    value = normalise(text)
    if len(value) != 18 or any(each not in USCC_DIGITS for each in value):
        return IdCheck(value, "format")
    if not value[2:8].isdigit():
        return IdCheck(value, "format")
    total = sum(w * USCC_DIGITS.index(d) for w, d in zip(USCC_WEIGHTS, value[:17], strict=True))
    if USCC_DIGITS[-total % 31] != value[17]:
        return IdCheck(value, "checksum")
    org = value[8:17]
    rest = sum(w * ORG_DIGITS.index(d) for w, d in zip(ORG_WEIGHTS, org[:8], strict=True)) % 11
    if "0X987654321"[rest] != org[8]:
        return IdCheck(value, "org_checksum")
    return IdCheck(value)


def _without_country(text: str) -> str:
    value = re.sub(r"[()]", "", normalise(text))
    for prefix in ("+86", "0086"):
        value = value.removeprefix(prefix)
    return value[2:] if len(value) == 13 and value.startswith("86") else value


def check_mobile(text: str) -> IdCheck:
    """A mobile number of 11 places."""
    value = _without_country(text)
    return IdCheck(value, "" if MOBILE.fullmatch(value) else "format")


def check_phone(text: str) -> IdCheck:
    """A mobile or a landline with its area code."""
    value = _without_country(text)
    known = (MOBILE, LANDLINE, NATIONWIDE)
    return IdCheck(value, "" if any(each.fullmatch(value) for each in known) else "format")


def check_case_no(text: str) -> IdCheck:
    """A case number, `(2026)京0105民初1234号`.

    Source: 案号规定. Court codes are not looked up: there is no complete list.
    """
    value = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    value = value.replace("〔", "(").replace("〕", ")").replace("[", "(").replace("]", ")")
    found = CASE_NO.fullmatch(value)
    this_century = found is not None and 1949 <= int(found["year"]) <= 2100
    return IdCheck(value, "" if this_century else "format")


CHECKS: dict[str, Callable[[str], IdCheck]] = {
    "resident_id": check_resident_id,
    "uscc": check_uscc,
    "mobile": check_mobile,
    "phone": check_phone,
    "case_no": check_case_no,
}
"""By the kind used in `lian law ids`."""
