"""The printed complaint beside the official forms: rows in order, and the words printed in them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dialogs.interview.catalogue import load_interview
from dialogs.schema.files import interview_ids
from dialogs.schema.form_files import load_form
from dialogs.schema.forms import Wording
from filing_backend.documents.fill import Filling, fill_form
from tests.filing_backend.documents.longest_answers import TODAY, longest_answers

OFFICIAL: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parent / "official_rows.json").read_text(encoding="utf-8")
)["forms"]
ROLES = ("side", "plaintiff_role", "spouse_side")
BEGINS, ENDS = "诉讼请求", "对纠纷解决方式的意愿"
TURNS = (0, 1, 2)

OURS = {
    "06": {
        "件，逾期交付",
        "件，逾期未交付",
        "件",
        "条）",
        "元（合同条款：第",
        "%/日（合同条款：第",
    },
    "07": {
        "（例：确认合同无效/继续履行/解除合同/撤销合同/否定某约定合同效力/要求订立本约）",
        "已支付/欠付购房款数额：",
        "应返还□/承担□中介服务费的事由",
        "具体主张：",
    },
    "08": {"%/年（季/月）（合同条款：第", "条）", "%/年（合同条款：第", "复利□（合同条款：第"},
    "09": {"%/年（季/月）（合同条款：第", "条）"},
    "12": {"起至"},
    "21": {"医院住院（门诊）治疗，累计发生医疗费", "元；被扶养人生活费", "元，丧葬费"},
}
"""Words that we print otherwise: the answer itself names the unit, the article or the hospital;
an example; a period in one piece; two blanks that stand in lines of their own."""

FORMS = {
    form.official_no: id
    for id in interview_ids()
    if (form := load_form(load_interview(id).form)).official_no
}


def _plain(text: str) -> str:
    return re.sub(r"[\s☐☑□|]", "", text)


def _texts(id: str) -> Iterator[dict[str, str]]:
    """Each row's text, as filled in every role and with other choices."""
    interview = load_interview(id)
    roles = next((interview.elements[key] for key in ROLES if key in interview.elements), None)
    fixed = [{roles.key: each.id} for each in roles.options] if roles else [{}]
    for role in fixed:
        for turn in TURNS:
            answers = longest_answers(interview, role, turn)
            filled = fill_form(load_form(interview.form), Filling(interview, answers, TODAY))
            yield {row.label: _plain(row.text) for row in filled.rows()}


@pytest.mark.parametrize("number", sorted(OFFICIAL))
def test_the_rows_are_those_of_the_official_form_in_order(number: str) -> None:
    printed: list[str] = []
    begun = False
    for section in load_form(load_interview(FORMS[number]).form).sections:
        begun = begun or section.heading == BEGINS
        if section.heading == ENDS:
            break
        if begun:
            printed += [row.label for row in section.rows if row.wording is Wording.CONFIRMED]
    assert len(printed) == len(OFFICIAL[number])
    for label, row in zip(printed, OFFICIAL[number], strict=True):
        assert label in (row["label"], row["label"] + "".join(row["words"][:1]))


@pytest.mark.parametrize("number", sorted(OFFICIAL))
def test_the_words_printed_in_a_row_are_the_official_ones(number: str) -> None:
    found: dict[str, str] = {}
    for texts in _texts(FORMS[number]):
        for label, text in texts.items():
            found[label] = found.get(label, "") + "\n" + label + text
    lacking = []
    for row in OFFICIAL[number]:
        rows = [text for label, text in found.items() if label.startswith(row["label"])]
        for words in row["words"]:
            if words not in OURS.get(number, ()) and _plain(words) not in "".join(rows):
                lacking.append((row["label"], words))
    assert lacking == []
