"""Sums of a story: interest told in money, sums in lists, repayments one by one."""

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
    ("text", "rate"),
    [
        ("谷丽丽向我借款5万元，约定每月利息500元", "12"),
        ("谷丽丽向我借款5万元，每个月给我五百块利息", "12"),
        ("谷丽丽向我借款5万元，利息一年六千块", "12"),
        ("借给他两万一千块，利息是一千块一个月十块", "12"),
    ],
)
def test_interest_in_money_gives_the_yearly_rate(text, rate):
    found = told(text)["loans[0].rate"]
    assert found.value == rate
    assert text[found.start : found.end] == found.text


def test_a_rate_that_does_not_come_out_even_is_asked():
    assert "loans[0].rate" not in proposed("借给舅舅12万，利息一年五千")


def test_interest_that_was_paid_is_no_rate():
    assert "loans[0].rate" not in proposed("谷丽丽向我借款5万元，付了一年利息6000元")


def test_next_year_in_a_promise_counts_from_the_loan():
    text = "2023年3月20日问我借了三万，讲好明年3月20日还"
    assert proposed(text)["loans[0].due_on"] == "2024-03-20"


def test_days_and_sums_in_lists_are_told_in_turn():
    found = proposed("本人于2023年5月6日、2023年6月6日分两次向他转账出借2万元、3万元")
    assert found["loans[0].delivered_on"] == "2023-05-06"
    assert found["loans[0].amount_delivered"] == "20000"
    assert found["loans[1].delivered_on"] == "2023-06-06"
    assert found["loans[1].amount_delivered"] == "30000"


def test_each_clause_of_repaying_is_a_repayment_of_its_own():
    found = proposed("2023年1月18日借给他两万块，二月份还了五千，五月份还了三千")
    assert found["repayments[0].amount"] == "5000"
    assert found["repayments[1].amount"] == "3000"


def test_neither_the_sum_of_all_nor_the_last_is_one_repayment():
    found = proposed("借给他25万，陆陆续续还了7万，最后一次是2023年2月6日还的一万")
    assert not any(path.startswith("repayments") for path in found)


def test_two_ways_on_two_days_are_two_loans():
    found = proposed("2021年5月1号微信转给解小燕2万，2021年8月8号又借给她现金1万5")
    assert found["loans[0].amount_delivered"] == "20000"
    assert found["loans[1].way"] == "cash"


def test_the_one_firm_of_a_story_that_put_its_seal_is_the_borrower():
    text = "江苏永信模具有限公司2022年缺钱，公司跟我签了借款合同借60万，盖了公章"
    assert proposed(text)["defendants[0].org_name"] == "江苏永信模具有限公司"


def test_the_one_person_who_borrowed_needs_no_cue():
    text = "这个不要脸的范伟民！借我十五万装大爷！"
    assert proposed(text)["defendants[0].name"] == "范伟民"
