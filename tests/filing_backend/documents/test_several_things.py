"""Several guarantees or things in one cell: which is which."""

from __future__ import annotations

from datetime import date
from typing import Any

from dialogs.answers import Answers
from dialogs.interview.catalogue import load_interview
from dialogs.schema.form_files import load_form
from filing_backend.documents.fill import Filling, fill_form

TODAY = date(2026, 11, 21)

TWO = {
    "guarantees[0].kind": "mortgage",
    "guarantees[0].registered": "formal",
    "guarantees[0].max_amount_kind": True,
    "guarantees[0].fixed_on": "2025-03-09",
    "guarantees[0].limit": "88000",
    "guarantees[1].kind": "pledge",
    "guarantees[1].registered": "no",
    "guarantees[1].max_amount_kind": False,
}


def cell(id: str, label: str, values: dict[str, Any], counts: dict[str, int]) -> str:
    interview = load_interview(id)
    filling = Filling(interview, Answers(values, counts), TODAY)
    rows = fill_form(load_form(interview.form), filling).rows()
    return next(row.text for row in rows if label in row.label)


def test_only_a_guarantee_up_to_a_maximum_has_a_limit() -> None:
    text = cell("private_lending", "是否最高额担保", TWO, {"guarantees": 2})
    assert "担保债权的确定时间：（1）2025年3月9日　担保额度：（1）88,000元\n" in text
    assert "＿＿" not in text


def test_guarantees_registered_in_different_ways_are_told_apart() -> None:
    text = cell("private_lending", "抵押、质押登记", TWO, {"guarantees": 2})
    assert text.endswith("否☑\n（1）正式登记；\n（2）未登记")


def test_guarantees_registered_alike_need_no_list() -> None:
    alike = {**TWO, "guarantees[1].registered": "formal"}
    text = cell("private_lending", "抵押、质押登记", alike, {"guarantees": 2})
    assert "（1）" not in text


def test_houses_are_not_numbered_as_the_form_numbers_kinds_of_property() -> None:
    houses = {
        "properties[0].kind": "house",
        "properties[0].detail": "东城的房",
        "properties[0].owner_to": "plaintiff",
        "properties[1].kind": "house",
        "properties[1].detail": "西城的房",
        "properties[1].owner_to": "defendant",
    }
    text = cell("divorce", "2. 夫妻共同财产", houses, {"properties": 2})
    assert "（1）房屋明细：①东城的房，归属：原告；\n②西城的房，归属：被告\n" in text
    assert text.count("（2）") == 1


def test_witnesses_without_papers_are_not_called_no_evidence() -> None:
    one = {"witnesses[0].name": "钱有德", "witnesses[0].about": "看见我把现金交给他"}
    text = cell("private_lending", "证据清单", one, {"witnesses": 1})
    assert text.splitlines()[:2] == ["本案没有提交书面证据。", "证人姓名：钱有德"]
    assert cell("private_lending", "证据清单", {}, {}) == "无"
