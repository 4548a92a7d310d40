"""Words of daily life that sound like danger, giving up or calling for somebody, and the real."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.messages import Option
from bot.understanding.acts import DANGERS
from bot.understanding.embedded import EmbeddedEngine
from bot.understanding.engine import Context
from dialogs.answers import Answers
from dialogs.interview.catalogue import load_interview
from dialogs.interview.commands import Act, Do
from dialogs.schema.files import read_yaml

TODAY = date(2026, 11, 21)
ENGINE = EmbeddedEngine()
LOAN = load_interview("private_lending")
ANSWERS = Answers({"plaintiffs[0].kind": "natural"}, {"plaintiffs": 1, "defendants": 1, "loans": 1})
SENTENCES: dict[str, list[str]] = read_yaml(Path(__file__).with_name("daily.yml"))
GRAVE = {
    *DANGERS, Act.CANCEL, Act.HUMAN, Act.PAUSE, Act.RESTART, Act.WITHDRAW, Act.DELETE_DATA,
    Act.LEAVE_DEVICE, Act.REMINDERS_OFF,
}  # fmt: skip
YES_NO = (Option("yes", "有"), Option("no", "没有"))
PATHS = (
    "purpose",
    "relation",
    "facts_story",
    "plaintiffs[0].name",
    "plaintiffs[0].employer",
    "plaintiffs[0].phone",
    "loans[0].amount_delivered",
    "loans[0].due_on",
    "loans[0].rate",
    "loans[0].way",
)


def asked(path: str) -> Context:
    return Context(TODAY, path, LOAN.element(path), 0 if "[" in path else None, (), LOAN, ANSWERS)


CONTEXTS = [asked(path) for path in PATHS]
CONTEXTS.append(Context(TODAY, "more:repayments", None, None, YES_NO, LOAN, ANSWERS))


def acts(text: str, context: Context) -> set[Act]:
    return {each.act for each in ENGINE.understand(text, context).commands if isinstance(each, Do)}


@pytest.mark.parametrize("text", SENTENCES["harmless"])
def test_an_answer_of_daily_life_sets_off_nothing(text: str):
    found = {context.asks: acts(text, context) & GRAVE for context in CONTEXTS}
    assert {asks: taken for asks, taken in found.items() if taken} == {}


@pytest.mark.parametrize("text", SENTENCES["harmless"])
def test_words_of_daily_life_are_no_danger_before_anything_is_asked(text: str):
    assert acts(text, Context(TODAY)).isdisjoint(DANGERS)


@pytest.mark.parametrize("text", [text for act in DANGERS for text in SENTENCES[act.value]])
def test_real_danger_is_heard_at_any_question(text: str):
    for context in (*CONTEXTS, Context(TODAY)):
        assert acts(text, context) & set(DANGERS), context.asks


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("这里该咋个写你给我看个样子嘛", Act.EXAMPLE),
        ("问这么多到底跟我要钱有什么关系啊", Act.WHY),
        ("你说的这个词我听不懂啥意思", Act.MEANING),
        ("我接个电话晚点回来再弄这个", Act.PAUSE),
        ("麻烦给我找个真人客服来说话", Act.HUMAN),
        ("这个我先不填了问下一个吧", Act.SKIP),
    ],
)
@pytest.mark.parametrize("path", ["purpose", "facts_story", "loans[0].amount_delivered"])
def test_an_act_in_the_middle_of_a_question_is_heard(path: str, text: str, act: Act):
    assert acts(text, asked(path)) == {act}
