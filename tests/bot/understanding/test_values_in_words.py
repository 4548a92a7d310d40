"""Values and their spans in `values_in_words.txt`, written by category of what people say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.understanding.batch import values_of

TODAY = date(2026, 11, 21)
WORDS = Path(__file__).with_name("values_in_words.txt")
DECIMAL = ("number", "money", "percent")
LENGTHS = {"day": ("day", 1), "week": ("day", 7), "month": ("month", 1), "year": ("month", 12)}


def cases() -> Iterator[tuple[str, str, str]]:
    kind = ""
    for line in WORDS.read_text("utf-8").splitlines():
        if line.startswith("## "):
            kind = line.removeprefix("## ")
        elif line and not line.startswith("#"):
            marked, _, values = line.rpartition(" => ")
            yield kind, marked, values


def unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The words without their marks, and what stood between the marks."""
    text, spans, start = "", [], 0
    for char in marked:
        if char == "【":
            start = len(text)
        elif char == "】":
            spans.append((start, len(text)))
        else:
            text += char
    return text, spans


def shown(kind: str, value: Any) -> str:
    """The value as the table writes it."""
    if isinstance(value, list):
        return "~".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if kind == "duration":
        unit, times = LENGTHS[value["unit"]]
        return f"{float(value['count']) * times:g} {unit}"
    return str(value["code"]) if isinstance(value, dict) else str(value)


def same(kind: str, mine: str, wanted: str) -> bool:
    if kind not in DECIMAL:
        return mine == wanted
    return abs(Decimal(mine) - Decimal(wanted)) <= abs(Decimal(wanted)) * Decimal("1e-9")


def right(kind: str, found: dict[str, Any], wanted: str) -> bool:
    """`?a`: a is one of the readings; `a?b`: one of both is the value."""
    value = shown(kind, found["value"])
    if wanted.startswith("?"):
        others = [shown(kind, each) for each in found["alternatives"]]
        return any(same(kind, each, wanted[1:]) for each in (value, *others))
    return any(same(kind, value, each) for each in wanted.split("?"))


@pytest.mark.parametrize(("kind", "marked", "values"), list(cases()))
def test_the_marked_words_are_the_value(kind, marked, values):
    text, spans = unmarked(marked)
    kinds = ["date", "date_range"] if kind == "date" else [kind]
    found = values_of(text, kinds, TODAY)["values"]
    wanted = [] if values == "-" else values.split(" ; ")

    assert len(found) == len(wanted)
    assert all(right(kind, one, want) for one, want in zip(found, wanted, strict=True))
    if spans and wanted:
        assert [(one["start"], one["end"]) for one in found] == spans


def test_every_kind_has_its_words():
    counts = {kind: sum(one[0] == kind for one in cases()) for kind, _, _ in cases()}

    assert set(counts) >= {"number", "money", "date", "percent", "id", "uscc", "phone", "address"}
    assert sum(counts.values()) > 900
