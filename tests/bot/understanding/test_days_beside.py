"""A day told by another day of the same thing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from bot.understanding.asked_back import asked_back
from bot.understanding.embedded import EmbeddedEngine
from bot.understanding.engine import Context
from dialogs.answers import Answers
from dialogs.interview.catalogue import load_interview
from dialogs.interview.commands import Command, SetAnswer, Unparsed

TODAY = date(2026, 11, 22)
ENGINE = EmbeddedEngine()
LEASED = {"lease_from": "2025-11-01"}


def heard(case: str, path: str, text: str, known: Mapping[str, Any]) -> tuple[Command, ...]:
    interview = load_interview(case)
    context = Context(
        TODAY,
        path,
        interview.element(path),
        interview=interview,
        answers=Answers(dict(known), {}),
    )
    return asked_back(text, ENGINE.understand(text, context).commands, context)


@pytest.mark.parametrize("text", ["说的是两个月以后给", "两个月后付清", "收货后一个星期"])
def test_a_length_of_time_is_not_counted_from_today(text: str) -> None:
    (command,) = heard("sale", "due_on", text, {"side": "seller"})
    assert isinstance(command, Unparsed)
    assert command.code == "date_from_where"


@pytest.mark.parametrize("text", ["当天就给我钥匙了", "就是那天", "同一天"])
def test_that_very_day_is_the_day_beside_and_not_today(text: str) -> None:
    (command,) = heard("house_lease", "handed_over_on", text, LEASED)
    assert isinstance(command, SetAnswer)
    assert (command.value, command.doubt) == ("2025-11-01", "counted_from")


def test_that_very_day_is_no_day_while_the_other_is_not_known() -> None:
    (command,) = heard("house_lease", "handed_over_on", "当天就给我钥匙了", {})
    assert isinstance(command, Unparsed)


def test_a_day_given_with_its_date_stands_as_it_is() -> None:
    (command,) = heard("house_lease", "handed_over_on", "签合同那天，2025年11月5日", LEASED)
    assert isinstance(command, SetAnswer)
    assert (command.value, command.doubt) == ("2025-11-05", "")


@pytest.mark.parametrize("text", ["去年11月1号租到今年10月31", "去年11月1号到今年10月31号"])
def test_the_first_and_the_last_day_are_taken_together(text: str) -> None:
    told = heard("house_lease", "lease_from", text, {})
    assert {each.path: each.value for each in told if isinstance(each, SetAnswer)} == {
        "lease_from": "2025-11-01",
        "lease_until": "2026-10-31",
    }
