"""Every interview as written: its budget, its cells, its words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.conversation import facts_settled
from bot.understanding import asked_back, days_beside, short_answers
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
from dialogs.interview.question import put
from dialogs.interview.view import look
from dialogs.schema.definition import Element, ElementType, Interview
from dialogs.schema.files import interview_ids, read_yaml
from dialogs.schema.form_files import load_form
from dialogs.schema.forms import Format, template_path
from dialogs.schema.responses import Responses

HERE = Path(__file__).parent
TODAY = date(2026, 11, 21)
DOUBTING = (asked_back, days_beside, facts_settled, short_answers)
RESPONSES = Responses.load("zh-CN")
IDS = interview_ids()
CASES = {id: case for id, case in read_yaml(HERE / "plain_cases.yml").items() if id in IDS}
FORM_KEYS = json.loads((HERE / "form_keys.json").read_text(encoding="utf-8"))
BEFORE_THE_INTERVIEW = 2  # consent, case type


def _answer(ask: Ask, more: list[str], case: dict[str, Any]) -> Command:
    if ask.kind is AskKind.ELEMENT:
        value = case["answers"][ask.name]
        return SetNone(ask.name) if value is None else SetAnswer(ask.name, value)
    if ask.kind is AskKind.MORE and ask.name in more:
        more.remove(ask.name)
        return AddItem(ask.name)
    if ask.kind in (AskKind.MATERIAL, AskKind.SIGNATURE):
        return AttachMaterial(None, (f"material of {ask.name}",))
    options = {AskKind.MORE: "no", AskKind.OPTIONAL: "none", AskKind.COURT: case["court"]}
    return ChooseOption(options.get(ask.kind, "yes"))


def _asked(id: str) -> list[str]:
    """Every question of the plain case until the filing can be handed over."""
    interview, case = load_interview(id), CASES[id]
    state, more = begin(interview), list(case.get("more", ()))
    asked: list[str] = []
    while len(asked) < 3 * case["most"]:
        ask = Agenda(look(interview, state, TODAY)).first()
        if ask is None or ask.kind is AskKind.SUBMIT:
            break
        asked.append(ask.asks)
        state = apply(interview, state, [_answer(ask, more, case)], TODAY).state
    return asked


def _elements() -> Iterator[Any]:
    seen: set[tuple[str, str]] = set()
    for id in IDS:
        for path, element in load_interview(id).elements.items():
            mark = (path, element.ask + element.help + element.unknown_help)
            if mark not in seen:
                seen.add(mark)
                yield pytest.param(element, id=f"{id}-{path}")


@pytest.fixture(params=IDS)
def interview(request: pytest.FixtureRequest) -> Interview:
    return load_interview(request.param)


@pytest.mark.parametrize("id", sorted(CASES))
def test_plain_case_keeps_its_budget_of_messages(id: str) -> None:
    asked = _asked(id)
    assert asked[-1] == "signature:plaintiffs[0]", asked
    assert len(asked) + BEFORE_THE_INTERVIEW <= CASES[id]["most"], asked


@pytest.mark.parametrize("id", sorted(CASES))
def test_nothing_is_asked_twice(id: str) -> None:
    asked = [each for each in _asked(id) if not each.startswith("more:")]
    assert len(set(asked)) == len(asked)


def test_every_key_of_the_official_form_has_a_cell(interview: Interview) -> None:
    form = load_form(interview.form)
    if not form.official_no:
        return
    wanted = {each for keys in FORM_KEYS["shared"].values() for each in keys}
    wanted |= set(FORM_KEYS["forms"][form.official_no]["keys"])
    if not any(group == "third_persons" for group in interview.groups):
        kinds = {box.id for box in interview.elements["plaintiffs[i].kind"].options}
        if "org" not in kinds:
            wanted -= set(FORM_KEYS["shared"]["party_org"])
    printed = {key for _, row, cell in form.cells() for key in (cell.key or row.key).split("/")}
    printed |= {row.key for section in form.sections for row in section.rows}
    printed |= {key for _, row, _cell in form.cells() for key in row.key.split("/")}
    assert sorted(wanted - printed - {"c_note"}) == []


def test_boxes_are_those_of_the_options(interview: Interview) -> None:
    for section, _, cell in load_form(interview.form).cells():
        if cell.format is not Format.TICKS or cell.compose or not cell.path:
            continue
        element = interview.elements.get(template_path(cell.path[0], section.repeat))
        if element is not None and element.type is ElementType.CHOICE:
            boxes = {each for box in cell.options for each in box.on}
            assert boxes <= {option.id for option in element.options} | {"unknown", "none"}


def test_option_ids_in_conditions_are_not_taken_for_keys(interview: Interview) -> None:
    """A bare word that is both a key and an option id would be read as the key."""
    for element in interview.elements.values():
        keys = {each.key for each in interview.elements.values() if each.group == element.group}
        for option in {option.id for option in element.options} & keys:
            bare = re.compile(rf"\b{element.key} (==|!=|in) .*(?<![\"\w]){option}(?![\"\w])")
            for other in interview.elements.values():
                for condition in (other.when, other.ask_when):
                    assert condition is None or not bare.search(condition.text), other.key


@pytest.mark.parametrize("element", list(_elements()))
def test_words_are_for_everybody(element: Element) -> None:
    for text in (element.ask, element.help, element.unknown_help):
        assert not re.search(r"[!！,;?]", text), text
    assert element.ask or element.derive
    assert element.help or not element.ask
    assert element.source


@pytest.mark.parametrize("id", IDS)
def test_a_yes_or_no_question_has_one_button_for_no(id: str) -> None:
    interview = load_interview(id)
    view = look(interview, begin(interview), TODAY)
    for element in interview.elements.values():
        if element.type is ElementType.YES_NO and element.ask:
            question = put(view, Ask(AskKind.ELEMENT, element.path(0)), RESPONSES)
            assert {"no", "none"} - {each.id for each in question.choices}, element.key


def test_every_sentence_of_a_check_is_used() -> None:
    elements = (each for id in IDS for each in load_interview(id).elements.values())
    used = {check.code for element in elements for check in element.checks}
    # What understanding itself doubts is confirmed by sentences of the same kind.
    modules = [Path(str(each.__file__)).read_text() for each in DOUBTING]
    doubted = set(re.findall(r'"([a-z_]+)"', "".join(modules)))
    codes = Responses.load("zh-CN").codes("checks")
    assert used | (doubted & codes) == codes
    assert used <= codes
