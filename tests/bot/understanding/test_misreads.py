"""Words that real conversations had, and that were taken for something else."""

from __future__ import annotations

from datetime import date

import pytest

from bot.messages import Option
from bot.understanding.batch import intent_of
from bot.understanding.embedded import EmbeddedEngine
from bot.understanding.engine import Context
from dialogs.answers import Answers
from dialogs.interview.catalogue import load_interview
from dialogs.interview.commands import Act, ChooseOption, Do, ProposeCase, SetAnswer, SetNone

TODAY = date(2026, 11, 21)
LOAN = load_interview("private_lending")
ENGINE = EmbeddedEngine()
ANSWERS = Answers({"plaintiffs[0].kind": "natural"}, {"plaintiffs": 1, "defendants": 1, "loans": 1})
CASES = (
    Option("private_lending", "民间借贷"),
    Option("labor", "劳动争议"),
    Option("plain", "其他"),
)
AGREE = (Option("yes", "同意"), Option("no", "不同意"))


def asked(path: str, *options: Option) -> Context:
    return Context(TODAY, path, LOAN.element(path), 0, options, LOAN, ANSWERS)


def acts(text: str, context: Context) -> list[Act]:
    found = ENGINE.understand(text, context).commands
    return [each.act for each in found if isinstance(each, Do)]


@pytest.mark.parametrize("text", ["个人", "我是个人", "自己", "公司", "单位", "有人", "没手机"])
def test_a_short_word_is_no_act(text):
    contexts = [
        Context(TODAY, "case_type", options=CASES),
        asked("plaintiffs[0].kind"),
        asked("loans[0].amount_delivered"),
        asked("loans[0].way"),
        asked("loans[0].due_on"),
        asked("plaintiffs[0].phone"),
    ]
    for context in contexts:
        assert acts(text, context) == []


@pytest.mark.parametrize("text", ["个人转的", "下个月", "好多钱", "随便", "微信", "他说了算"])
def test_a_short_answer_is_never_an_act_by_statistics(text):
    for path in ("loans[0].amount_delivered", "loans[0].due_on", "loans[0].way", "loans[0].rate"):
        assert acts(text, asked(path)) == []


@pytest.mark.parametrize("text", ["个人", "我个人", "他个人借的"])
def test_a_person_is_not_asked_for_without_a_word_for_one(text):
    assert acts(text, Context(TODAY)) == []
    assert intent_of(text)["fallback"]


@pytest.mark.parametrize("text", ["转人工", "人工", "我要找人说", "找个工作人员", "有没有客服"])
def test_a_person_asked_for_is_heard_at_any_question(text):
    for context in (Context(TODAY), asked("loans[0].due_on"), asked("plaintiffs[0].phone")):
        assert acts(text, context) == [Act.HUMAN]


@pytest.mark.parametrize("text", ["有人欠我钱不还", "有个人借了我三万不还", "朋友欠我钱不还怎么办"])
def test_a_matter_told_where_consent_is_asked_is_no_consent(text):
    found = ENGINE.understand(text, Context(TODAY, "consent", options=AGREE)).commands
    assert isinstance(found[0], ProposeCase)
    assert not any(isinstance(each, ChooseOption) for each in found)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("plaintiffs[0].employer", "没有工作单位"),
        ("plaintiffs[0].employer", "没工作"),
        ("plaintiffs[0].employer", "我现在没工作"),
        ("plaintiffs[0].employer", "没单位的"),
        ("plaintiffs[0].employer", "失业了"),
        ("plaintiffs[0].job_title", "没工作"),
        ("loans[0].rate", "没约定利息"),
        ("loans[0].rate", "没有利息"),
    ],
)
def test_what_is_denied_is_none(path, text):
    assert ENGINE.understand(text, asked(path)).commands == (SetNone(path),)


def test_an_employer_is_still_one():
    for text in ("无锡工作室", "没完没了餐馆", "个体户"):
        (found,) = ENGINE.understand(text, asked("plaintiffs[0].employer")).commands
        assert isinstance(found, SetAnswer)
        assert found.value == text
