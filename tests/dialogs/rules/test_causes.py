"""Causes of action are found by their name, near their name, and by daily words."""

from __future__ import annotations

import pytest

from dialogs.rules.causes import cause_named, causes_near
from dialogs.rules.tables import table

NAMES = {name for names in table("causes")["levels"].values() for name in names}


@pytest.mark.parametrize(
    "told", ["赡养费纠纷", "赡养费", " 赡养费 纠纷 ", "赡养费案", "赡养费的纠纷"]
)
def test_a_name_is_known_with_or_without_its_ending(told):
    assert cause_named(told) == "赡养费纠纷"


@pytest.mark.parametrize("told", ["", "  ", "纠纷", "邻居太吵"])
def test_what_is_no_name_is_none(told):
    assert cause_named(told) == ""


@pytest.mark.parametrize(
    ("told", "cause"),
    [
        ("彩礼退还", "婚约财产纠纷"),
        ("转错账了", "不当得利纠纷"),
        ("被狗咬", "饲养动物损害责任纠纷"),
        ("医疗损害赔偿", "医疗损害责任纠纷"),
    ],
)
def test_daily_words_lead_to_the_cause(told, cause):
    assert causes_near(told)[0] == cause


def test_at_most_five_causes_are_proposed_and_all_are_listed():
    for told in ("合同", "损害赔偿", "权纠纷", "股东知情", "房屋"):
        near = causes_near(told)
        assert 0 < len(near) <= 5 or not near
        assert set(near) <= NAMES


def test_daily_words_lead_to_listed_causes():
    assert set(table("causes")["daily_words"].values()) <= NAMES
