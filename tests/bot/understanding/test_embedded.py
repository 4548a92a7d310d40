"""What the default engine makes of messages, with and without an open question."""

from __future__ import annotations

from datetime import date

import pytest

from bot.messages import Option
from bot.understanding.embedded import EmbeddedEngine
from bot.understanding.engine import Context
from dialogs.answers import Answers
from dialogs.interview.catalogue import load_interview
from dialogs.interview.commands import (
    Act,
    ChooseOption,
    Do,
    Navigate,
    ProposeCase,
    SetAnswer,
    SetNone,
    SetUnknown,
    Unparsed,
)

TODAY = date(2026, 11, 21)
LOAN = load_interview("private_lending")
ENGINE = EmbeddedEngine()
ANSWERS = Answers(
    {
        "loans[0].amount_delivered": "30000",
        "loans[0].delivered_on": "2023-03-05",
        "plaintiffs[0].id_number": "11010519491231002X",
        "plaintiffs[0].kind": "natural",
    },
    {"loans": 1, "plaintiffs": 1},
)
YES_NO = (Option("yes", "是"), Option("no", "否"))


def asked(path, *options, answers=ANSWERS):
    try:
        element = LOAN.element(path)
    except KeyError:
        element = None
    return Context(TODAY, path, element, 0 if "[" in path else None, options, LOAN, answers)


def one(text, context):
    commands = ENGINE.understand(text, context).commands
    assert len(commands) == 1, commands
    return commands[0]


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        ("loans[0].amount_delivered", "三万五", "35000"),
        ("loans[0].due_on", "2024年3月4号", "2024-03-04"),
        ("plaintiffs[0].name", "张三", "张三"),
        ("plaintiffs[0].phone", "138 0013 8000", "13800138000"),
        ("loans[0].way", "微信转账", "transfer"),
        ("purpose", "做生意周转", "做生意周转"),
    ],
)
def test_an_answer_is_taken(path, text, value):
    command = one(text, asked(path))
    assert isinstance(command, SetAnswer)
    assert (command.path, command.value) == (path, value)


@pytest.mark.parametrize("text", ["我哪晓得还的是哪一笔", "分不清是哪一笔", "没说清还哪一笔"])
def test_which_of_them_is_no_number(text):
    path = "repayments[0].loan_number"
    assert one(text, asked(path)) == SetUnknown(path)


def test_not_known_and_none_are_answers():
    assert one("不知道啊", asked("loans[0].due_on")) == SetUnknown("loans[0].due_on")
    assert one("没有约定", asked("loans[0].rate")) == SetNone("loans[0].rate")


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("为什么要这个", Act.WHY),
        ("什么意思", Act.MEANING),
        ("上一步", Act.BACK),
        ("先跳过", Act.SKIP),
        ("转人工", Act.HUMAN),
        ("明天再说", Act.PAUSE),
        ("要多少钱", Act.ASK_FEE),
    ],
)
def test_an_act_is_no_answer(text, act):
    for path in ("loans[0].amount_delivered", "plaintiffs[0].name", "loans[0].due_on"):
        command = one(text, asked(path))
        assert isinstance(command, Do)
        assert command.act is act


@pytest.mark.parametrize("text", ["对", "是的", "嗯嗯"])
def test_assent_chooses_the_button(text):
    assert one(text, asked("consent", *YES_NO)) == ChooseOption("yes")


@pytest.mark.parametrize("text", ["没有了", "不用", "无", "没了"])
def test_denial_closes_a_group(text):
    assert one(text, asked("more:loans", *YES_NO)) == ChooseOption("no")


def test_a_correction_finds_its_answer():
    command = one("不对，是五万不是三万", asked("loans[0].due_on"))
    assert isinstance(command, SetAnswer)
    assert (command.path, command.value) == ("loans[0].amount_delivered", "50000")
    assert command.correction


def test_a_wish_to_correct_goes_there():
    assert one("我要改身份证号", asked("loans[0].due_on")) == Navigate("plaintiffs[0].id_number")


def test_words_that_cannot_be_an_answer_say_why():
    command = one("随便写写", asked("loans[0].amount_delivered"))
    assert isinstance(command, Unparsed)
    assert command.code == "money_unreadable"


def test_several_facts_in_one_message_are_all_taken():
    text = "李四，男，身份证11010519491231002X，电话13800138000，住北京市海淀区中关村大街1号"
    answers = Answers({"defendants[0].kind": "natural"}, {"defendants": 1})
    commands = ENGINE.understand(text, asked("defendants[0].name", answers=answers)).commands
    found = {each.path: each for each in commands if isinstance(each, SetAnswer)}
    assert set(found) == {
        f"defendants[0].{key}" for key in ("name", "gender", "id_number", "phone", "domicile")
    }
    for each in found.values():
        assert each.span is not None
        assert text[each.span[0] : each.span[1]] == each.text


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("我老公喝醉了打我", Act.DANGER_VIOLENCE),
        ("他拿刀要砍我", Act.DANGER_VIOLENCE),
        ("钱要不回来我不想活了", Act.DANGER_SUICIDE),
        ("他天天打孩子", Act.DANGER_CHILD),
    ],
)
def test_danger_comes_first(text, act):
    for context in (Context(TODAY), asked("purpose"), asked("loans[0].amount_delivered")):
        found = ENGINE.understand(text, context).commands[0]
        assert isinstance(found, Do)
        assert found.act is act


def test_a_story_proposes_its_case():
    command = one("有人欠我钱不还", Context(TODAY))
    assert isinstance(command, ProposeCase)
    assert command.candidates[0][0] == "private_lending"


def test_a_story_proposes_facts_with_their_words():
    text = "我表弟2021年3月5号借了我八万，打了借条说年底还，利息一分，后来还了两万就不接电话了"
    commands = ENGINE.understand(text, Context(TODAY, interview=LOAN)).commands
    found = {each.path: each for each in commands if isinstance(each, SetAnswer)}
    assert found["loans[0].delivered_on"].value == "2021-03-05"
    assert found["loans[0].amount_agreed"].value == "80000"
    assert found["loans[0].due_on"].value == "2021-12-31"
    assert found["loans[0].rate"].alternatives == ("10",)
    assert found["repayments[0].amount"].value == "20000"
    for each in found.values():
        assert each.span is not None
        assert text[each.span[0] : each.span[1]] == each.text


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "😀😀", "hello world", "' OR 1=1; --", "<script>alert(1)</script>", "\u200b\u202e",
        "\ud83d", "𠮷" * 30, "一" * 10_000, "借了" * 5_000, "9" * 10_000, "，" * 10_000,
    ],
)  # fmt: skip
def test_nothing_ends_a_turn(text):
    for context in (
        Context(TODAY),
        Context(TODAY, interview=LOAN),
        asked("loans[0].amount_delivered"),
        asked("facts_story"),
        asked("consent", *YES_NO),
    ):
        ENGINE.understand(text, context)


@pytest.mark.parametrize(
    ("path", "text", "command"),
    [
        ("loans[0].rate", "没说过利息", SetNone("loans[0].rate")),
        ("loans[0].due_on", "没说什么时候还", SetNone("loans[0].due_on")),
        ("defendants[0].phone", "他换号了我不知道", SetUnknown("defendants[0].phone")),
        ("defendants[0].id_number", "他的身份证我没有", SetUnknown("defendants[0].id_number")),
        ("more:repayments", "一分没还", ChooseOption("no")),
        ("more:repayments", "还了两次", ChooseOption("yes")),
        ("submit", "对，没问题", ChooseOption("yes")),
    ],
)
def test_an_answer_among_other_words_is_taken(path, text, command):
    assert one(text, asked(path, *YES_NO)) == command


@pytest.mark.parametrize("text", ["有问题", "有个地方不对", "要多少钱", "能不能等等"])
def test_nothing_binding_is_agreed_to_by_half(text):
    for path in ("submit", "statement_of_truth", "consent"):
        assert ChooseOption("yes") not in ENGINE.understand(text, asked(path, *YES_NO)).commands


def test_a_value_chooses_the_button_that_shows_it():
    options = (Option("0", "30元"), Option("1", "300,000元"))
    assert one("30万", asked("choose:loans[0].amount_delivered", *options)) == ChooseOption("1")


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("身份证号是440524188001010014", "plaintiffs[0].id_number"),
        ("对方的身份证号是440524188001010014", "defendants[0].id_number"),
    ],
)
def test_a_number_is_of_the_side_that_is_asked_about(text, path):
    answers = Answers({"plaintiffs[0].kind": "natural"}, {"plaintiffs": 1, "defendants": 1})
    context = asked("plaintiffs[0].gender", Option("male", "男"), answers=answers)

    commands = ENGINE.understand(text, context).commands
    assert path in {each.path for each in commands if isinstance(each, SetAnswer)}
