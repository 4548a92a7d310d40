"""无, 不知道 and ticks; no cell is ever empty; composers read only what the form prints."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.answers import Answers
from dialogs.interview.catalogue import load_interview
from dialogs.schema.files import interview_ids
from dialogs.schema.form_files import form_ids, load_form
from dialogs.schema.forms import Cell
from filing_backend.documents.composers import COMPOSERS
from filing_backend.documents.composition import Composition
from filing_backend.documents.evidence import EvidenceEntry
from filing_backend.documents.fill import Filling, fill_form
from filing_backend.documents.filled import FilledForm, FilledRow
from filing_backend.documents.readings import Place
from tests.filing_backend.documents.rich_case import (
    GROUPS,
    NONE,
    TODAY,
    TOP,
    UNKNOWN,
    answers,
    rich_answers,
)

EMPTY = answers({}, {"plaintiffs": [{"kind": "natural"}], "defendants": [{"kind": "natural"}]})


def fill(held: Answers, form_id: str = "private_lending_2025", **more: Any) -> FilledForm:
    interview = load_interview("private_lending")
    return fill_form(load_form(form_id), Filling(interview, held, TODAY, **more))


def row(filled: FilledForm, label: str) -> FilledRow:
    return next(each for each in filled.rows() if each.label.startswith(label))


def test_what_nobody_was_asked_stays_empty() -> None:
    filled = fill(EMPTY)
    assert "姓名：\n" in row(filled, "原告（自然人）").text
    assert row(filled, "7. 其他请求").text == ""
    assert "出借人：\n" in row(filled, "2. 签订主体").text
    lines = [line.text for each in filled.rows() for line in each.lines]
    assert lines.count("无") == 3, "each party stands in one of its two rows"


def test_what_was_answered_with_none_reads_none() -> None:
    told = {path: value for path, value in TOP.items() if path != "other_claims"}
    held = answers(told, GROUPS, none=frozenset({"other_claims"}))
    assert row(fill(held), "7. 其他请求").text == "无"


def test_what_the_person_does_not_know_reads_so() -> None:
    held = answers(
        {},
        {"plaintiffs": [{"kind": "natural"}], "defendants": [{"kind": "natural"}]},
        unknown=frozenset({"defendants[0].id_number", "defendants[0].gender"}),
    )
    text = row(fill(held), "被告（自然人）").text
    assert "证件号码：不知道" in text
    assert "男☐\u3000女☐\u3000不知道" in text


def test_no_box_is_ticked_for_what_was_not_answered() -> None:
    text = row(fill(EMPTY), "6. 是否主张诉讼费用").text
    assert text == "是☐\u3000否☐"


def test_a_box_that_is_not_ticked_has_nothing_written_behind_it() -> None:
    told = {path: value for path, value in TOP.items() if not path.startswith("pp_")}
    said = answers({**told, "pre_preserve": False}, {})
    assert row(fill(said), "2. 是否已经诉前保全").lines[0].text.endswith("保全案号：")


def test_a_blank_in_a_sentence_stays_a_blank() -> None:
    assert "尚欠本金＿＿元" in row(fill(EMPTY), "1. 本金").text


def test_the_no_box_is_ticked_where_the_person_said_none() -> None:
    held = rich_answers()
    held = Answers(
        {k: v for k, v in held.values.items() if k != "pre_preserve"},
        held.counts,
        held.unknown,
        held.none | {"pre_preserve"},
    )
    text = row(fill(held), "2. 是否已经诉前保全").text
    assert "否☑" in text
    assert "是☐" in text


def test_no_guarantee_is_a_no_only_when_the_person_said_so() -> None:
    said = answers(TOP, {**GROUPS, "guarantees": []}, none=frozenset({"guarantees"}))
    assert "否☑" in row(fill(said), "14. 是否签订保证合同").text
    silent = answers(TOP, {key: items for key, items in GROUPS.items() if key != "guarantees"})
    assert "☑" not in row(fill(silent), "14. 是否签订保证合同").text


def test_one_loan_prints_plain_and_two_are_numbered() -> None:
    one = answers(TOP, {**GROUPS, "loans": GROUPS["loans"][:1]}, UNKNOWN, NONE)
    assert "约定：50,000元\n" in row(fill(one), "3. 借款金额").text
    assert "约定：第1笔：50,000元；第2笔：30,000元" in row(fill(rich_answers()), "3. 借款金额").text


def test_evidence_is_listed_with_its_source_and_pages() -> None:
    entry = EvidenceEntry(1, "借条", "原告提供", "证明借款", "1-3", "iou")
    text = row(fill(rich_answers(), evidence=(entry,)), "18. 证据清单").text
    assert "1. 借条（来源：原告提供；证据第1-3页）" in text


def test_a_letter_is_filled_for_one_party_alone() -> None:
    company = {**GROUPS["defendants"][1], "org_name": "北京晨曦纺织有限公司"}
    held = answers(TOP, {**GROUPS, "plaintiffs": [*GROUPS["plaintiffs"], company]})
    filled = fill(held, "legal_rep_certificate", only=("plaintiffs", 1))
    text = "".join(each.text for each in filled.rows())
    assert "李㐂旺在我单位担任执行董事职务" in text
    assert filled.closing is not None
    assert [each.name for each in filled.closing.signers] == ["北京晨曦纺织有限公司"]


def test_every_key_of_the_official_form_has_its_cell() -> None:
    form = load_form("private_lending_2025")
    printed = {
        part
        for _section, line, cell in form.cells()
        for part in (*cell.key.split("/"), *line.key.split("/"))
    }
    expected = json.loads(KEYS.read_text(encoding="utf-8"))
    assert sorted(set(expected) - printed) == []


KEYS = Path(__file__).with_name("form_09_keys.json")


def composed_cells() -> list[tuple[str, str | None, Cell]]:
    return [
        (form_id, section.repeat, cell)
        for form_id in form_ids()
        for section, _row, cell in load_form(form_id).cells()
        if cell.compose
    ]


ALL_GROUPS = {group for id in interview_ids() for group in load_interview(id).groups}


class Watched(dict[str, Any]):
    """Remembers what was looked up."""

    def __init__(self, values: dict[str, Any]) -> None:
        super().__init__(values)
        self.read: set[str] = set()

    def __contains__(self, key: object) -> bool:
        self.read.add(str(key))
        return super().__contains__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self.read.add(key)
        return super().get(key, default)


@pytest.mark.parametrize(
    ("form_id", "repeat", "cell"), composed_cells(), ids=lambda each: getattr(each, "compose", "")
)
def test_a_composer_reads_only_what_the_form_prints(
    form_id: str, repeat: str | None, cell: Cell
) -> None:
    assert cell.compose is not None
    held = rich_answers()
    watched = Watched(dict(held.values))
    filling = Filling(
        load_interview("private_lending"),
        Answers(watched, held.counts, held.unknown, held.none),
        TODAY,
    )
    place = Place(repeat, 0) if repeat else Place()
    COMPOSERS[cell.compose](Composition(filling, place, cell.path))
    read = {re.sub(r"\[\d+\]", "[i]", path) for path in watched.read} - ALL_GROUPS
    assert read - set(load_form(form_id).keys_by_path()) == set()


PATHS = sorted(rich_answers().values)


def may_stay_open() -> set[str]:
    """Labels of facts that every party has, and those behind a box."""
    cells = [cell for _section, _row, cell in load_form("private_lending_2025").cells()]
    behind = [each for cell in cells for box in cell.options for each in box.cells]
    return {cell.before for cell in [*behind, *(each for each in cells if each.empty == "")]}


MAY_STAY_OPEN = may_stay_open()


def every_path(held: Answers) -> set[str]:
    """The paths of all elements of the case, asked or not."""
    return {
        element.path(index)
        for element in load_interview("private_lending").elements.values()
        for index in (range(held.count(element.group)) if element.group else [None])
    }


@given(st.sets(st.sampled_from(PATHS)))
def test_what_is_not_known_leaves_no_cell_empty(
    dropped: set[str],
) -> None:
    held = rich_answers()
    kept = {
        path: value
        for path, value in held.values.items()
        if path not in dropped or path.endswith(".kind")
    }
    unknown = frozenset(every_path(held) - kept.keys() - held.none)
    filled = fill(Answers(kept, held.counts, unknown, held.none))
    for each in filled.rows():
        assert each.text.strip(), each.label
        for line in each.lines:
            left_open = re.findall(r"([^：\u3000☐☑]+：)(?=\u3000|$)", line.text)
            assert set(left_open) <= MAY_STAY_OPEN, f"{each.label}: {line.text}"


def test_the_forms_name_every_composer_and_no_other() -> None:
    assert {cell.compose for _id, _repeat, cell in composed_cells()} == set(COMPOSERS)
