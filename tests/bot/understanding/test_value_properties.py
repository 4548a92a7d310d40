"""What holds of every value found, in any text: it stands there, has its form, and costs little."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.batch import values_of
from bot.understanding.values import KINDS
from dialogs.rules.ids import check_phone, check_resident_id, check_uscc

TODAY = date(2026, 11, 21)
UNSEEN = ["\u202e1", "\u200b1", "🙅\u200d♀️", "\U00020000"]
PIECES = Path(__file__).with_name("value_pieces.txt").read_text("utf-8").split() + UNSEEN
MANY = 6_000
SECONDS = 5.0
"""CPU time for 6,000 characters, many times what they take: what grows by the square fails."""
UNITS = {"day", "week", "month", "year"}
LONGEST_NUMBER = 200


@pytest.mark.parametrize("piece", PIECES)
def test_a_piece_said_a_thousand_times_costs_little(piece):
    text = (piece * (MANY // len(piece) + 1))[:MANY]
    start = time.process_time()
    values_of(text, None, TODAY)
    assert time.process_time() - start < SECONDS


WORDS = st.lists(st.sampled_from([*PIECES, " ", "\ud800", "5", "三", "2000", "13800138000"]))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(WORDS.map("".join), st.sampled_from([None, *([kind] for kind in KINDS)]))
def test_a_value_stands_in_the_words_and_has_its_form(text, kinds):
    reached = 0
    for one in values_of(text, kinds, TODAY)["values"]:
        assert reached <= one["start"] < one["end"] <= len(text)
        assert text[one["start"] : one["end"]] == one["text"]
        assert kinds is None or one["kind"] in kinds
        assert well_formed(one["kind"], one["value"])
        reached = one["end"]


def well_formed(kind: str, value: Any) -> bool:
    if kind in ("number", "money", "percent"):
        plain = "E" not in value and "e" not in value and len(value) <= LONGEST_NUMBER
        return plain and Decimal(value).is_finite()
    if kind == "date":
        return bool(date.fromisoformat(value).isoformat() == value)
    if kind == "date_range":
        first, after = (date.fromisoformat(each) for each in value)
        return first < after
    if kind == "duration":
        return bool(value["unit"] in UNITS and Decimal(value["count"]) >= 0)
    if kind == "id":
        return check_resident_id(value, TODAY).valid
    if kind == "uscc":
        return check_uscc(value).reason in ("", "org_checksum")
    if kind == "phone":
        return check_phone(value).valid or value.removeprefix("+").isdecimal()
    if kind == "address":
        return value["code"] is None or len(value["code"]) == 6
    return isinstance(value, bool)
