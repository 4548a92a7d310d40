"""What a story does not state is not proposed: other events, other sums, things only talked of."""

from __future__ import annotations

from datetime import date

import pytest

from bot.understanding.stories import facts
from dialogs.interview.catalogue import load_interview

LOAN = load_interview("private_lending")


def proposed(text: str) -> dict[str, object]:
    return {each.path: each.value for each in facts(text, LOAN, date(2026, 11, 21))}


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("2022年借的5万，到期后他付利息到2022年9月，本金没还", "loans[0].due_on"),
        ("从我手里拿走四万五，去年腊月给了五千利息", "loans[0].amount_delivered"),
        ("2018年打工认识的，欠我钱后来转成借款15万", "loans[0].delivered_on"),
        ("他要借20万，扣了第一个月利息6000", "loans[1].delivered_on"),
        ("借给他三万，借条没写", "loans[0].contract_form"),
        ("借给他三万，让他写个借条他不写", "loans[0].contract_form"),
        ("借给他三万，他微信回我说再等等", "loans[0].way"),
        ("借给他三万，最后一次发微信他没理我", "loans[0].way"),
        ("借给他三万，他说借条回头补", "loans[0].contract_form"),
        ("借给他三万，没好意思让他写借条", "loans[0].contract_form"),
        ("老板说公司周转让我借20万给他", "plaintiffs[0].org_name"),
        ("经朋友介绍认识的王总，借我30万", "relation"),
        ("借款三万，逾期利息按年15%算", "loans[0].rate"),
        ("对方叫武汉宏达建材有限公司，向我借款100万", "defendants[0].name"),
        ("原告通过建设银行转账交付三万元", "plaintiffs[0].name"),
    ],
)
def test_what_is_not_stated_is_not_proposed(text, path):
    assert path not in proposed(text)


def test_a_name_ends_where_a_verb_begins():
    text = "被告刘梅提供连带责任保证，2021年6月1日向我借款50万元"
    assert proposed(text)["defendants[0].name"] == "刘梅"
    assert proposed("借款人李建国2022年借了6万")["defendants[0].name"] == "李建国"


def test_a_day_far_from_the_year_it_may_belong_to_is_not_proposed():
    near = "2024年7月20号借给他二十五万，10月1号还了一万"
    assert proposed(near)["repayments[0].paid_on"] == "2024-10-01"
    far = (
        "2024年7月20号借给他二十五万，他说是要买房子，后来两个人分手了，他又不认账，说这个钱是彩礼，"
        "不肯还给我们家，真是气死人，10月1号给他发微信要过"
    )
    assert "demands[0].made_on" not in proposed(far)


def test_a_further_sum_is_a_further_loan():
    found = proposed("他2022年5月借的3万是转账，后来又拿了1万现金")
    assert (found["loans[0].amount_agreed"], found["loans[0].way"]) == ("30000", "transfer")
    assert (found["loans[1].amount_agreed"], found["loans[1].way"]) == ("10000", "cash")
