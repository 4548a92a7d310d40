"""M01–M08: private lending, limitation and suretyship, as the text of the law has it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dialogs.money import Money
from dialogs.rules.interest import simple_interest
from tests.dialogs.rules.rows.filings import ABSENT, Seen, expect, of

UNKNOWN = {"unknown": True}
NO_RATE = {"loans[0].rate": "无", "loans[0].overdue_rate": ABSENT}


def loan(**more):
    return {f"loans[0].{key}": value for key, value in more.items()}


def lent(on, due, **more):
    return loan(delivered_on=on, due_on=due, **more)


def surety(mode, **more):
    told = {"kind": "surety", "guarantor": "赵六", "mode": mode, "signed_on": "2024-06-01",
            "terms": "还不上由我还", "period_until": "无", **more}  # fmt: skip
    return of("guarantees", told)


BOTH = {
    "defendants[0].role": "borrower",
    **of("defendants", {"kind": "natural", "name": "赵六", "role": "surety",
                        "domicile": "北京市朝阳区建国路3号"}, 1),
}  # fmt: skip
DEMAND = {"demands[0].made_on": "2024-09-01", "demands[0].way": "微信"}

ROWS = [
    # M01
    ("no interest agreed, interest claimed", {**NO_RATE, "interest_claim": "agreed"}, "",
     "interest_not_agreed=warn"),
    ("no interest agreed, only delay claimed", {**NO_RATE, "interest_claim": "overdue"}, "",
     "-interest_not_agreed late_interest_by_lpr=info"),
    ("no interest agreed, none claimed", {**NO_RATE, "interest_claim": "none"}, "",
     "-interest_not_agreed"),
    ("interest unclear between people", loan(rate=UNKNOWN, rate_basis="unclear"), "",
     "interest_unclear_people=warn"),
    ("interest unclear, a firm borrows",
     {**loan(rate=UNKNOWN, rate_basis="unclear"), "defendants[0].kind": "org",
      "defendants[0].org_name": "某某公司", "defendants[0].org_address": "北京市朝阳区建国路2号"},
     "", "interest_unclear_org=warn -interest_unclear_people"),
    # M02: LPR 3.45 in June 2024, four times 13.8
    ("at the cap", loan(rate="13.8"), "", "-rate_over_cap"),
    ("a hundredth over the cap", loan(rate="13.81"), "", "rate_over_cap=warn"),
    ("a cap of its own day", lent("2024-07-22", "2025-07-21", rate="13.5"), "",
     "rate_over_cap=warn"),
    ("the day before that", lent("2024-07-21", "2025-07-20", rate="13.5"), "", "-rate_over_cap"),
    ("interest for delay over the cap", loan(overdue_rate="24"), "", "rate_over_cap=warn"),
    ("36 per cent", loan(rate="36"), "", "rate_over_cap=warn"),
    ("a cap nobody verified", lent("2026-09-01", "2026-10-01", rate="24"), "",
     "rate_cap_not_verified=warn -rate_over_cap"),
    ("costs on top of interest at the cap",
     {**loan(rate="13.8"), "costs_claimed": True, "costs_amount": "5000", "costs_detail": "律师费"},
     "", "costs_over_cap=warn"),
    ("costs with a low rate",
     {**loan(rate="6"), "costs_claimed": True, "costs_amount": "5000", "costs_detail": "律师费"},
     "", "-costs_over_cap"),
    # M03
    ("formed before 2020-08-20", lent("2020-08-19", "2025-08-18", rate="12"), "",
     "interest_two_periods=info"),
    ("formed on 2020-08-20", lent("2020-08-20", "2025-08-19", rate="12"), "",
     "-interest_two_periods"),
    ("24 per cent on 2020-08-20: LPR 3.85", lent("2020-08-20", "2025-08-19", rate="24"), "",
     "rate_over_cap=warn -rate_over_old_cap"),
    ("15.4 per cent on 2020-08-20", lent("2020-08-20", "2025-08-19", rate="15.4"), "",
     "-rate_over_cap"),
    ("36 per cent in 2019", lent("2019-09-01", "2025-08-31", rate="36"), "",
     "rate_over_old_cap=warn"),
    ("24 per cent in 2019", lent("2019-09-01", "2025-08-31", rate="24"), "", "-rate_over_old_cap"),
    # M04
    ("interest kept back", loan(amount_delivered="47000"), "", "delivered_less_than_agreed=warn"),
    ("all of it handed over", {}, "", "-delivered_less_than_agreed -delivered_more_than_agreed"),
    ("more handed over", loan(amount_delivered="51000"), "", "delivered_more_than_agreed=warn"),
    # M05
    ("late from a day nobody verified",
     {**NO_RATE, **lent("2026-06-01", "2026-08-01"), "interest_claim": "overdue"}, "",
     "late_rate_not_verified=warn"),
    # M06
    ("a renewed paper with too much in it",
     loan(settlement_on="2025-06-01", settlement_amount="57000", settlement_replaced="旧借条"), "",
     "settlement_over_cap=warn"),
    ("a renewed paper within the cap",
     loan(settlement_on="2025-06-01", settlement_amount="56000", settlement_replaced="旧借条"), "",
     "-settlement_over_cap"),
    # M07
    ("a small-loan company", {"plaintiffs[0].kind": "org", "plaintiffs[0].org_name":
     "某某小额贷款有限公司", "plaintiffs[0].org_address": "四川省成都市武侯区一环路1号",
     "plaintiffs[0].legal_rep": "钱七", "plaintiffs[0].legal_rep_title": "经理",
     "plaintiffs[0].legal_rep_phone": "13800138002"}, "", "lender_is_financial=warn"),
    ("a person lends", {}, "", "-lender_is_financial"),
    # M08: due 2025-05-31, six months: 2025-11-30
    ("general suretyship, over", {**BOTH, **surety("general")}, "",
     "surety_period_over_general=warn"),
    ("general suretyship, the last day", {**BOTH, **surety("general")}, "2025-11-30",
     "surety_period_near_general=warn"),
    ("general suretyship, the day after", {**BOTH, **surety("general")}, "2025-12-01",
     "surety_period_over_general=warn"),
    ("joint suretyship, over", {**BOTH, **surety("joint")}, "", "surety_period_over_joint=warn"),
    ("joint suretyship, near its end", {**BOTH, **surety("joint")}, "2025-11-01",
     "surety_period_near_joint=warn"),
    ("a period agreed", {**BOTH, **surety("general", period_until="2028-05-31")}, "",
     "-surety_period_over_general -surety_period_near_general"),
    ("a period agreed before the due day",
     {**BOTH, **surety("general", period_until="2025-05-31")}, "",
     "surety_period_over_general=warn"),
    ("a demand restarts nothing", {**BOTH, **surety("general"), "demands[0].made_on": "2025-11-01",
     "demands[0].way": "微信"}, "", "surety_period_over_general=warn"),
    ("how he stands surety is unclear", {**BOTH, **surety("unclear")}, "2025-08-01",
     "surety_mode_unclear=warn"),
    ("no due day", {**BOTH, **surety("general"), **loan(due_on="无")}, "",
     "surety_period_open=warn"),
    ("the surety alone is sued",
     {**surety("general"), "defendants[0].name": "赵六", "defendants[0].role": "surety"}, "",
     "surety_without_debtor=warn"),
    ("the joint surety alone is sued",
     {**surety("joint"), "defendants[0].name": "赵六", "defendants[0].role": "surety"}, "",
     "joint_surety_without_debtor=warn"),
    ("the surety is not sued", surety("joint"), "", "surety_not_sued=info"),
    ("both are sued", {**BOTH, **surety("joint")}, "",
     "-surety_not_sued -surety_without_debtor -joint_surety_without_debtor"),
    # G14, G15
    ("three years to the day", lent("2022-11-21", "2023-11-21"), "",
     "limitation_near=warn -limitation_over"),
    ("three years and a day", lent("2022-11-20", "2023-11-20"), "", "limitation_over=warn"),
    ("over half a year left", lent("2023-06-01", "2024-05-31"), "", "-limitation_near"),
    ("a demand in time", {**lent("2021-01-01", "2022-05-31"), **DEMAND}, "", "-limitation_over"),
    ("a demand too late", {**lent("2019-01-01", "2021-08-31"), **DEMAND}, "",
     "limitation_over=warn"),
    ("no due day, never asked for", loan(due_on="无"), "", "-limitation_over -limitation_near"),
    ("no due day, asked for long ago",
     {**loan(due_on="无"), "demands[0].made_on": "2023-01-01", "demands[0].way": "微信"}, "",
     "limitation_without_due_day=warn -limitation_over"),
    ("part repaid in time",
     {**lent("2021-01-01", "2022-05-31"), "repayments[0].amount": "100",
      "repayments[0].paid_on": "2024-05-01"}, "", "-limitation_over"),
    ("hindered in the last six months",
     {**lent("2022-01-01", "2023-08-31"), "hindered_by": "force_majeure",
      "hindered_from": "2026-07-01", "hindered_until": "2026-08-15"}, "", "-limitation_over"),
    ("hindered before the last six months",
     {**lent("2022-01-01", "2023-08-31"), "hindered_by": "force_majeure",
      "hindered_from": "2025-07-01", "hindered_until": "2026-02-01"}, "", "limitation_over=warn"),
    ("still hindered",
     {**lent("2022-01-01", "2023-08-31"), "hindered_by": "controlled",
      "hindered_from": "2026-07-01", "hindered_until": "无"}, "", "-limitation_over"),
    ("twenty years are the end",
     {**lent("2004-01-01", "2005-01-01"), "demands[0].made_on": "2025-09-01",
      "demands[0].way": "微信"}, "", "limitation_over=warn"),
    # what the money was, what is claimed
    ("the paper stands for wages", loan(contract_form="debt_note", debt_origin="wages"), "",
     "debt_from_wages=warn"),
    ("the paper stands for goods", loan(contract_form="debt_note", debt_origin="goods"), "",
     "debt_from_goods=warn"),
    ("not due yet", loan(due_on="2027-05-31"), "", "loan_not_due=warn"),
    ("not due, called in", {**loan(due_on="2027-05-31"), "early_repayment": "accelerate"}, "",
     "-loan_not_due"),
    ("more claimed than lent", {"principal_claimed": "60000"}, "", "principal_over_facts=warn"),
    ("the spouse without a reason",
     of("defendants", {"kind": "natural", "name": "王五", "role": "spouse",
                       "domicile": "北京市朝阳区建国路2号"}, 1), "", "spouse_liability_open=warn"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "today", "wanted"), [row[1:] for row in ROWS],
                         ids=[row[0] for row in ROWS])  # fmt: skip
def test_a_loan(changes, today, wanted):
    expect("loan", changes, today, wanted)


def year(base, percent, days):
    return simple_interest(Money.of(base), Decimal(percent), days)


def test_interest_before_and_after_the_cap_of_2020_is_counted_apart():
    """Lent on 2020-01-01 at 24 per cent, filed in June 2026: LPR then 3.00, so 12 per cent."""
    changes = {**lent("2020-01-01", "2026-01-01", rate="24"), "interest_claim": "agreed"}
    seen = Seen("loan", changes, "2026-06-22")
    before = year("50000", "24", 232)  # to 2020-08-19
    after = year("50000", "12", 1961)  # from 2020-08-20 to 2026-01-01
    assert seen.answers.money("interest_claimed") == before + after


def test_a_repayment_goes_to_interest_first_then_to_the_principal():
    """民法典 561: a year at 12 per cent is 6,000; of 10,000 repaid 4,000 meet the principal."""
    changes = {
        **lent("2024-06-01", "2026-06-01"),
        "interest_claim": "agreed",
        "repayments[0].amount": "10000",
        "repayments[0].paid_on": "2025-06-01",
    }
    seen = Seen("loan", changes, "2026-06-01")
    assert seen.answers.text("principal_claimed") == "46000"
    assert seen.answers.money("interest_claimed") == year("46000", "12", 365)


def test_a_repayment_said_to_meet_the_principal_does():
    changes = {
        **lent("2024-06-01", "2026-06-01"),
        "interest_claim": "agreed",
        "repayments[0].amount": "10000",
        "repayments[0].paid_on": "2025-06-01",
        "repayments[0].toward": "principal",
    }
    assert Seen("loan", changes, "2026-06-01").answers.text("principal_claimed") == "40000"


def test_what_was_kept_back_bears_no_interest():
    changes = {**lent("2024-06-01", "2025-06-01", amount_delivered="47000")}
    seen = Seen("loan", {**changes, "interest_claim": "agreed"}, "2025-06-01")
    assert seen.answers.money("interest_claimed") == year("47000", "12", 365)


def test_the_rate_is_cut_to_the_cap():
    changes = {**lent("2024-06-01", "2025-06-01", rate="24"), "interest_claim": "agreed"}
    seen = Seen("loan", changes, "2025-06-01")
    assert seen.answers.money("interest_claimed") == year("50000", "13.8", 365)


def test_late_interest_without_any_rate_follows_the_lpr_of_the_first_day_of_delay():
    changes = {**NO_RATE, **lent("2024-01-01", "2025-06-01"), "interest_claim": "overdue"}
    seen = Seen("loan", changes, "2026-06-02")
    assert seen.answers.money("interest_claimed") == year("50000", "3.00", 365)
