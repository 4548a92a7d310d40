"""Principal, interest and totals of loan cases, computed by hand."""

from __future__ import annotations

from dialogs.rules.derivations import derivation
from tests.dialogs.rules.case_files import TODAY, answers


def derived(name, given, index=None, group=None):
    found = derivation(name, group)(given, index, TODAY)
    return None if found is None else found.value


def test_agreed_interest_is_simple_interest_of_365_days():
    case = answers(interest_claim="agreed")
    # 2024-06-01 to 2025-06-01 (the due day counted): 365 days at 12 %
    assert derived("interest_claimed", case) == "6000"


def test_both_kinds_of_interest_run_to_the_day_claimed():
    # 903 days at 12 %
    assert derived("interest_claimed", answers()) == "14843.84"


def test_a_rate_above_four_times_the_lpr_is_cut_to_it():
    case = answers(loans_0__rate="24", interest_claim="agreed")
    # LPR of 2024-06-01 is 3.45 %: 13.8 %
    assert derived("interest_claimed", case) == "6900"


def test_without_agreement_delay_bears_the_lpr_of_that_day():
    case = answers(loans_0__rate="无", interest_claim="overdue")
    # 2025-06-01: LPR 3.00 %, 538 days
    assert derived("interest_claimed", case) == "2210.96"


def test_an_unverified_lpr_gives_no_number():
    case = answers(loans_0__rate="无", loans_0__due_on="2026-08-01", interest_claim="overdue")
    assert derived("interest_claimed", case) is None
    assert "未核实" in derived("interest_workings", case)


def test_an_old_loan_above_every_cap_gives_the_formula_but_no_sum():
    case = answers(
        loans_0__delivered_on="2019-03-05", loans_0__due_on="2020-03-04", loans_0__rate="24"
    )
    assert derived("interest_claimed", case) is None
    assert "2020年8月20日" in derived("interest_workings", case)


def test_repayment_meets_interest_first():
    case = answers(repayments_0__amount="10000", repayments_0__paid_on="2025-06-01")
    assert derived("repaid_interest", case) == "6000"
    assert derived("repaid_principal", case) == "4000"
    assert derived("principal_claimed", case) == "46000"


def test_repayment_agreed_as_principal_lowers_the_principal():
    case = answers(
        repayments_0__amount="10000",
        repayments_0__paid_on="2025-06-01",
        repayments_0__toward="principal",
    )
    assert derived("principal_claimed", case) == "40000"


def test_without_a_claim_for_interest_repayments_lower_the_principal():
    case = answers(
        interest_claim="none", repayments_0__amount="10000", repayments_0__paid_on="2025-06-01"
    )
    assert derived("principal_claimed", case) == "40000"


def two_loans(**more):
    return answers(
        loans_1__amount_agreed="20000",
        loans_1__amount_delivered="20000",
        loans_1__delivered_on="2024-01-01",
        loans_1__due_on="2024-12-31",
        loans_1__rate="无",
        **more,
    )


def test_an_unnamed_repayment_meets_the_debt_that_is_due():
    case = two_loans(repayments_0__amount="5000", repayments_0__paid_on="2025-02-01")
    # 31 days of delay at 3.10 % on 20,000 come to 52.66, met first
    assert derived("loan_balance", case, 1, "loans") == "15052.66"
    assert derived("loan_balance", case, 0, "loans") == "50000"


def test_a_named_repayment_meets_the_named_loan():
    case = two_loans(
        interest_claim="none",
        repayments_0__amount="5000",
        repayments_0__paid_on="2025-02-01",
        repayments_0__loan_number="1",
    )
    assert derived("loan_balance", case, 0, "loans") == "45000"


def test_the_principal_is_what_was_delivered():
    assert derived("principal_claimed", answers(loans_0__amount_delivered="47000")) == "47000"


def test_a_renewed_iou_starts_the_account_anew():
    case = answers(
        loans_0__settlement_on="2025-06-01",
        loans_0__settlement_amount="56000",
        interest_claim="none",
        repayments_0__amount="3000",
        repayments_0__paid_on="2025-01-01",
    )
    assert derived("principal_claimed", case) == "56000"


def test_total_adds_principal_interest_and_costs():
    case = answers(
        principal_claimed="50000",
        interest_claimed="6000",
        costs_claimed=True,
        costs_amount="3000",
    )
    assert derived("total_claimed", case) == "59000"


def test_days_of_delay_count_from_the_day_after_the_due_day():
    assert derived("overdue", answers()) is True
    assert derived("overdue_since", answers()) == "2025-06-01"
    assert derived("overdue_days", answers()) == "539"


def test_identity_follows_from_the_id_number():
    assert derived("gender", answers(), 0, "plaintiffs") == "female"
    assert derived("birth_date", answers(), 0, "plaintiffs") == "1949-12-31"
    assert derived("id_type", answers(), 0, "plaintiffs") == "resident_id"
    assert derived("gender", answers(), 0, "defendants") is None


def test_law_relied_on_follows_the_claims():
    with_surety = answers(
        guarantees_0__kind="surety", guarantees_0__mode="joint", claim_guarantee=True
    )
    assert "第六百八十八条" in derived("basis_law", with_surety)
    assert "第六百八十八条" not in derived("basis_law", answers())
