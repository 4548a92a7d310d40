"""What is told late: the address that was missing, or told without its county."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from bot.messages import Option
from bot.understanding.embedded import EmbeddedEngine
from bot.understanding.engine import Context
from dialogs.answers import Answers
from dialogs.interview.catalogue import load_interview
from dialogs.interview.commands import Command, SetAnswer

TODAY = date(2026, 11, 22)
ENGINE = EmbeddedEngine()
TRAFFIC = load_interview("traffic")
OPTIONS = (
    Option("edit:defendants[0].org_address", "被告·住所地"),
    Option("edit:defendants[0].uscc", "被告·统一社会信用代码"),
    Option("pause", "明天再说"),
)
UNPLACED = {"accident_place": {"text": "郫县犀浦那个十字路口", "code": None}}


def at_review(text: str) -> tuple[Command, ...]:
    context = Context(TODAY, "review", options=OPTIONS, interview=TRAFFIC, answers=Answers({}, {}))
    return ENGINE.understand(text, context).commands


def at_name(text: str, known: Mapping[str, Any]) -> tuple[Command, ...]:
    path = "plaintiffs[0].name"
    answers = Answers(dict(known), {"plaintiffs": 1})
    context = Context(TODAY, path, TRAFFIC.element(path), 0, (), TRAFFIC, answers)
    return ENGINE.understand(text, context).commands


def test_a_missing_address_is_taken_without_choosing_it_first() -> None:
    (command,) = at_review("四川省成都市武侯区一环路1号")
    assert isinstance(command, SetAnswer)
    assert (command.path, command.doubt) == ("defendants[0].org_address", "")


def test_a_missing_address_without_its_county_is_asked_back() -> None:
    (command,) = at_review("成都市高新区交子大道123号")
    assert isinstance(command, SetAnswer)
    assert command.doubt == "address_without_place"


@pytest.mark.parametrize("text", ["我没有地址", "不知道", "怎么查"])
def test_words_that_are_no_address_are_none(text: str) -> None:
    assert not any(isinstance(each, SetAnswer) for each in at_review(text))


def test_a_place_told_in_full_completes_the_one_without_a_county() -> None:
    (command,) = at_name("成都市郫都区犀浦镇天府大道路口", UNPLACED)
    assert isinstance(command, SetAnswer)
    assert (command.path, command.correction) == ("accident_place", True)


def test_another_place_completes_nothing() -> None:
    told = at_name("成都市金牛区五块石路88号", UNPLACED)
    assert all(each.path != "accident_place" for each in told if isinstance(each, SetAnswer))
