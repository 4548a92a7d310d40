"""Values in free text: blanks, full width, ranges, stretches of time, days without a year."""

from __future__ import annotations

from datetime import date

import pytest

from bot.understanding.values import find, read
from dialogs.schema.definition import ElementType

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("number", "3 万 2 千 5 百", "32500"),
        ("number", "六千 四百 点 二五", "6400.25"),
        ("number", "三 分 之 二百", "66.66666666666666666666666667"),
        ("number", "2 1/2", "2.5"),
        ("number", "两百零几万", "2000000"),
        ("number", "７，８９０", "7890"),
        ("money", "７，８９０元", "7890"),
        ("money", "6块3毛5", "6.35"),
        ("money", "八毛五", "0.85"),
        ("money", "8分", "0.08"),
        ("percent", "百分之一 点二", "1.2"),
        ("percent", "八 点 五 成", "85"),
        ("percent", "七成五", "75"),
        ("percent", "十万分之五", "0.005"),
        ("duration", "个半月", {"count": "45", "unit": "day"}),
        ("duration", "三个多星期", {"count": "3", "unit": "week"}),
        ("yes_no", "我看这样也行，所以我同意", True),
    ],
)
def test_a_value_is_found(kind, text, value):
    assert [one.value for one in find(text, [kind], TODAY)] == [value]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("过去三年", "2023-11-21", "2026-11-21"),
        ("未来两周", "2026-11-21", "2026-12-05"),
        ("2023年前三个季度", "2023-01-01", "2023-09-30"),
        ("2022年最后两个月", "2022-11-01", "2022-12-31"),
        ("去年5月头三天", "2025-05-01", "2025-05-03"),
        ("上个季度", "2026-07-01", "2026-09-30"),
        ("2021年二季度末", "2021-06-01", "2021-06-30"),
        ("上个半年", "2026-01-01", "2026-06-30"),
        ("今明两年", "2026-01-01", "2027-12-31"),
        ("2019到21年6月", "2019-01-01", "2021-06-30"),
        ("自2020年1月1日起至2020年3月31日止", "2020-01-01", "2020-03-31"),
        ("2025年11月至2月", "2025-11-01", "2026-02-28"),
        ("2028年6月1日-6月30日", "2028-06-01", "2028-06-30"),
    ],
)
def test_a_stretch_of_time_is_found(text, first, last):
    (found,) = find(text, ["date", "date_range"], TODAY)
    assert found.value == {"from": first, "to": last}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("一年后", ["2027-11-21"]),
        ("三个月后还清", ["2027-02-21"]),
        ("2023年3月5日借的，一年后还", ["2023-03-05", "2024-03-05"]),
        ("10月12号，星期一", ["2026-10-12"]),
        ("周日，3月1日", ["2026-03-01"]),
        ("下周周六", ["2026-11-28"]),
        ("9月10号，11号，12号", ["2026-09-10", "2026-09-11", "2026-09-12"]),
        ("去年十一", ["2025-10-01"]),
        ("《明天之后》是昨天看的", ["2026-11-20"]),
        ("6·30", ["2026-06-30"]),
        ("2024 11 23", ["2024-11-23"]),
        ("借了十一万", []),
        ("十年中国的变化", []),
    ],
)
def test_a_day_is_found(text, days):
    found = find(text, ["date", "date_range"], TODAY)
    assert [one.value for one in found] == days


def test_a_day_without_a_year_has_its_next_one_beside_it():
    (found,) = find("3月8号", ["date"], TODAY)
    assert (found.value, found.alternatives) == ("2026-03-08", ("2027-03-08",))
    (month,) = find("三月", ["date_range"], TODAY)
    assert month.value["from"] == "2026-03-01"
    assert month.alternatives == ("2027-03-01",)


def test_an_answer_only_offers_days_that_are_near():
    assert read(ElementType.DATE, "8月8号", TODAY).alternatives == ()
    assert read(ElementType.DATE, "12月5号", TODAY).alternatives == ("2026-12-05",)


def test_a_coin_is_no_rate_where_rates_are_looked_for():
    assert [one.kind for one in find("利息2分", None, TODAY)] == ["percent"]
    assert find("十点五分到的", ["money"], TODAY) == []
