"""Sums as people tell them: beside the worth of a note, beside a sum that is denied."""

from __future__ import annotations

from datetime import date

import pytest

from bot.understanding.embedded import EmbeddedEngine
from bot.understanding.engine import Context
from bot.understanding.values.money import read_money
from dialogs.answers import Answers
from dialogs.interview.catalogue import load_interview
from dialogs.interview.commands import Command, SetAnswer, SetNone

TODAY = date(2026, 11, 21)
LOAN = load_interview("private_lending")
WORK = load_interview("labor")
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


@pytest.mark.parametrize(
    ("words", "whole", "one"),
    [
        ("三个月，一个月五千六，你帮我算嘛", "16800", "5600"),
        ("三个月每个月5600", "16800", "5600"),
        ("五千六一个月三个月", "16800", "5600"),
        ("干了二十天，一天三百", "6000", "300"),
    ],
)
def test_so_much_a_month_is_multiplied_and_asked_back(words: str, whole: str, one: str) -> None:
    found = reply("wages_amount", words)
    assert isinstance(found, SetAnswer)
    assert (found.value, found.alternatives) == (whole, (one,))


def test_where_a_month_is_asked_for_nothing_is_multiplied() -> None:
    found = reply("monthly_wage", "三个月，一个月五千六")
    assert isinstance(found, SetAnswer)
    assert (found.value, found.alternatives) == ("5600", ())


@pytest.mark.parametrize("words", ["一个月五千六", "第三个月给了五千六", "三个月一万六千八"])
def test_one_of_both_alone_is_not_multiplied(words: str) -> None:
    found = reply("wages_amount", words)
    assert isinstance(found, SetAnswer)
    assert found.alternatives == ()


def reply(key: str, words: str) -> Command:
    element = WORK.elements[key]
    context = Context(TODAY, key, element, None, (), WORK, Answers({}, {}))
    return EmbeddedEngine().understand(words, context).commands[0]


def test_what_is_denied_beside_a_correction_is_kept() -> None:
    path = "loans[0].due_on"
    context = Context(TODAY, path, LOAN.element(path), 0, (), LOAN, GIVEN)
    found = EmbeddedEngine().understand("不对，是五万不是六万，没说过利息", context).commands
    assert SetNone("loans[0].rate") in found
