"""Short words that deny, assent or choose, as people say them beside a question."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.messages import Option
from bot.understanding.embedded import EmbeddedEngine
from bot.understanding.engine import Context
from bot.understanding.values import yes_or_no
from dialogs.answers import Answers
from dialogs.interview.catalogue import load_interview
from dialogs.interview.commands import ChooseOption, SetAnswer, SetNone, Unparsed

TODAY = date(2026, 11, 21)
ENGINE = EmbeddedEngine()
YES_NO = (Option("yes", "有"), Option("no", "没有"))
HAIDIAN = Option("北京市海淀区人民法院", "北京市海淀区人民法院")
CHAOYANG = Option("北京市朝阳区人民法院", "北京市朝阳区人民法院")


def said(case: str, asks: str, text: str, options: tuple[Option, ...] = ()) -> Any:
    interview = load_interview(case)
    element = interview.elements.get(asks)
    if element is not None:
        options = tuple(Option(each.id, each.label) for each in element.options)
    context = Context(TODAY, asks, element, None, options, interview, Answers({}, {}))
    commands = ENGINE.understand(text, context).commands
    return commands[0] if commands else None


@pytest.mark.parametrize(
    "words", ["哪还有呀一分都没再给过", "哪有啊", "哪还有", "哪里还有", "哪有还过"]
)
def test_a_question_that_expects_no_says_no(words: str) -> None:
    assert yes_or_no(words, whole=False) is False


@pytest.mark.parametrize("words", ["哪里有", "哪有卖的？", "还有哪些", "哪还有一个"])
def test_a_question_for_something_says_nothing(words: str) -> None:
    assert yes_or_no(words, whole=False) is None


@pytest.mark.parametrize(
    ("asks", "words", "option"),
    [
        ("more:repayments", "哪还有呀一分都没再给过", "no"),
        ("more:repayments", "没有还过第二次就五千", "no"),
        ("more:repayments", "哪还有", "no"),
        ("more:repayments", "有啊还过两次", "yes"),
        ("more:defendants", "就告他一个", "no"),
        ("more:defendants", "就他一个人", "no"),
    ],
)
def test_whether_there_are_more(asks: str, words: str, option: str) -> None:
    assert said("private_lending", asks, words, YES_NO) == ChooseOption(option)


def test_one_more_beside_the_one_is_no_denial() -> None:
    assert said("private_lending", "more:defendants", "就再加上他老婆一个", YES_NO) is None


@pytest.mark.parametrize(
    ("case", "asks", "words", "value"),
    [
        ("private_lending", "interest_claim", "利息算了我只要本钱", "none"),
        ("private_lending", "med_intent", "不得跟他谈", "no"),
        ("private_lending", "mediation_known", "晓得了", "known"),
        ("private_lending", "service_choice", "就我一个人，寄到家里纸的", "same_paper"),
        ("labor", "arbitration_status", "裁了的", "awarded"),
        ("private_lending", "pre_preserve", "冻结过的", True),
    ],
)
def test_a_choice_is_heard_in_plain_words(case: str, asks: str, words: str, value: Any) -> None:
    found = said(case, asks, words)
    assert isinstance(found, SetAnswer)
    assert (found.path, found.value) == (asks, value)


def test_a_wage_earner_dismissed_tells_no_award() -> None:
    found = said("labor", "arbitration_status", "公司把我裁了")
    assert getattr(found, "path", None) != "arbitration_status" or isinstance(found, Unparsed)


def test_a_question_that_denies_is_not_answered_by_its_own_words() -> None:
    found = said("private_lending", "overdue", "没还")
    assert not (isinstance(found, SetAnswer) and found.value is False)


@pytest.mark.parametrize("words", ["都没有", "都没有啊就我一个人也没请律师"])
def test_all_circumstances_denied(words: str) -> None:
    assert said("private_lending", "circumstances", words) == SetNone("circumstances")


def test_what_stands_behind_a_denial_is_still_heard() -> None:
    found = said("private_lending", "circumstances", "都没有，但是请了律师")
    assert isinstance(found, SetAnswer)


@pytest.mark.parametrize(
    ("words", "offered", "court"),
    [
        ("离我家近的那个海淀的吧", (HAIDIAN, CHAOYANG), HAIDIAN.id),
        ("朝阳区那个", (HAIDIAN, CHAOYANG), CHAOYANG.id),
        ("要得就这家", (HAIDIAN,), HAIDIAN.id),
        ("可以", (HAIDIAN,), HAIDIAN.id),
    ],
)
def test_the_court_that_is_meant(words: str, offered: tuple[Option, ...], court: str) -> None:
    assert said("private_lending", "court", words, offered) == ChooseOption(court)


@pytest.mark.parametrize("words", ["就这家", "不要海淀的", "北京的"])
def test_a_court_is_not_guessed_among_two(words: str) -> None:
    found = said("private_lending", "court", words, (HAIDIAN, CHAOYANG))
    assert not isinstance(found, ChooseOption)
