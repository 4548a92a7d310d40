"""A complaint told in part reads well, and says nothing that nobody told."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from dialogs.answers import Answers
from dialogs.interview.catalogue import load_interview
from dialogs.schema.files import interview_ids
from dialogs.schema.form_files import load_form
from filing_backend.documents.fill import Filling, fill_form
from tests.filing_backend.documents.partial_answers import partial_answers
from tests.filing_backend.documents.rich_case import TODAY, answers

SEEDS = range(8)
STUMBLES = re.compile(
    r"[，、；：][，、；。]|。[，、；。]|（[，、；]|[，、；]）|（）|^[，、；。]|元元|无元"
)
DENIAL = re.compile(r"没有|未约定|：无|^无$")
PEOPLE, EVIDENCE, OFFERED = re.compile(r"^(原告|被告|第三人)（"), "证据清单", "有☐"


def lines(id: str, held: Answers) -> Iterator[tuple[str, str]]:
    """Each line of the complaint behind its row's label."""
    interview = load_interview(id)
    filled = fill_form(load_form(interview.form), Filling(interview, held, TODAY))
    for row in filled.rows():
        yield from ((row.label, line.text) for line in row.lines)


@pytest.mark.parametrize("id", interview_ids())
def test_no_stop_follows_another_where_something_was_left_out(id: str) -> None:
    interview = load_interview(id)
    found = [
        (seed, label, text)
        for seed in SEEDS
        for label, text in lines(id, partial_answers(interview, seed))
        if STUMBLES.search(text)
    ]
    assert found == []


@pytest.mark.parametrize("id", interview_ids())
def test_nothing_is_denied_and_no_box_ticked_by_itself(id: str) -> None:
    """`没有按约定还款的情况` is a statement to the court: it stands only where it was told."""
    held = answers({}, {"plaintiffs": [{"kind": "natural"}], "defendants": [{"kind": "natural"}]})
    found = [
        (label, text)
        for label, text in lines(id, held)
        if not PEOPLE.match(label) and EVIDENCE not in label and label
        if "☑" in text or (DENIAL.search(text) and OFFERED not in text)
    ]
    assert found == []


def test_what_is_said_of_several_parties_names_them() -> None:
    people = [{"kind": "natural", "name": name, "role": "driver"} for name in ("李四", "王五")]
    told = [text for _, text in lines("traffic", answers({}, {"defendants": people}))]
    assert "被告的身份：李四系机动车驾驶人；王五系机动车驾驶人" in told


def test_each_party_of_several_begins_a_line() -> None:
    people = [{"kind": "natural", "name": name} for name in ("李四", "王五")]
    people = [{**each, "why_liable": f"{each['name']}开的车"} for each in people]
    told = [text for _, text in lines("property_service", answers({}, {"defendants": people}))]
    assert "各被告承担责任的理由：李四：李四开的车；" in told
    assert "王五：王五开的车" in told


def test_an_amount_behind_its_explanation_is_called_their_sum() -> None:
    held = answers(
        {"claims_wages": True, "wages_detail": "2个月，每月8000元", "wages_amount": "16000"}, {}
    )
    told = [text for _, text in lines("labor", held)]
    assert any("每月8000元，合计16,000元" in text for text in told)


def test_a_short_statement_of_the_plain_complaint_ends_in_one_stop() -> None:
    held = answers({"jur_clause": "由甲地法院管辖。", "basis_more": "民法典", "former_suit": True,
                    "new_circumstances": "他又来闹！"}, {})  # fmt: skip
    told = [text for _, text in lines("plain", held)]
    assert "合同约定的争议解决方式：由甲地法院管辖。" in told
    assert "前次诉讼后的新情况：他又来闹！" in told
    assert "依据的法律规定：民法典。" in told
