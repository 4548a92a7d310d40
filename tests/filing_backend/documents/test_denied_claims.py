"""Cells of what is not claimed, and sums that come about of a single part."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dialogs.answers import Answers
from dialogs.interview.catalogue import load_interview
from dialogs.rules.contract_derivations import days_overdue
from dialogs.rules.divorce_derivations import property_total
from dialogs.rules.lending_derivations import overdue_days, total_claimed
from dialogs.schema.form_files import load_form
from filing_backend.documents.fill import Filling, fill_form
from filing_backend.documents.pages import page_texts
from filing_backend.documents.typesetter import Typesetter
from filing_backend.documents.workings import workings

TODAY = date(2026, 11, 21)


def cell(id: str, label: str, values: dict[str, Any], counts: dict[str, int] | None = None) -> str:
    interview = load_interview(id)
    filling = Filling(interview, Answers(values, counts or {}), TODAY)
    rows = fill_form(load_form(interview.form), filling).rows()
    return next(row.text for row in rows if row.label.startswith(label))


@pytest.mark.parametrize(
    ("id", "values"),
    [
        ("private_lending", {"interest_claim": "none"}),
        ("sale", {"late_claim": "none", "side": "seller"}),
        ("house_lease", {"late_claim": "none", "plaintiff_role": "landlord"}),
    ],
)
def test_interest_that_is_not_claimed_is_written_as_none(id: str, values: dict[str, Any]) -> None:
    assert cell(id, "2.", {"claims_as_of": "2026-11-21", **values}) == "无"


def test_interest_nobody_was_asked_about_stays_a_blank() -> None:
    assert "尚欠利息＿＿元" in cell("private_lending", "2. 利息", {"claims_as_of": "2026-11-21"})


def test_a_buyer_leaves_the_sellers_interest_blank() -> None:
    assert cell("sale", "2.", {"claims_as_of": "2026-11-21", "side": "buyer"}) == ""


def test_where_a_debt_note_comes_from_is_written_for_debt_notes_alone() -> None:
    values = {
        "loans[0].contract_form": "iou",
        "loans[1].contract_form": "debt_note",
        "loans[1].debt_origin": "goods",
    }
    text = cell("private_lending", "16.", values, {"loans": 2})
    assert "欠条的由来：第2笔：货款" in text
    assert "第1笔：＿＿" not in text


@pytest.mark.parametrize(
    ("derive", "key"), [(overdue_days, "overdue_since"), (days_overdue, "owed_since")]
)
def test_the_count_of_days_says_how_many_there_are(derive: Any, key: str) -> None:
    found = derive(Answers({key: "2026-11-01", "claims_as_of": "2026-11-21"}, {}), None, TODAY)
    assert found.value == "21"
    assert "共21天" in found.workings[0]


def test_a_sum_of_one_part_is_not_set_equal_to_itself() -> None:
    loan = Answers({"principal_claimed": "500", "interest_claim": "none"}, {})
    car = Answers({"properties[0].value": "90000"}, {"properties": 1})
    for found, line in (
        (total_claimed(loan, None, TODAY), "本金500元"),
        (property_total(car, None, TODAY), "90,000元"),
    ):
        assert found is not None
        assert found.workings == (line,)


def test_the_workings_name_the_day_and_not_today(setter: Typesetter) -> None:
    interview = load_interview("private_lending")
    lines = {"interest_claimed": ("利息合计500元",)}
    made = workings(Filling(interview, Answers({}, {}), TODAY, workings=lines), setter)
    assert made is not None
    text = page_texts(made.pdf)[0]
    assert "截至2026年11月21日的利息" in "".join(text.split())
    assert "今天" not in text
