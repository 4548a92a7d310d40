"""A month, or the end of one, where a day is asked for: both days it may mean are offered."""

from __future__ import annotations

from datetime import date

import pytest

from bot.understanding.engine import Context
from bot.understanding.replies import answer
from bot.understanding.stories import facts
from bot.understanding.values import find, read
from dialogs.answers import Answers
from dialogs.interview.catalogue import load_interview
from dialogs.interview.commands import SetAnswer, Unparsed
from dialogs.schema.definition import ElementType

TODAY = date(2026, 11, 21)
LOAN = load_interview("private_lending")


def said(text: str, path: str = "loans[0].delivered_on") -> object:
    answers = Answers({}, {"loans": 1, "plaintiffs": 1})
    element = LOAN.element(path)
    return answer(text, Context(TODAY, path, element, 0, (), LOAN, answers))


@pytest.mark.parametrize(
    ("text", "last", "first"),
    [
        ("2016年3月", "2016-03-31", "2016-03-01"),
        ("去年8月", "2025-08-31", "2025-08-01"),
        ("上个月", "2026-10-31", "2026-10-01"),
        ("2023年5月中旬", "2023-05-20", "2023-05-11"),
        ("上周末", "2026-11-15", "2026-11-14"),
    ],
)
def test_a_month_for_a_day_is_asked_back_with_its_last_and_first_day(text, last, first):
    command = said(text)

    assert isinstance(command, SetAnswer)
    assert (command.value, command.alternatives) == (last, (first,))


@pytest.mark.parametrize("text", ["2016年", "去年下半年", "2023年3月到5月"])
def test_a_longer_time_for_a_day_is_asked_anew(text):
    assert isinstance(said(text), Unparsed)


def test_nobody_is_offered_a_birthday_from_its_month():
    command = said("1980年5月", "plaintiffs[0].birth_date")

    assert isinstance(command, Unparsed)
    assert command.code == "date_day_missing"


@pytest.mark.parametrize(
    ("text", "last", "other"),
    [
        ("二月底", "2026-02-28", "2026-02-24"),
        ("去年底", "2025-12-31", "2026-02-16"),
    ],
)
def test_an_end_has_another_reading(text, last, other):
    reading = read(ElementType.DATE, text, TODAY)

    assert (reading.value, reading.alternatives) == (last, (other,))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2023年5月他跟我借了三万", "2023-05"),
        ("去年上半年他跟我借了三万", "2025"),
        ("上周末他跟我借了三万", "2026-11"),
        ("过去两年他跟我借了三万", None),
        ("九十年代他跟我借了三万", None),
    ],
)
def test_a_story_keeps_no_more_of_a_stretch_than_is_said(text, shown):
    found = {each.path: each.value for each in facts(text, LOAN, TODAY)}

    assert found.get("loans[0].delivered_on") == shown


@pytest.mark.parametrize("text", ["离职前12个月", "提前两个月通知", "楼上三天没人", "上两天班"])
def test_what_counts_from_something_else_is_no_time_before_today(text):
    assert find(text, ["date", "date_range"], TODAY) == []
