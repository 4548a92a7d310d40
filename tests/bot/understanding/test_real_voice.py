"""Answers as people really give them: taken back, mixed with questions, without a year."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.understanding.embedded import EmbeddedEngine
from bot.understanding.engine import Context
from bot.understanding.stories import facts
from bot.understanding.values import read
from dialogs.answers import Answers
from dialogs.interview.catalogue import load_interview
from dialogs.interview.commands import SetAnswer, Unparsed
from dialogs.schema.definition import ElementType as Type

TODAY = date(2026, 11, 21)
LOAN = load_interview("private_lending")
WORK = load_interview("labor")
ENGINE = EmbeddedEngine()
GIVEN = Answers(
    {
        "plaintiffs[0].kind": "natural",
        "defendants[0].name": "张三",
        "loans[0].amount_agreed": "80000",
        "loans[0].delivered_on": "2023-03-05",
    },
    {"plaintiffs": 1, "defendants": 1, "loans": 1},
)


def commands(path: str, text: str) -> tuple[Any, ...]:
    context = Context(TODAY, path, LOAN.element(path), 0, (), LOAN, GIVEN)
    return ENGINE.understand(text, context).commands


def first(path: str, text: str) -> SetAnswer:
    found = commands(path, text)[0]
    assert isinstance(found, SetAnswer)
    return found


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        ("loans[0].amount_delivered", "不是八万，是八万五？…还是八万吧", "80000"),
        ("loans[0].amount_delivered", "八万五，不对，八万", "80000"),
        ("loans[0].amount_delivered", "七万，说错了，七万五", "75000"),
        ("defendants[0].name", "算了不是张三，是张山", "张山"),
        ("defendants[0].name", "不是张三，张山", "张山"),
        ("loans[0].due_on", "2024年3月5号，不对，2024年5月3号", "2024-05-03"),
    ],
)
def test_what_is_taken_back_does_not_count(path, text, value):
    found = first(path, text)
    assert (found.path, found.value) == (path, value)
    assert found.span is not None
    assert text[found.span[0] : found.span[1]] == found.text


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        ("loans[0].amount_delivered", "五万，对了要交多少钱", "50000"),
        ("loans[0].amount_delivered", "五万吧，你们什么时候能立案", "50000"),
        ("defendants[0].name", "张三，他住哪我不知道", "张三"),
        ("defendants[0].name", "叫张三，身份证我没有", "张三"),
        ("loans[0].due_on", "2024年5月6号，过了这么久还能告吗", "2024-05-06"),
    ],
)
def test_an_answer_with_a_question_behind_it_is_taken(path, text, value):
    assert first(path, text).value == value


def test_an_address_ends_where_other_words_begin():
    text = "我住在郑州金水区花园路5号，你们问这个干嘛"
    assert first("plaintiffs[0].domicile", text).text == "郑州金水区花园路5号"


def test_two_addresses_are_asked_about():
    text = "老家在安徽颍上县谢桥镇，现在住合肥蜀山区长江西路200号"
    found = read(Type.ADDRESS, text, TODAY)
    assert [found.value["code"], *(o["code"] for o in found.alternatives)] == ["341226", "340104"]


def test_several_answers_in_one_message_are_all_taken():
    found = commands("loans[0].amount_delivered", "一共八万，转账的，2023年5月6号给的")
    assert {each.path: each.value for each in found} == {
        "loans[0].amount_delivered": "80000",
        "loans[0].way": "transfer",
        "loans[0].delivered_on": "2023-05-06",
    }


def test_a_feast_without_a_year_may_be_any_since_the_loan_was_given():
    found = first("loans[0].due_on", "国庆节")
    assert (found.value, found.alternatives) == (
        "2023-10-01", ("2024-10-01", "2025-10-01", "2026-10-01"),
    )  # fmt: skip
    assert first("loans[0].due_on", "去年国庆节").value == "2025-10-01"


@pytest.mark.parametrize("text", ["微信也不回", "微信不理我了", "电话也打不通"])
def test_a_channel_that_is_silent_is_no_way_of_paying(text):
    assert not any(
        isinstance(each, SetAnswer) and each.path == "loans[0].way"
        for each in commands("loans[0].way", text)
    )


def test_what_is_not_in_the_note_is_no_note():
    found = commands("loans[0].rate", "月息一分，没写进借条")
    assert [(each.path, each.value) for each in found] == [("loans[0].rate", "12")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("-500", "money_negative"),
        ("负五百块", "money_negative"),
        ("三到五万", "money_not_exact"),
        ("好几万", "money_not_exact"),
    ],
)
def test_a_sum_that_is_none_is_said_so(text, code):
    (found,) = commands("loans[0].amount_delivered", text)
    assert isinstance(found, Unparsed)
    assert found.code == code


@pytest.mark.parametrize("text", ["老王", "王姐", "王总", "小李", "李阿姨", "王某某", "姓王"])
def test_what_somebody_is_called_is_no_full_name(text):
    assert read(Type.PERSON_NAME, text, TODAY).code == "name_not_full"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("他叫李四，是我表哥", "李四"),
        ("欧阳修", "欧阳修"),
        ("古丽娜扎尔·拜合提亚尔", "古丽娜扎尔·拜合提亚尔"),
        ("他身份证上就叫老王", "老王"),
        ("赵六（男）", "赵六"),
    ],
)
def test_a_full_name_is_taken(text, name):
    assert read(Type.PERSON_NAME, text, TODAY).value == name


def test_two_names_are_asked_about():
    reading = read(Type.PERSON_NAME, "张三和李四", TODAY)
    assert (reading.value, reading.alternatives) == ("张三", ("李四",))


@pytest.mark.parametrize(
    ("text", "code", "places"),
    [
        ("身份证号就是这个 3201021990010112 您记一下", "id_format", "16"),
        ("11010519491231002，有2张", "id_format", "17"),
        ("我身份证110105491231002", "id_fifteen_places", None),
        ("身份证在家里没带", "id_missing", None),
        ("110105194912310021", "id_checksum", "18"),
    ],
)
def test_words_around_an_id_number_are_not_counted(text, code, places):
    reading = read(Type.CN_ID_NUMBER, text, TODAY)
    assert reading.code == code
    assert places is None or reading.values["places"] == places


@pytest.mark.parametrize("text", ["十点五分", "说好一年还", "考了90分"])
def test_a_time_or_a_mark_is_no_rate(text):
    assert read(Type.PERCENT_PER_YEAR, text, TODAY).value is None


@pytest.mark.parametrize("text", ["拖欠三个月工资一万八千块", "三个月工资一共一万八没给"])
def test_the_pay_of_several_months_is_no_monthly_wage(text):
    assert "monthly_wage" not in {fact.path for fact in facts(text, WORK, TODAY)}


def test_the_pay_of_several_months_is_asked_for_by_the_month():
    context = Context(TODAY, "monthly_wage", WORK.element("monthly_wage"), None, (), WORK)
    (found,) = ENGINE.understand("三个月一万八", context).commands
    assert isinstance(found, Unparsed)
    assert found.code == "money_for_months"
    (taken,) = ENGINE.understand("每个月六千，三个月没发", context).commands
    assert isinstance(taken, SetAnswer)
    assert taken.value == "6000"
