"""What sales, bank loans, recourse and finance leases derive, and where they stay silent."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dialogs.answers import Answers
from dialogs.rules.derivations import DERIVATIONS

TODAY = date(2026, 11, 21)


def derive(name: str, values: dict[str, Any], none: tuple[str, ...] = (), **counts: int) -> Any:
    found = DERIVATIONS[name](Answers(values, counts, frozenset(), frozenset(none)), None, TODAY)
    return None if found is None else found.value


SELLER = {"side": "seller", "price_claimed": "36500", "due_on": "2025-11-20"}


def test_interest_of_a_sale_counts_from_the_day_after_the_due_day() -> None:
    assert derive("sale_interest", {**SELLER, "interest_rate": "10"}) == "3650"


def test_interest_by_the_lpr_is_not_computed() -> None:
    assert derive("sale_interest", SELLER, none=("interest_rate",)) is None
    told = derive("late_standard", {**SELLER, "late_claim": "interest"}, none=("interest_rate",))
    assert "LPR" in told


def test_nothing_is_late_before_the_due_day() -> None:
    early = {**SELLER, "due_on": "2027-01-01", "interest_rate": "10", "price_unpaid": "36500"}
    assert derive("sale_interest", early) is None
    assert derive("sale_delayed", early) is False


def test_an_agreed_penalty_goes_before_one_by_the_day() -> None:
    by_day = {**SELLER, "late_rate": "0.1"}
    assert derive("sale_penalty", by_day) == "13322.50"
    assert derive("sale_penalty", {**by_day, "penalty_agreed": "500"}) == "500"


@pytest.mark.parametrize(
    ("values", "left"),
    [
        ({"total_price": "100", "price_paid": "30"}, "70"),
        ({"total_price": "100", "statement_amount": "60", "price_paid": "10"}, "50"),
        ({"total_price": "100", "price_paid": "130"}, None),
        ({"total_price": "100"}, None),
    ],
)
def test_what_is_left_of_a_price(values: dict[str, str], left: str | None) -> None:
    assert derive("price_unpaid", values) == left


def test_a_price_of_which_nothing_was_paid_is_left_whole() -> None:
    assert derive("price_unpaid", {"total_price": "100"}, none=("price_paid",)) == "100"


def test_repaid_principal_is_not_guessed_while_a_payment_is_unknown() -> None:
    paid = {"disbursements[0].amount": "100", "disbursements[1].paid_on": "2024-01-01"}
    assert derive("amount_disbursed", paid, disbursements=2) is None
    assert derive("bank_repaid_principal", {"principal_claimed": "40"}) is None
    told = {"amount_disbursed": "100", "principal_claimed": "40"}
    assert derive("bank_repaid_principal", told) == "60"


def test_an_insurer_claims_what_is_left_of_its_payout() -> None:
    assert derive("compensation_claimed", {"payout_amount": "100"}) == "100"
    back = {"payout_amount": "100", "repaid_to_insurer": "30"}
    assert derive("compensation_claimed", back) == "70"
    assert derive("compensation_claimed", {**back, "repaid_to_insurer": "130"}) is None


def test_rent_already_paid_follows_only_when_future_rent_was_told() -> None:
    told = {"rent_total": "300", "rent_due_claimed": "100"}
    assert derive("lease_rent_paid", told) is None
    assert derive("lease_rent_paid", {**told, "rent_future_claimed": "50"}) == "150"
    assert derive("lease_rent_paid", told, none=("rent_future_claimed",)) == "200"


def test_a_single_sum_is_named_without_a_total() -> None:
    assert derive("charges_detail", {"interest_claimed": "42"}) == "利息42元"
    both = {"interest_claimed": "42", "fee_claimed": "8"}
    assert derive("charges_detail", both) == "利息42元＋手续费8元＝50元"


def test_the_total_is_all_that_is_claimed() -> None:
    claimed = {"principal_claimed": "100", "penalty_claimed": "5", "costs_amount": "2"}
    assert derive("sum_claimed", claimed) == "107"
    assert derive("sum_claimed", {}) is None


def test_whoever_is_named_as_guarantor_is_the_surety() -> None:
    answers = Answers(
        {
            "defendants[0].name": "李四",
            "defendants[1].name": "赵六",
            "guarantees[0].kind": "surety",
            "guarantees[0].guarantor": "赵六",
        },
        {"defendants": 2, "guarantees": 1},
    )
    roles = [DERIVATIONS["contract_defendant_role"](answers, index, TODAY) for index in (0, 1)]
    assert roles[0] is None
    assert roles[1] is not None
    assert roles[1].value == "surety"
