"""The public value cases of `nlu_data/evaluation/public_values.jsonl`, judged one by one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from bot.understanding.acts import NLU_DATA
from bot.understanding.values import Found, find

__all__ = ["PublicCase", "judge", "public_cases", "refusals"]

PublicCase = dict[str, Any]
_FOLDER = NLU_DATA / "evaluation"
_UNITS = {"day": ("day", 1), "week": ("day", 7), "month": ("month", 1), "year": ("month", 12)}


def public_cases() -> Iterator[PublicCase]:
    """All relevant cases."""
    with (_FOLDER / "public_values.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def refusals() -> dict[str, str]:
    """Cases that we read otherwise or not at all: id → reason."""
    with (_FOLDER / "public_refusals.jsonl").open(encoding="utf-8") as lines:
        return {row["id"]: row["reason"] for row in map(json.loads, lines)}


def judge(case: PublicCase) -> bool:
    """Whether our parsers read the case as its source does."""
    dated = case["kind"] == "date_or_range"
    kinds = ["date", "date_range"] if dated else [case["kind"]]
    found = find(case["text"], kinds, date.fromisoformat(case["today"]), abroad=True)
    expected = case["expected"]
    if case["kind"] == "yes_no":
        return bool([one.value for one in found][:1] == expected)
    if len(found) != len(expected):
        return False
    return all(_equal(case["kind"], one, want) for one, want in zip(found, expected, strict=True))


def _equal(kind: str, one: Found, want: Any) -> bool:
    if kind == "date_or_range":
        value = one.value if one.kind == "date" else one.value["from"]
        mine = (value, *one.alternatives)
        return any(each in want for each in mine)
    if kind == "phone":
        return bool(one.text.strip() == want)
    if kind == "duration":
        return _length(one.value) == _length(want)
    try:
        value, right = Decimal(one.value), Decimal(want)
    except InvalidOperation:
        return False
    return abs(value - right) <= abs(right) * Decimal("1e-9")


def _length(duration: dict[str, str]) -> tuple[str, Decimal]:
    unit, times = _UNITS[duration["unit"]]
    return unit, Decimal(duration["count"]) * times
