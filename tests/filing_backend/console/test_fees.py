"""The fee that a clerk sees and sends: one figure, ten yuan for labour, or a span left open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dialogs.answers import Answers
from dialogs.money import Money
from dialogs.rules.case_fees import CaseFee, case_fee
from filing_backend.services import decide
from tests.filing_backend.conftest import Stand
from tests.filing_backend.console.conftest import Visitor, words

TODAY = date(2026, 11, 20)
CASE_NO = "(2026)京0105民初1234号"


def answered(**values: Any) -> Answers:
    return Answers(values, {})


def as_if(monkeypatch: pytest.MonkeyPatch, case: str, answers: Answers) -> None:
    """Let every filing cost what this case does."""
    fee: CaseFee | None = case_fee(case, answers, TODAY)
    monkeypatch.setattr(decide, "case_fee", lambda *_: fee)


@pytest.fixture
def ten_yuan(monkeypatch: pytest.MonkeyPatch) -> None:
    as_if(monkeypatch, "labor", answered(total_claimed="80000"))


@pytest.fixture
def a_span(monkeypatch: pytest.MonkeyPatch) -> None:
    as_if(monkeypatch, "divorce", answered(has_property="none"))


@pytest.mark.usefixtures("ten_yuan")
def test_a_labour_case_costs_ten_yuan_whatever_is_claimed(stand: Stand, clerk: Visitor) -> None:
    number = stand.submitted()
    assert "诉讼费 10元，交费最后一天 2026年11月27日" in words(clerk.get(f"/filings/{number}"))
    assert "请最晚在2026年11月27日交诉讼费10元" in words(clerk.act(number, "accept", step="ask"))
    clerk.act(number, "accept")
    assert stand.filing(number)["fee"]["amount"] == "10.00"


@pytest.mark.usefixtures("a_span")
def test_a_fee_that_the_province_sets_is_shown_as_a_span_and_not_sent(
    stand: Stand, clerk: Visitor
) -> None:
    number = stand.submitted()
    assert "诉讼费在50元到300元之间" in words(clerk.get(f"/filings/{number}"))
    asked = words(clerk.act(number, "accept", step="ask"))
    assert "审核通过了，接下来等缴费通知" in asked
    assert "300元" not in asked
    clerk.act(number, "accept")
    filing = stand.filing(number)
    assert (filing["status"], filing["fee"]) == ("review_passed", None)
    assert clerk.act(number, "register", case_no=CASE_NO).status_code == 303


def test_no_fee_is_sent_where_no_sum_is_known(
    stand: Stand, clerk: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decide, "case_fee", lambda *_: None)
    number = stand.submitted()
    assert "不发交费金额" in words(clerk.get(f"/filings/{number}"))
    clerk.act(number, "accept")
    assert stand.filing(number)["fee"] is None


def test_a_figure_where_least_and_most_are_one_is_no_span() -> None:
    fee = case_fee("labor", answered(), TODAY)
    assert fee is not None
    assert fee.whole.exact == Money.of("10")
    assert replace(fee.whole, most=Money.of("11")).exact is None
