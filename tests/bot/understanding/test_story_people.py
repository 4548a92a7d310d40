"""Stories in which two borrow together, a value is taken back, or a day heads its sentence."""

from __future__ import annotations

from datetime import date

import pytest

from bot.understanding.stories import Proposal, facts
from dialogs.interview.catalogue import load_interview

LOAN = load_interview("private_lending")


def told(text: str) -> dict[str, Proposal]:
    return {each.path: each for each in facts(text, LOAN, date(2026, 11, 21))}


def proposed(text: str) -> dict[str, object]:
    return {path: each.value for path, each in told(text).items()}


@pytest.mark.parametrize(
    "text",
    [
        "小两口找我借钱，男的叫方志明女的叫沈燕，借了六万",
        "被告方志明、其妻沈燕夫妻二人向原告借款六万元",
        "2021年3月4日方志明和他老婆沈燕一起向我借了六万",
    ],
)
def test_two_who_borrowed_together_are_two_defendants(text):
    found = proposed(text)
    assert found["defendants[0].name"] == "方志明"
    assert found["defendants[1].name"] == "沈燕"


def test_the_wife_who_only_knew_is_no_defendant():
    text = "2021年3月4日方志明向我借了六万，方志明的妻子沈燕说不知道这笔钱"
    assert "defendants[1].name" not in proposed(text)


def test_a_sum_that_is_taken_back_gives_way_to_the_one_that_holds():
    text = "借给他十万，不对，是八万，2023年7月1号打给他的"
    found = told(text)["loans[0].amount_delivered"]
    assert found.value == "80000"
    assert text[found.start : found.end] == "八万"


def test_a_sum_that_is_denied_is_not_proposed():
    assert proposed("2024年4月12号借给韦明三万不是两万")["loans[0].amount_delivered"] == "30000"


def test_what_is_said_of_the_first_loan_goes_to_the_first():
    found = proposed(
        "第一笔2022年3月2日借给他五万，第二笔2022年11月20日借给他三万，"
        "第一笔说好2023年3月1日还，第二笔没说"
    )
    assert found["loans[0].due_on"] == "2023-03-01"
    assert "loans[1].due_on" not in found


def test_the_day_that_begins_a_sentence_is_that_of_all_it_tells():
    text = "前年5月20号，我老乡曾凡林来家里坐，说周转不开，我把四万块现金给了他"
    assert proposed(text)["loans[0].delivered_on"] == "2024-05-20"


def test_the_name_after_the_surname_is_my_own():
    assert proposed("我姓柏，柏长林，我借给徐广生2万")["plaintiffs[0].name"] == "柏长林"


def test_a_sum_only_asked_for_is_not_what_was_agreed():
    found = proposed("他找我借3万我没那么多，就给了他两万二")
    assert "loans[0].amount_agreed" not in found
    assert found["loans[0].amount_delivered"] == "22000"


def test_the_loan_and_the_day_it_was_handed_over_are_one_loan():
    found = proposed("2021年9月1日他向我借款80万元，我于2021年9月3日通过银行转账把80万打到公司账户")
    assert found["loans[0].delivered_on"] == "2021-09-03"
    assert "loans[1].delivered_on" not in found


def test_a_story_in_one_breath_still_names_its_loan():
    found = proposed(
        "我前年三月十二号借给我同事袁立军四万五他说半年就还我结果到现在电话也不接微信也把我删了"
        "我也没有让他写欠条我现在想起诉他要回这个钱"
    )
    assert found["loans[0].amount_delivered"] == "45000"
