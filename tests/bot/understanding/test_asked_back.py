"""What is asked back before it is taken as an answer."""

from __future__ import annotations

from datetime import date

import pytest

from bot.understanding.asked_back import asked_back
from bot.understanding.engine import Context
from dialogs.answers import Answers
from dialogs.interview.catalogue import load_interview
from dialogs.interview.commands import Act, Do, SetAnswer, SetNone

TODAY = date(2026, 11, 21)
EMPLOYER = "plaintiffs[0].employer"
JOB = "plaintiffs[0].job_title"
DUE = "loans[0].due_on"


def context(path: str) -> Context:
    interview = load_interview("private_lending")
    answers = Answers({"loans[0].delivered_on": "2024-01-31"}, {"loans": 1, "plaintiffs": 1})
    element = interview.element(path)
    return Context(TODAY, path, element, 0, (), interview, answers)


@pytest.mark.parametrize(
    "words", ["烦死了", "哈哈哈", "阿巴阿巴", "x", "asdf", "……", "你们问这么多"]
)
def test_words_of_talk_are_doubted(words: str) -> None:
    found = asked_back(words, [SetAnswer(EMPLOYER, words, words)], context(EMPLOYER))

    assert [each.doubt for each in found if isinstance(each, SetAnswer)] == ["words_of_talk"]


@pytest.mark.parametrize("words", ["北京晨光文具店", "ABC公司", "个体", "第3中学"])
def test_a_place_of_work_is_not_doubted(words: str) -> None:
    found = asked_back(words, [SetAnswer(EMPLOYER, words, words)], context(EMPLOYER))

    assert found == (SetAnswer(EMPLOYER, words, words),)


@pytest.mark.parametrize("words", ["退休", "种地", "我退休了"])
def test_an_occupation_is_no_place_of_work(words: str) -> None:
    found = asked_back(words, [SetAnswer(EMPLOYER, words, words)], context(EMPLOYER))

    assert SetNone(EMPLOYER) in found
    assert [each.path for each in found if isinstance(each, SetAnswer)] == [JOB]


@pytest.mark.parametrize("words", ["这个要写什么", "退休了怎么写", "必须写吗"])
def test_a_question_is_no_answer(words: str) -> None:
    found = asked_back(words, [SetAnswer(EMPLOYER, words, words)], context(EMPLOYER))

    assert found == (Do(Act.MEANING),)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("说好一个月还", "2024-02-29"),
        ("半年", "2024-07-31"),
        ("两年以后还", "2026-01-31"),
        ("从2024年3月1日起一年", "2025-03-01"),
    ],
)
def test_a_length_of_time_leads_to_a_day(words: str, day: str) -> None:
    (found,) = asked_back(words, [], context(DUE))

    assert isinstance(found, SetAnswer)
    assert (found.value, found.doubt) == (day, "counted_from")


def test_a_day_is_taken_as_it_is() -> None:
    said = SetAnswer(DUE, "2025-03-05", "2025年3月5日")

    assert asked_back("2025年3月5日", [said], context(DUE)) == (said,)


@pytest.mark.parametrize("path", ["rent_month", "landlord_claims"])
def test_a_share_of_the_rent_is_not_the_rent(path: str) -> None:
    interview = load_interview("house_lease")
    words = "违约金是月租的百分之十 450块"
    asked = Context(TODAY, path, interview.element(path), None, (), interview, Answers({}, {}))

    found = asked_back(words, [SetAnswer("rent_month", "450", "450块")], asked)

    assert not any(isinstance(each, SetAnswer) for each in found)
