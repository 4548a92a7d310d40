"""Interest worked out by hand from M02–M05, to the fen, for a loan of a hundred thousand yuan."""

from __future__ import annotations

from datetime import date

import pytest

from lian.law_answers import told_answers, with_derived
from tests.dialogs.rules.rows.filings import LOAN

TODAY = date(2026, 6, 25)
NONE = {"none": True}
WHOLE = {"loans[0].amount_agreed": "100000", "loans[0].amount_delivered": "100000"}


def loan(lent, due, rate, **more):
    days = {"loans[0].delivered_on": lent, "loans[0].signed_on": lent, "loans[0].due_on": due}
    return {**LOAN, **WHOLE, **days, "loans[0].rate": rate, **more}


REPAID = {"repayments[0].amount": "20000", "repayments[0].paid_on": "2025-12-01"}
CASES = [
    # 446 days at 24 %, then 2,135 days at four times 3 %
    ("two periods", loan("2019-06-01", "2026-06-01", "24"), "100000", "99517.81"),
    # 389 days at 10 % of what was handed over
    ("kept back", loan("2025-06-01", "2026-06-01", "10") | {"loans[0].amount_delivered": "90000"},
     "90000", "9591.78"),
    # 6,016.44 of the payment goes to interest, then 206 days at 12 % of 86,016.44
    ("interest first", loan("2025-06-01", "2026-06-01", "12") | REPAID, "86016.44", "5825.55"),
    # 389 days at 12 % instead of 24 %
    ("over the cap", loan("2025-06-01", "2026-06-01", "24"), "100000", "12789.04"),
    # 174 days from the day after the due day at 3 %
    ("no rate at all", loan("2025-06-01", "2026-01-01", NONE, interest_claim="overdue"),
     "100000", "1430.14"),
]  # fmt: skip


@pytest.mark.parametrize(("told", "principal", "interest"), [each[1:] for each in CASES],
                         ids=[each[0] for each in CASES])  # fmt: skip
def test_interest_is_right_to_the_fen(told, principal, interest):
    answers = with_derived(
        "private_lending", told_answers("private_lending", told, TODAY).answers, TODAY
    )
    assert answers.text("principal_claimed") == principal
    assert answers.text("interest_claimed") == interest
