"""Wordings of stories that were misread or passed over when they were first heard."""

from datetime import date

import pytest

from bot.understanding.stories import facts
from bot.understanding.values import find
from dialogs.interview.catalogue import load_interview

TODAY = date(2026, 11, 21)


def proposed(case: str, text: str) -> dict[str, object]:
    return {one.path: one.value for one in facts(text, load_interview(case), TODAY)}


@pytest.mark.parametrize(
    ("case", "text", "path", "value"),
    [
        ("private_lending", "欧阳莉借我9500不还，有欠条", "loans[0].amount_agreed", "9500"),
        (
            "private_lending",
            "2024年6月22日他妈住院做手术要花钱，找我借了两万，现金给他的",
            "loans[0].delivered_on",
            "2024-06-22",
        ),
        (
            "private_lending",
            "王八蛋马占奎欠我钱，2023年8月19日借了四万七",
            "defendants[0].name",
            "马占奎",
        ),
        (
            "private_lending",
            "女朋友黎诗雨分两次跟我要钱说是借的，2025年3月1日5200，3月14日8000",
            "loans[1].amount_agreed",
            "8000",
        ),
        (
            "private_lending",
            "老大孙国强2024年9月1日借了我3万，老二孙国胜是担保人",
            "guarantees[0].guarantor",
            "孙国胜",
        ),
        (
            "private_lending",
            "我司（合肥瑞丰商贸有限公司）与芜湖恒泰建材有限公司签订借款合同",
            "plaintiffs[0].org_name",
            "合肥瑞丰商贸有限公司",
        ),
        (
            "private_lending",
            "认识了工友蒲大勇，他借我3万，我托老乡去他家找",
            "relation",
            "工友",
        ),
        (
            "private_lending",
            "他从俺这儿拿的18万开店，打了借条",
            "loans[0].amount_agreed",
            "180000",
        ),
        (
            "private_lending",
            "原告系苏州恒源纺织有限公司，被告向原告借款",
            "plaintiffs[0].org_name",
            "苏州恒源纺织有限公司",
        ),
        ("private_lending", "他付了一年利息7200", "repayments[0].amount", "7200"),
        (
            "sale",
            "我公司向顺达五金制品有限公司订购不锈钢管",
            "defendants[0].org_name",
            "顺达五金制品有限公司",
        ),
        (
            "traffic",
            "昨天给了认定书。9月12号早上被车撞了",
            "accident_on",
            "2026-09-12",
        ),
        ("labor", "还押我两个月工资7200", "wages_amount", "7200"),
        ("traffic", "误工两个月损失11000", "lost_income_amount", "11000"),
        ("house_lease", "我是租客，房租2100一个月，押金2100", "rent_month", "2100"),
        ("house_lease", "租客欠我房租，从3月1号就开始不给房租", "owed_since", "2026-03-01"),
        ("credit_card", "2023年11月18日之后就没再还过", "owed_since", "2023-11-18"),
        ("divorce", "2016年办的酒席，第二年三月二十一号领的证", "married_on", "2017-03-21"),
        ("divorce", "我要离婚。老婆佟丽娜出轨了", "spouse_side", "husband"),
    ],
)
def test_what_is_told_is_proposed(case, text, path, value):
    assert proposed(case, text).get(path) == value


@pytest.mark.parametrize(
    ("case", "text", "path"),
    [
        (
            "private_lending",
            "借了十二万，一张借条都没得写，就是银行转给他的",
            "loans[0].contract_form",
        ),
        ("private_lending", "她2025年5月20日跟我要钱，转了一万三", "demands[0].made_on"),
        ("private_lending", "借给他20万，房子2025年2月14号过户给他儿子了", "loans[0].delivered_on"),
        ("private_lending", "2025年4月3日他微信转给我4000", "loans[0].delivered_on"),
        ("private_lending", "2023年教师节第二天问我借了十万", "loans[0].delivered_on"),
        (
            "private_lending",
            "2025年4月8号 4月20号 5月6号 分别找我借了5000 8000 12000",
            "loans[0].delivered_on",
        ),
        ("labor", "19年五一过后上的班", "hired_on"),
        ("labor", "跟着他干干了四个月一天三百五", "position"),
        ("house_lease", "我是房东，物业水电还欠我870", "rent_owed"),
        ("house_lease", "一次交了半年房租9600", "rent_month"),
        ("divorce", "我弟的老婆出轨了", "spouse_side"),
    ],
)
def test_what_is_not_told_is_not_proposed(case, text, path):
    assert path not in proposed(case, text)


def test_a_firm_of_its_own_is_not_the_other_side_of_an_employer():
    told = proposed(
        "labor", "我们单位是徐州东旭食品有限公司，员工谭志明2022年4月11日入职，我司不服"
    )

    assert told["plaintiffs[0].org_name"] == "徐州东旭食品有限公司"
    assert "defendants[0].org_name" not in told


@pytest.mark.parametrize(
    ("text", "sum_"), [("2100一个月", "2100"), ("300一天", "300"), ("4200一分不退", "4200")]
)
def test_a_sum_ends_where_its_unit_of_time_begins(text, sum_):
    assert next(one.value for one in find(text, ("money", "number"), TODAY)) == sum_
