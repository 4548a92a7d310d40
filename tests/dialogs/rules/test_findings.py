"""What the rules see in loan cases, and what they leave alone."""

from __future__ import annotations

import pytest

from dialogs.findings import Level
from dialogs.rules import findings
from dialogs.rules.wording import say_finding
from tests.dialogs.rules.case_files import TODAY, answers


def seen(**changes):
    return {each.code: each for each in findings("private_lending", answers(**changes), TODAY)}


def test_a_plain_case_has_nothing_to_warn_of():
    assert all(each.level is Level.INFO for each in seen(principal_claimed="50000").values())


SEEN = [
    ("defendant_without_name", {"defendants_0__name": None}, Level.BLOCK),
    ("defendant_not_identified", {"defendants_0__domicile": "不知道"}, Level.BLOCK),
    (
        "defendant_weakly_identified",
        {"defendants_0__domicile": "不知道", "defendants_0__phone": "13800138001"},
        Level.WARN,
    ),
    ("plaintiff_particulars_missing", {"plaintiffs_0__phone": None}, Level.BLOCK),
    ("sues_oneself", {"defendants_0__id_number": "11010519491231002X"}, Level.BLOCK),
    ("same_name_both_sides", {"defendants_0__name": "张三"}, Level.WARN),
    ("minor_without_guardian", {"plaintiffs_0__birth_date": "2015-01-01"}, Level.BLOCK),
    ("minor_may_need_guardian", {"plaintiffs_0__birth_date": "2009-01-01"}, Level.WARN),
    (
        "guardian_is_defendant",
        {"plaintiffs_0__birth_date": "2015-01-01", "plaintiffs_0__guardian_name": "李四"},
        Level.WARN,
    ),
    ("id_number_wrong", {"defendants_0__id_number": "110105194912310021"}, Level.WARN),
    ("gender_differs", {"plaintiffs_0__gender": "male"}, Level.WARN),
    ("birth_date_differs", {"plaintiffs_0__birth_date": "1949-12-30"}, Level.WARN),
    ("arbitration_clause", {"jur_agreement": "yes", "jur_kind": "arbitration"}, Level.BLOCK),
    (
        "arbitration_clause_disputed",
        {"jur_kind": "arbitration", "other_facts": "仲裁条款没写清是哪个仲裁委员会"},
        Level.WARN,
    ),
    ("court_not_among", {"court": "上海市浦东新区人民法院"}, Level.WARN),
    ("insulting_words", {"facts_story": "他这个王八蛋不还钱"}, Level.WARN),
    ("date_in_future", {"loans_0__signed_on": "2027-01-01"}, Level.WARN),
    (
        "preservation_suit_due",
        {"pre_preserve": True, "pp_date": "2026-11-01"},
        Level.WARN,
    ),
    ("preservation_suit_over", {"pre_preserve": True, "pp_date": "2026-09-01"}, Level.WARN),
    ("interest_not_agreed", {"loans_0__rate": "无"}, Level.WARN),
    (
        "interest_unclear_people",
        {"loans_0__rate": "不知道", "loans_0__rate_basis": "unclear"},
        Level.WARN,
    ),
    ("rate_over_cap", {"loans_0__rate": "24"}, Level.WARN),
    ("rate_cap_not_verified", {"loans_0__delivered_on": "2026-09-01"}, Level.WARN),
    ("interest_two_periods", {"loans_0__delivered_on": "2019-09-01"}, Level.INFO),
    (
        "rate_over_old_cap",
        {"loans_0__delivered_on": "2019-09-01", "loans_0__rate": "36"},
        Level.WARN,
    ),
    ("late_interest_by_lpr", {"loans_0__rate": "无", "interest_claim": "overdue"}, Level.INFO),
    ("delivered_less_than_agreed", {"loans_0__amount_delivered": "47000"}, Level.WARN),
    ("delivered_more_than_agreed", {"loans_0__amount_delivered": "57000"}, Level.WARN),
    (
        "settlement_over_cap",
        {"loans_0__settlement_on": "2025-06-01", "loans_0__settlement_amount": "60000"},
        Level.WARN,
    ),
    (
        "lender_is_financial",
        {"plaintiffs_0__kind": "org", "plaintiffs_0__org_name": "某某小额贷款有限公司"},
        Level.WARN,
    ),
    ("debt_from_wages", {"loans_0__debt_origin": "wages"}, Level.WARN),
    (
        "repaid_before_loan",
        {"repayments_0__amount": "1000", "repayments_0__paid_on": "2023-01-01"},
        Level.WARN,
    ),
    (
        "repaid_more_than_lent",
        {"loans_0__rate": "无", "repayments_0__amount": "60000"},
        Level.WARN,
    ),
    ("principal_over_facts", {"principal_claimed": "60000"}, Level.WARN),
    ("interest_over_computed", {"interest_claimed": "20000"}, Level.WARN),
    ("total_not_the_sum", {"principal_claimed": "50000", "total_claimed": "99999"}, Level.WARN),
    ("loan_not_due", {"loans_0__due_on": "2027-05-31"}, Level.WARN),
    ("spouse_liability_open", {"defendants_1__role": "spouse"}, Level.WARN),
    ("other_money_in_story", {"facts_story": "这是他欠我的货款"}, Level.WARN),
    ("loan_for_unlawful_use", {"purpose": "拿去还赌债"}, Level.WARN),
    ("payee_is_other", {"loans_0__payee": "某某商贸有限公司"}, Level.INFO),
    ("limitation_over", {"loans_0__due_on": "2023-05-31"}, Level.WARN),
    ("limitation_near", {"loans_0__due_on": "2024-01-31"}, Level.WARN),
    (
        "limitation_without_due_day",
        {"loans_0__due_on": "无", "demands_0__made_on": "2023-01-01"},
        Level.WARN,
    ),
    (
        "surety_period_over_general",
        {"guarantees_0__kind": "surety", "guarantees_0__mode": "unclear"},
        Level.WARN,
    ),
    (
        "surety_period_near_joint",
        {
            "guarantees_0__kind": "surety",
            "guarantees_0__mode": "joint",
            "guarantees_0__period_until": "2026-12-20",
        },
        Level.WARN,
    ),
    ("surety_without_debtor", {"defendants_0__role": "surety"}, Level.WARN),
]


@pytest.mark.parametrize(("code", "changes", "level"), SEEN, ids=[each[0] for each in SEEN])
def test_the_rule_sees_it_and_says_what_to_do(code, changes, level):
    found = seen(**changes)
    assert code in found
    assert found[code].level is level
    assert found[code].sources
    assert found[code].elements
    assert say_finding(found[code])
    assert say_finding(found[code], "clerk")
    assert say_finding(found[code], "title")


def test_quoted_insults_are_evidence():
    assert "insulting_words" not in seen(facts_story="他发微信骂我“王八蛋”")


def test_a_demand_in_time_starts_limitation_anew():
    assert "limitation_over" not in seen(
        loans_0__due_on="2022-05-31", demands_0__made_on="2024-09-01"
    )


def test_a_demand_that_came_too_late_does_not():
    assert "limitation_over" in seen(loans_0__due_on="2021-05-31", demands_0__made_on="2025-09-01")


def test_limitation_never_blocks():
    found = seen(loans_0__due_on="2000-05-31", loans_0__delivered_on="1999-06-01")
    assert found["limitation_over"].level is Level.WARN


def test_a_surety_period_is_not_restarted_by_a_demand():
    found = seen(
        guarantees_0__kind="surety",
        guarantees_0__mode="general",
        guarantees_0__guarantor="赵六",
        demands_0__made_on="2025-10-01",
    )
    assert found["surety_period_over_general"].values["until"] == "2025年11月30日"


def test_blocking_findings_come_first():
    levels = [each.level for each in findings("private_lending", answers(), TODAY)]
    assert levels == sorted(levels, key=["block", "warn", "info"].index)


def test_without_a_due_day_limitation_runs_from_the_time_a_demand_gave():
    found = seen(loans_0__due_on="无", loans_0__grace_until="2023-06-30")
    assert found["limitation_over"].values["until"] == "2026年6月30日"
    assert "loans[0].grace_until" in found["limitation_over"].elements


def test_a_surety_period_runs_from_the_time_a_demand_gave():
    found = seen(
        loans_0__due_on="无",
        loans_0__grace_until="2026-07-01",
        guarantees_0__kind="surety",
        guarantees_0__mode="general",
    )
    assert found["surety_period_near_general"].values["until"] == "2027年1月1日"
