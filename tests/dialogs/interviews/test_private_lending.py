"""The private-lending interview as written: its budget, its cells, its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.understanding.values import read
from dialogs.interview.agenda import Agenda, Ask, AskKind
from dialogs.interview.catalogue import load_interview
from dialogs.interview.commands import (
    AddItem,
    AttachMaterial,
    ChooseOption,
    Command,
    SetAnswer,
    SetNone,
)
from dialogs.interview.engine import apply, begin
from dialogs.interview.view import look
from dialogs.schema.definition import Element, ElementType
from dialogs.schema.form_files import load_form
from dialogs.schema.forms import Format, template_path
from dialogs.schema.responses import Responses

TODAY = date(2026, 11, 21)
INTERVIEW = load_interview("private_lending")
FORM = load_form("private_lending_2025")
KEYS = (Path(__file__).parent / "form_09_keys.txt").read_text(encoding="utf-8").split()
COURT = "北京市朝阳区人民法院"
NONE = object()

BEFORE_THE_INTERVIEW = 2  # consent, case type
MOST_MESSAGES = 40
CONFIRMING = 1  # what was understood of a story
MOST_AFTER_A_STORY = 28
IN_A_STORY = (
    "defendants[0].kind",
    "defendants[0].name",
    "loans[0].contract_form",
    "loans[0].amount_agreed",
    "loans[0].amount_delivered",
    "loans[0].delivered_on",
    "loans[0].way",
    "loans[0].due_on",
    "loans[0].rate",
    "repayments[0].amount",
    "repayments[0].paid_on",
    "interest_claim",
)
ONLY_FOR_RULES = {
    "plaintiffs[i].kind",
    "defendants[i].kind",
    "third_persons[i].kind",
    "circumstances",
    "interest_claim",
    "jur_kind",
    "service_choice",
    "wants_preservation",
    "hindered_by",
    "hindered_from",
    "hindered_until",
    "hardship",
}
SERVICE_FORM = {f"service_{key}" for key in ("address", "recipient", "phone", "electronic")}

PLAIN: dict[str, Any] = {
    "plaintiffs[0].kind": "natural",
    "plaintiffs[0].name": "张三",
    "plaintiffs[0].id_number": "11010519491231002X",
    "plaintiffs[0].ethnicity": "汉族",
    "plaintiffs[0].employer": NONE,
    "plaintiffs[0].job_title": "退休",
    "plaintiffs[0].phone": "13800138000",
    "plaintiffs[0].domicile": {"text": "北京市朝阳区建国路1号", "code": "110105"},
    "defendants[0].kind": "natural",
    "defendants[0].name": "李四",
    "defendants[0].id_number": "440524188001010014",
    "defendants[0].domicile": {"text": "广东省汕头市潮南区1号", "code": "440514"},
    "loans[0].contract_form": "iou",
    "loans[0].amount_agreed": "50000",
    "loans[0].amount_delivered": "47000",
    "loans[0].delivered_on": "2024-03-05",
    "loans[0].way": "transfer",
    "loans[0].due_on": "2025-03-04",
    "loans[0].rate": "12",
    "repayments[0].amount": "10000",
    "repayments[0].paid_on": "2025-12-01",
    "interest_claim": "both",
    "court_fee_claimed": True,
    "mediation_known": "known",
    "med_intent": "no",
    "service_choice": "same_electronic",
    "circumstances": NONE,
}


def _answer(ask: Ask, more: list[str], answers: dict[str, Any]) -> Command:
    if ask.kind is AskKind.ELEMENT:
        value = answers[ask.name]
        return SetNone(ask.name) if value is NONE else SetAnswer(ask.name, value)
    if ask.kind is AskKind.MORE and ask.name in more:
        more.remove(ask.name)
        return AddItem(ask.name)
    if ask.kind in (AskKind.MATERIAL, AskKind.SIGNATURE):
        return AttachMaterial(None, (f"material of {ask.name}",))
    options = {AskKind.MORE: "no", AskKind.OPTIONAL: "none", AskKind.COURT: COURT}
    return ChooseOption(options.get(ask.kind, "yes"))


def _asked(answers: dict[str, Any], more: list[str], told: Sequence[SetAnswer] = ()) -> list[str]:
    """Every question until the filing can be handed over; `told` in a story before the first."""
    state = apply(INTERVIEW, begin(INTERVIEW), told, TODAY).state
    asked: list[str] = []
    while len(asked) < 3 * MOST_MESSAGES:
        ask = Agenda(look(INTERVIEW, state, TODAY)).first()
        if ask is None or ask.kind is AskKind.SUBMIT:
            break
        asked.append(ask.asks)
        state = apply(INTERVIEW, state, [_answer(ask, more, answers)], TODAY).state
    return asked


def _elements() -> list[Element]:
    return list(INTERVIEW.elements.values())


def _example(element: Element) -> str:
    return element.example.rsplit("就填", 1)[-1].strip()


def test_plain_case_takes_at_most_forty_messages() -> None:
    asked = _asked(PLAIN, ["repayments"])
    assert len(asked) + BEFORE_THE_INTERVIEW <= MOST_MESSAGES, asked
    assert asked[-1] == "signature:plaintiffs[0]"
    assert len(set(asked)) == len(asked) - 1, "only more:repayments is asked twice"


def test_plain_case_told_as_a_story_takes_at_most_twenty_eight() -> None:
    story = [SetAnswer(path, PLAIN[path]) for path in IN_A_STORY]
    asked = _asked(PLAIN, [], story)
    assert len(asked) + BEFORE_THE_INTERVIEW + CONFIRMING <= MOST_AFTER_A_STORY, asked


def test_loan_without_due_day_needs_one_message_more() -> None:
    open_ended = {**PLAIN, "loans[0].due_on": NONE, "loans[0].grace_until": "2025-06-01"}
    asked = _asked(open_ended, ["repayments"])
    assert "loans[0].grace_until" in asked
    assert len(asked) + BEFORE_THE_INTERVIEW == MOST_MESSAGES + 1


def test_demands_are_asked_for_when_three_years_are_over() -> None:
    old = {
        "loans[0].delivered_on": "2020-09-05",
        "loans[0].due_on": "2021-03-04",
        "repayments[0].paid_on": "2022-01-01",
        "hindered_by": NONE,
    }
    assert "more:demands" in _asked({**PLAIN, **old}, ["repayments"])
    assert "more:demands" not in _asked(PLAIN, ["repayments"])


@pytest.mark.parametrize("claim", ["none", "agreed", "overdue", "both"])
def test_interest_stands_in_the_filing_as_it_was_claimed(claim: str) -> None:
    state = begin(INTERVIEW)
    for path, value in {**PLAIN, "interest_claim": claim}.items():
        command = SetNone(path) if value is NONE else SetAnswer(path, value)
        state = apply(INTERVIEW, state, [command], TODAY).state
    answers = look(INTERVIEW, state, TODAY).answers
    assert (answers.money("interest_claimed") is not None) is (claim != "none")
    assert answers.get("interest_until_paid") is {"none": None, "agreed": False}.get(claim, True)


def test_every_key_of_the_form_has_a_cell() -> None:
    printed = {key for _, row, cell in FORM.cells() for key in (cell.key or row.key).split("/")}
    assert [key for key in KEYS if key not in printed] == []


def test_every_cell_prints_elements_that_are_asked() -> None:
    known = INTERVIEW.elements.keys() | INTERVIEW.groups.keys()
    for section, row, cell in FORM.cells():
        for path in cell.path:
            assert template_path(path, section.repeat) in known, row.label


def test_every_element_is_printed_or_used_by_a_rule() -> None:
    unprinted = INTERVIEW.elements.keys() - FORM.keys_by_path().keys()
    assert unprinted == ONLY_FOR_RULES | SERVICE_FORM


def test_no_path_is_printed_twice_unawares() -> None:
    seen: set[str] = set()
    for section, row, cell in FORM.cells():
        paths = {template_path(path, section.repeat) for path in cell.path}
        assert cell.again or not paths & seen, row.label
        seen |= paths


def test_boxes_are_those_of_the_options() -> None:
    for section, _, cell in FORM.cells():
        if cell.format is not Format.TICKS or cell.compose or not cell.path:
            continue
        element = INTERVIEW.elements.get(template_path(cell.path[0], section.repeat))
        if element is not None and element.type is ElementType.CHOICE:
            boxes = {each for box in cell.options for each in box.on}
            assert boxes <= {option.id for option in element.options}, element.key


@pytest.mark.parametrize("element", _elements(), ids=lambda each: each.path())
def test_example_is_an_answer_that_its_own_type_accepts(element: Element) -> None:
    reading = read(element.type, _example(element), TODAY, element.options)
    assert reading.value is not None
    assert not reading.alternatives


@pytest.mark.parametrize("element", _elements(), ids=lambda each: each.path())
def test_words_are_for_everybody(element: Element) -> None:
    for text in (element.ask, element.help, element.unknown_help):
        assert not re.search(r"[!！,;?]", text), text
    assert element.ask
    assert element.help
    assert element.source


def test_every_check_has_its_sentence_and_an_example_in_it() -> None:
    responses = Responses.load("zh-CN")
    codes = {check.code for element in _elements() for check in element.checks}
    assert codes <= responses.codes("checks")
    for code in codes:
        said = responses.say("checks", code, label="金额", value="5元", example="3元")
        assert "例：3元" in said


def test_option_ids_in_conditions_are_not_taken_for_keys() -> None:
    """A bare word that is both a key and an option id would be read as the key."""
    for element in _elements():
        keys = {each.key for each in _elements() if each.group == element.group}
        for option in {option.id for option in element.options} & keys:
            bare = re.compile(rf"\b{element.key} (==|!=|in) .*(?<![\"\w]){option}(?![\"\w])")
            for other in _elements():
                for condition in (other.when, other.ask_when):
                    assert condition is None or not bare.search(condition.text)


def test_mediation_stands_on_one_screen_in_the_official_words() -> None:
    ask = INTERVIEW.elements["mediation_known"].ask
    benefits = [
        cell.before
        for _, _, cell in FORM.cells()
        if cell.key.startswith("med_benefit_") and cell.before
    ]
    assert len(benefits) == 5
    assert all(each in ask for each in benefits)
