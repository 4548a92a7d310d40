"""Stories of the other case types: cues of their own, firms, options, and what is not stated."""

from __future__ import annotations

from datetime import date

import pytest

from bot.understanding.scores import OTHER_STORIES, story_scores
from bot.understanding.stories import facts
from dialogs.interview.catalogue import load_interview
from dialogs.schema.files import titles

TODAY = date(2026, 11, 21)


def proposed(case: str, text: str) -> dict[str, object]:
    return {each.path: each.value for each in facts(text, load_interview(case), TODAY)}


def test_every_case_type_has_stories():
    assert {*OTHER_STORIES, "private_lending"} == set(titles())


@pytest.mark.parametrize("split", ["held", "second"])
def test_most_facts_of_kept_stories_are_proposed(split):
    told, _, right = _sums(split)
    assert right / told >= 0.6


@pytest.mark.parametrize("split", ["held", "second"])
def test_nearly_all_that_is_proposed_of_kept_stories_is_right(split):
    _, found, right = _sums(split)
    assert right / found >= 0.97


def _sums(split: str) -> tuple[int, int, int]:
    told, found, right = zip(*(story_scores(case)[split] for case in OTHER_STORIES), strict=True)
    return sum(told), sum(found), sum(right)


@pytest.mark.parametrize(
    ("case", "text", "path"),
    [
        ("divorce", "我们2012年领证结婚", "marriage_proof"),
        ("divorce", "去年8月15号我搬出来住", "separated_since"),
        ("divorce", "儿子都上大学了", "children[0].name"),
        ("divorce", "老公高兴就回来，不高兴就走", "defendants[0].name"),
        ("labor", "在一家奶茶店上班", "defendants[0].org_name"),
        ("labor", "在物流公司上班", "defendants[0].org_name"),
        ("labor", "还没收到裁决书", "arbitration_status"),
        ("labor", "老板给我打了工资欠条，后来仲裁委不予受理", "arbitration_status"),
        ("traffic", "保险公司拖着不赔", "defendants[0].org_name"),
        ("traffic", "住院22天，护理费4400", "nursing_days"),
        ("sale", "卖家叫金诚车行", "defendants[0].name"),
        ("house_lease", "有个门面租给小刘开早餐店", "defendants[0].org_name"),
        ("financial_loan", "年利率4.35%，逾期上浮50%", "overdue_rate"),
        ("guarantee_insurance", "保费每月860元", "premium"),
        ("property_service", "我是业主，叫桑梅，物业不管", "defendants[0].name"),
        ("traffic", "我叫张丽，对方叫李强", "third_persons[0].name"),
        ("plain", "2026年3月1日关的门，打电话催过", "demands[0].made_on"),
    ],
)
def test_what_is_not_stated_is_not_proposed(case, text, path):
    assert path not in proposed(case, text)


@pytest.mark.parametrize(
    ("case", "text", "path", "value"),
    [
        ("labor", "我在鑫源服装厂干活", "defendants[0].org_name", "鑫源服装厂"),
        ("labor", "没签劳动合同", "contract_signed", "never"),
        ("divorce", "我老公赵志强天天打牌", "spouse_side", "wife"),
        ("sale", "给山东鲁泰食品有限公司供货", "defendants[0].org_name", "山东鲁泰食品有限公司"),
        ("sale", "给张伟的工地供砖", "defendants[0].name", "张伟"),
        ("house_lease", "房子在长沙市岳麓区", "house_address", "430104"),
        ("property_service", "合同是物业签的 2019年5月1号", "signed_on", "2019-05-01"),
        ("house_sale", "面积89平方米", "house_area", "89"),
    ],
)
def test_what_is_stated_is_proposed(case, text, path, value):
    found = proposed(case, text).get(path)
    assert (found["code"] if isinstance(found, dict) else found) == value


def test_a_second_child_is_a_further_item():
    found = proposed("divorce", "2011年12月25日生下女儿周雨桐，2018年2月14日生儿子周雨泽")
    assert found["children[1].name"] == "周雨泽"


def test_a_yes_or_no_is_read_from_its_own_words():
    refused = proposed("divorce", "我老公叫茅建，2023年9月9号领的证，他死活不离")
    assert refused["spouse_agrees"] is False
    agreed = proposed("divorce", "我老公叫茅建，2023年9月9号领的证，他同意离婚就是不去民政局")
    assert agreed["spouse_agrees"] is True


def test_all_causes_that_are_told_are_proposed_together():
    found = proposed("divorce", "我老公叫尤刚，喝醉了就打我，2026年1月5号起分居了")
    assert found["causes"] == ["separated", "violence"]


def test_a_cause_that_is_denied_is_not_proposed():
    assert "causes" not in proposed("divorce", "我老公叫尤刚，他没有打我，也没有赌博")


def test_unpaid_wages_are_a_claim():
    text = "我2023年2月20日入职恒达电子公司，公司拖欠三个月工资，仲裁裁决2026年11月5日收到"
    found = proposed("labor", text)
    assert found["claim_kinds"] == ["wages"]
    assert found["award_received_on"] == "2026-11-05"
    assert found["arbitration_status"] == "awarded"


def test_what_was_awarded_is_not_what_is_claimed():
    text = "仲裁裁公司付赔偿金98000元，裁决书11月12号收到，加班费22000元没支持，我想起诉"
    found = proposed("labor", text)
    assert not {"claim_kinds", "dismissal_amount"} & set(found)


def test_a_tenant_makes_no_claims_of_a_landlord():
    text = "我是租客，房东叫文秀英，欠租不欠租都说不清，房东不退押金，要我解除合同"
    assert "landlord_claims" not in proposed("house_lease", text)


def test_the_children_said_to_be_all_mine_are_each_mine():
    text = "婚后2010年11月23日生女儿梁雨欣，2015年3月6日生儿子梁雨辰，两个孩子由原告抚养"
    found = proposed("divorce", text)
    assert found["children[0].custody_to"] == found["children[1].custody_to"] == "plaintiff"


def test_a_stretch_is_its_first_and_its_last_day():
    text = "我是房东，门面租给曹军，租期2023年6月1日到2028年5月31日，月租8500元"
    found = proposed("house_lease", text)
    assert (found["lease_from"], found["lease_until"]) == ("2023-06-01", "2028-05-31")


def test_who_hit_me_is_the_defendant():
    text = "我下班路上被外卖小哥王强的电动车撞了，小腿骨折"
    assert proposed("traffic", text)["defendants[0].name"] == "王强"
    assert "defendants[0].name" not in proposed("traffic", "我被一辆白色的车撞了")


def test_what_was_delivered_is_told_without_how_long():
    text = "去年给一个叫宏达建筑公司的工地送了半年盒饭，到现在还欠我四万六没给"
    found = proposed("sale", text)
    assert found["goods"] == "盒饭"
    assert found["defendants[0].org_name"] == "宏达建筑公司"
    assert found["side"] == "seller"
