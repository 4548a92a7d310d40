"""Sums as people tell them: beside the worth of a note, beside a sum that is denied."""

from __future__ import annotations

from datetime import date

import pytest

from bot.understanding.embedded import EmbeddedEngine
from bot.understanding.engine import Context
from bot.understanding.values.money import read_money
from dialogs.answers import Answers
from dialogs.interview.catalogue import load_interview
from dialogs.interview.commands import SetAnswer

TODAY = date(2026, 11, 21)
LOAN = load_interview("private_lending")
DELIVERED = "loans[0].amount_delivered"
GIVEN = Answers(
    {
        "plaintiffs[0].kind": "natural",
        "loans[0].amount_agreed": "60000",
        DELIVERED: "100",
        "loans[0].delivered_on": "2023-03-05",
    },
    {"plaintiffs": 1, "defendants": 1, "loans": 1},
)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("六万一分没少都是一百的票子我数了三遍", "60000"),
        ("六万，一百一张的", "60000"),
        ("五万八都是一百面值", "58000"),
        ("都是一百块的票子，六万", "60000"),
        ("三万一分都没少", "30000"),
        ("六万一", "61000"),
        ("一百", "100"),
    ],
)
def test_the_worth_of_a_note_is_no_sum(words: str, value: str) -> None:
    reading = read_money(words)
    assert (reading.value, reading.alternatives) == (value, ())


def test_notes_alone_are_no_sum() -> None:
    assert read_money("一百块的票子六百张").value is None


def test_two_sums_are_both_offered() -> None:
    reading = read_money("给了3万和2万")
    assert (reading.value, reading.alternatives) == ("30000", ("20000",))


@pytest.mark.parametrize(
    "words", ["实际交给他的钱改成六万", "第四个怎么成一百了要六万", "什么一百块呀我给的是六万"]
)
@pytest.mark.parametrize("asks", [DELIVERED, "loans[0].due_on", "confirm_facts"])
def test_a_sum_taken_wrong_is_put_right(words: str, asks: str) -> None:
    element = None if asks == "confirm_facts" else LOAN.element(asks)
    context = Context(TODAY, asks, element, 0, (), LOAN, GIVEN)
    changed = EmbeddedEngine().understand(words, context).commands[0]
    assert isinstance(changed, SetAnswer)
    assert (changed.path, changed.value, changed.correction) == (DELIVERED, "60000", True)
