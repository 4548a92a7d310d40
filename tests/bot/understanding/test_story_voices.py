"""Loans as they are told: in lists, in doubt, by way of other people, by firms."""

from __future__ import annotations

from datetime import date

import pytest

from bot.understanding.stories import facts
from dialogs.interview.catalogue import load_interview

LOAN = load_interview("private_lending")


def proposed(text: str) -> dict[str, object]:
    return {each.path: each.value for each in facts(text, LOAN, date(2026, 11, 21))}


def test_a_list_of_days_and_sums_is_a_list_of_loans():
    found = proposed("他借了我三次钱，2023年2月1日两千，2023年5月4日三千，2023年8月9日一万")
    loans = [(found[f"loans[{n}].delivered_on"], found[f"loans[{n}].amount_agreed"])
             for n in range(3)]  # fmt: skip
    assert loans == [("2023-02-01", "2000"), ("2023-05-04", "3000"), ("2023-08-09", "10000")]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("我借给郝强三万五，也有说四万的，记不清了", "loans[0].amount_delivered"),
        ("借给他三万还是四万，记不清", "loans[0].amount_delivered"),
        ("2022年5月还是6月我借给他三万", "loans[0].delivered_on"),
        ("我今年68岁，他借了我三万", "loans[0].delivered_on"),
        ("借给他9万，其中转账7万", "loans[1].amount_delivered"),
        ("他跟我借了四万二说过年周转", "loans[0].due_on"),
        ("借给他8万，2020年8月18日到期。后来重新写了借条，约定2022年1月1日归还", "loans[0].due_on"),
    ],
)
def test_what_is_in_doubt_is_not_proposed(text, path):
    assert path not in proposed(text)


def test_cash_and_transfer_in_one_loan_are_a_mixed_way():
    found = proposed("2024年8月8日借给高建设9万，现金2万，转账7万")
    assert (found["loans[0].way"], found["loans[0].amount_delivered"]) == ("mixed", "90000")


def test_the_day_at_the_end_of_a_clause_with_还_is_the_due_day():
    assert proposed("借给他三万，2025年4月15日还，转的账")["loans[0].due_on"] == "2025-04-15"
    assert "loans[0].due_on" not in proposed("借给他三万，2025年4月15日还了一万")


def test_a_firm_that_borrows_is_the_borrower():
    text = "青岛海纳贸易有限公司因资金周转困难，于2022年6月1日向我借款120万元"
    assert proposed(text)["defendants[0].org_name"] == "青岛海纳贸易有限公司"


def test_the_man_of_a_firm_who_borrows_himself_is_the_borrower():
    text = "杭州禾木装饰工程有限公司法定代表人祝涛向我个人借款20万元"
    found = proposed(text)
    assert found["defendants[0].name"] == "祝涛"
    assert "defendants[0].org_name" not in found


@pytest.mark.parametrize(
    "text", ["给我前妻的哥哥白建民转了两万", "房东说他搬走了，借给他两万", "俺兄弟媳妇借了两万"]
)
def test_kin_of_kin_and_third_persons_are_not_the_relation(text):
    assert proposed(text).get("relation") not in ("前妻", "房东", "兄弟", "哥哥")


def test_dialect_is_read_as_the_common_words():
    found = proposed("佢叫黎国华，2022年12月12号问我借咗三万蚊")
    assert (found["defendants[0].name"], found["loans[0].amount_agreed"]) == ("黎国华", "30000")


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("2023年5月1日借给他三万，约定2022年5月1日还清", ("delivered_on", "due_on")),
        ("他跟我借了三万，我转给他五万", ("amount_agreed", "amount_delivered")),
        ("借了我0元", ("amount_agreed",)),
    ],
)
def test_what_breaks_a_check_of_the_interview_is_asked(text, paths):
    found = proposed(text)
    assert not {f"loans[0].{path}" for path in paths} & set(found)


def test_a_number_is_his_who_was_named_last():
    found = proposed("本人借给罗小兵两万（身份证号：440524188001010014）")
    assert found["defendants[0].id_number"] == "440524188001010014"
    assert "plaintiffs[0].id_number" not in found


def test_until_a_day_is_not_that_day():
    assert "repayments[0].paid_on" not in proposed("借给他十万，到2021年底他付了一万四")


def test_a_cue_may_need_a_number_behind_it():
    found = proposed("公司2020年12月9日借150万买种子")
    assert found["loans[0].amount_agreed"] == "1500000"


def test_money_before_a_word_that_begins_like_a_unit_is_money():
    assert proposed("他开口借20万周转")["loans[0].amount_agreed"] == "200000"
    assert proposed("借给他3万分两次还")["loans[0].amount_delivered"] == "30000"


def test_a_sum_promised_is_no_repayment():
    assert "repayments[0].amount" not in proposed("借给他五万五，约定2024年8月20日还6万")
