"""What was told early is kept: the month of a story, an address at another question."""

from __future__ import annotations

from datetime import date

import pytest

from bot.understanding.embedded import EmbeddedEngine
from bot.understanding.engine import Context
from bot.understanding.half_days import said_month, years_at_odds
from dialogs.answers import Answers
from dialogs.interview.catalogue import load_interview
from dialogs.interview.commands import SetAnswer

LOAN = load_interview("private_lending")
TODAY = date(2026, 11, 21)
LENT_ON = "loans[0].delivered_on"
STORY = Answers({"facts_story": "我表弟赵强2021年3月借了我八万，说年底还"}, {"loans": 1})


def test_the_month_of_the_story_is_known():
    assert said_month(LENT_ON, STORY, LOAN, TODAY) == "2021-03"


def test_nothing_is_known_where_the_story_tells_the_day():
    told = Answers({"facts_story": "我表弟赵强2021年3月5日借了我八万"}, {"loans": 1})
    assert said_month(LENT_ON, told, LOAN, TODAY) is None


@pytest.mark.parametrize("text", ["15号", "十五号", "是15日", "就是15号吧"])
def test_a_day_alone_is_of_the_month_that_the_story_told(text):
    context = Context(
        TODAY, LENT_ON, LOAN.element(LENT_ON), 0, interview=LOAN, answers=STORY, heeded=True
    )
    (command,) = EmbeddedEngine().understand(text, context).commands
    assert isinstance(command, SetAnswer)
    assert (command.path, command.value) == (LENT_ON, "2021-03-15")


def test_an_address_told_where_a_phone_is_asked_is_kept_for_the_same_party():
    path = "defendants[0].phone"
    answers = Answers({"defendants[0].name": "关大勇"}, {"defendants": 1})
    context = Context(
        TODAY, path, LOAN.element(path), 0, interview=LOAN, answers=answers, heeded=True
    )
    commands = EmbeddedEngine().understand("山东省临沂市兰山区沂州路5号", context).commands
    kept = [each for each in commands if isinstance(each, SetAnswer)]
    assert [each.path for each in kept] == ["defendants[0].domicile"]


def test_the_address_of_a_house_is_not_kept_as_a_home():
    house = load_interview("house_sale")
    context = Context(
        TODAY, "house_address", house.element("house_address"), interview=house, heeded=True
    )
    commands = EmbeddedEngine().understand("广东省深圳市南山区科技园1栋101室", context).commands
    kept = [each for each in commands if isinstance(each, SetAnswer)]
    assert [each.path for each in kept] == ["house_address"]


@pytest.mark.parametrize(
    ("story", "odds"),
    [
        ("前年二零二三年王强向我借了五万块", ("前年二零二三年", "前年", 2024)),
        ("去年2023年王强向我借了五万块", ("去年2023年", "去年", 2025)),
        ("前年二零二四年王强向我借了五万块", None),
        ("二零二三年王强向我借了五万块", None),
    ],
)
def test_two_years_that_differ_are_told_where_the_day_is_asked(story, odds):
    told = Answers({"facts_story": story}, {"loans": 1})
    assert years_at_odds(LENT_ON, told, LOAN, TODAY) == odds
