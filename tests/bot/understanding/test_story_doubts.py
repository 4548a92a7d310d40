"""What a story of a loan only seems to say is not proposed."""

from datetime import date

import pytest

from bot.understanding.stories import facts
from dialogs.interview.catalogue import load_interview

_TODAY = date(2026, 11, 21)


def _told(text: str) -> dict[str, object]:
    found = facts(text, load_interview("private_lending"), _TODAY)
    return {each.path: each.value for each in found}


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("王强2023年3月5日向我借5万，他说先还五千，没给", "repayments[0].amount"),
        ("我2023年3月5日借给王强5万，对方说2024年给过我3万现金", "repayments[0].amount"),
        ("我2023年3月5日借给王强5万，他说月底发了工资就还", "loans[0].due_on"),
        ("我的同事王强2023年3月5日向我借5万，他女朋友李梅也在场", "defendants[1].name"),
        ("我老公叫雷大勇，王强2023年3月5日跟我借了5万", "defendants[1].name"),
        ("我借给王强5万，我嫂子电话13712345678", "defendants[0].phone"),
        ("我借给王强5万，李小磊电话13844445555", "defendants[0].phone"),
        ("我自己还欠银行12万，王强没还我钱", "loans[0].amount_agreed"),
        ("王强又还了2000", "repayments[0].amount"),
        ("王强2023年向我借5万，公司经理说个人也担保但没签字", "guarantees[0].kind"),
        ("我在镇上开五金店，王强2023年3月5日向我借5万", "purpose"),
        ("席永亮2021年7月的3万还清了，2022年8月5日的5万没还", "loans[0].due_on"),
        ("柳长青2023年2月1日跟我借5万，2024年2月1日到期后才还了2万", "repayments[0].paid_on"),
        ("借给王强5万，双方没有签书面合同", "loans[0].contract_form"),
        ("我姐夫王强做生意赔了，2023年3月5日向我借5万", "purpose"),
        ("老板你帮我看看，王强2023年3月5日向我借5万", "relation"),
    ],
)
def test_what_is_doubtful_is_not_proposed(text: str, path: str) -> None:
    assert path not in _told(text)


@pytest.mark.parametrize("tail", ["一直不还", "一次还清", "一分没还"])
def test_a_word_behind_a_sum_adds_no_coins(tail: str) -> None:
    assert _told(f"李伟2024年3月5日向我借了5万元{tail}")["loans[0].amount_agreed"] == "50000"


def test_the_name_of_the_speakers_husband_is_the_plaintiff_if_the_loan_was_his() -> None:
    told = _told("我替我老公问的。我老公叫雷大勇，熊建平2022年9月1号向他借了20万")
    assert told["plaintiffs[0].name"] == "雷大勇"
    assert told.get("defendants[0].name") != "雷大勇"


def test_a_total_beside_single_repayments_is_no_further_one() -> None:
    told = _told("王强2022年3月1日还了5000，2022年9月1日还了6000，一共还了1.1万")
    assert (told["repayments[1].amount"], "repayments[2].amount" in told) == ("6000", False)


def test_each_number_goes_to_the_side_that_is_named_before_it() -> None:
    told = _told(
        "我叫阳国平，电话13812345678。借款人费晓刚2023年5月5日向我借款10万元，电话13500001111"
    )
    assert told["plaintiffs[0].phone"] == "13812345678"
    assert told["defendants[0].phone"] == "13500001111"


def test_the_lenders_number_is_never_the_borrowers() -> None:
    told = _told(
        "甲方（出借人）：温兰，身份证11010519491231002X；"
        "乙方（借款人）：李国强，身份证440524188001010014，借款5万元"
    )
    assert told["plaintiffs[0].id_number"] == "11010519491231002X"
    assert told["defendants[0].id_number"] == "440524188001010014"
