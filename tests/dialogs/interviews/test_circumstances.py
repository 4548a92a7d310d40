"""The one question over what decides the court, the gate or a claim; what is left out is a no."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.messages import Option as Button
from bot.understanding.embedded import EmbeddedEngine
from bot.understanding.engine import Context
from dialogs.answers import Known
from dialogs.interview.agenda import Agenda, AskKind
from dialogs.interview.catalogue import load_interview
from dialogs.interview.commands import (
    Act,
    ChooseOption,
    Command,
    Do,
    SetAnswer,
    SetNone,
    SetUnknown,
)
from dialogs.interview.engine import apply, begin
from dialogs.interview.offering import topics
from dialogs.interview.question import put
from dialogs.interview.state import State
from dialogs.interview.view import View, look
from dialogs.schema.definition import Option
from dialogs.schema.files import interview_ids
from dialogs.schema.responses import Responses

TODAY = date(2026, 11, 21)
ENGINE = EmbeddedEngine()
LENDING = load_interview("private_lending")
MOST_OPTIONS, FEWEST_OPTIONS = 9, 5
MOST_TOPICS = 9


def told(command: SetAnswer | SetNone | SetUnknown, *before: SetAnswer) -> View:
    """A loan's draft after an answer to the question."""
    state = apply(LENDING, begin(LENDING), [*before, command], TODAY).state
    return look(LENDING, state, TODAY)


def chosen(*options: str) -> SetAnswer:
    return SetAnswer("circumstances", list(options))


def offered() -> tuple[State, Any]:
    """A loan's draft that stands at the optional question, and that question."""
    state = begin(LENDING)
    for _ in range(200):
        ask = Agenda(look(LENDING, state, TODAY)).first()
        assert ask is not None
        if ask.kind is AskKind.OPTIONAL:
            return state, ask
        if ask.kind is AskKind.MORE:
            command: Any = ChooseOption("no")
        elif ask.name == "circumstances":
            command = SetNone(ask.name)
        else:
            command = SetUnknown(ask.name)
        element = LENDING.element(ask.name) if ask.kind is AskKind.ELEMENT else None
        if element is not None and (element.statutory or not element.unknown):
            values = {"choice": element.options and element.options[0].id, "person_name": "张三"}
            address = {"text": "北京市朝阳区建国路1号", "code": "110105"}
            given = {"phone": "13800138000", "address": address, "date": "1980-05-01"}
            command = SetAnswer(ask.name, {**values, **given}.get(element.type.value, "汉族"))
        state = apply(LENDING, state, [command], TODAY).state
    raise AssertionError("the optional question never comes")


@pytest.mark.parametrize("id", interview_ids())
def test_the_question_is_short_enough_to_be_read(id: str) -> None:
    options = load_interview(id).elements["circumstances"].options
    assert FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS


def _options() -> list[Any]:
    found = {
        option.id: pytest.param(id, option, id=option.id)
        for id in interview_ids()
        for option in load_interview(id).elements["circumstances"].options
    }
    return list(found.values())


@pytest.mark.parametrize(("id", "option"), _options())
def test_an_option_read_aloud_says_itself_and_nothing_else(id: str, option: Option) -> None:
    interview = load_interview(id)
    element = interview.elements["circumstances"]
    state = begin(interview)
    context = Context(
        TODAY,
        asks="circumstances",
        element=element,
        options=tuple(Button(each.id, each.label) for each in element.options),
        interview=interview,
        answers=look(interview, state, TODAY).answers,
    )
    found = ENGINE.understand(option.label, context).commands
    assert [(each.path, each.value) for each in found if isinstance(each, SetAnswer)] == [
        ("circumstances", [option.id])
    ]


def test_boxes_ticked_on_the_page_are_all_taken() -> None:
    element = LENDING.elements["circumstances"]
    buttons = tuple(Button(each.id, each.label) for each in element.options)
    context = Context(
        TODAY, asks="circumstances", element=element, options=buttons, interview=LENDING
    )
    ticked = [each for each in element.options if each.id in ("guaranteed", "clause", "costs")]
    found = ENGINE.understand("、".join(each.label for each in ticked), context).commands
    assert [each.value for each in found if isinstance(each, SetAnswer)] == [
        [each.id for each in ticked]
    ]


def test_what_is_left_out_is_a_no() -> None:
    answers = told(chosen("freeze")).answers
    assert answers.get("wants_preservation") is True
    assert answers.known("pre_preserve") is Known.NONE
    assert {"agents", "guarantees"} <= answers.none


def test_none_of_them_is_a_no_to_each() -> None:
    answers = told(SetNone("circumstances")).answers
    assert {"jur_agreement", "pre_preserve", "costs_claimed", "agents"} <= answers.none


def test_who_does_not_know_has_said_nothing_of_any() -> None:
    answers = told(SetUnknown("circumstances")).answers
    assert answers.known("pre_preserve") is Known.MISSING
    assert "agents" not in answers.none


def test_a_clause_that_was_chosen_is_a_yes_whose_words_are_asked() -> None:
    view = told(chosen("clause"))
    assert view.answers.get("jur_agreement") == "yes"
    assert not view.answered("jur_kind")
    assert "jur_kind" not in view.hidden


def test_who_has_a_lawyer_is_asked_for_the_name_and_not_whether() -> None:
    view = told(chosen("agent"))
    assert view.answers.count("agents") == 1


def test_what_was_told_by_itself_stays() -> None:
    before = SetAnswer("pre_preserve", True)
    assert told(SetNone("circumstances"), before).answers.get("pre_preserve") is True


def test_a_new_answer_takes_back_what_the_old_one_said() -> None:
    state = apply(LENDING, begin(LENDING), [chosen("freeze", "costs")], TODAY).state
    again = SetAnswer("circumstances", ["costs"], correction=True)
    answers = look(LENDING, apply(LENDING, state, [again], TODAY).state, TODAY).answers
    assert answers.known("wants_preservation") is Known.NONE
    assert answers.get("costs_claimed") is True


def test_what_is_passed_over_with_others_is_no_answer() -> None:
    state, ask = offered()
    after = apply(LENDING, state, [ChooseOption("none")], TODAY).state
    view = look(LENDING, after, TODAY)
    assert set(ask.listed) <= after.passed
    assert {view.answers.known(name) for name in ask.listed} == {Known.MISSING}
    following = Agenda(view).first()
    assert following is not None
    assert following.kind is not AskKind.OPTIONAL


def test_the_optional_question_offers_a_few_topics() -> None:
    state, ask = offered()
    question = put(look(LENDING, state, TODAY), ask, Responses.load("zh-CN"))
    assert len(question.choices) <= MOST_TOPICS
    assert all(each.id == "none" or each.id.startswith("topic:") for each in question.choices)


def test_a_topic_opens_its_questions_until_it_is_enough() -> None:
    state, ask = offered()
    other = next(
        each for each in topics(look(LENDING, state, TODAY), ask.listed) if "other" in each.option
    )
    opened = apply(LENDING, state, [ChooseOption(other.option)], TODAY)
    assert opened.ask is not None
    assert opened.ask.asks == other.names[0]
    done = apply(LENDING, opened.state, [ChooseOption("enough")], TODAY)
    assert done.ask is not None
    assert done.ask.kind is AskKind.OPTIONAL
    assert not set(other.names) & set(done.ask.listed)
    assert not done.view.answers.none & set(other.names)


@pytest.mark.parametrize("id", interview_ids())
def test_where_a_party_lives_is_asked_with_its_domicile(id: str) -> None:
    interview = load_interview(id)
    for group in ("plaintiffs", "defendants"):
        element = interview.elements.get(f"{group}[i].domicile")
        if element is not None and f"{group}[i].habitual_residence" in interview.elements:
            assert "现在住" in element.ask, (group, element.ask)


@pytest.mark.parametrize("path", ["defendants[0].employer", "defendants[0].phone", "facts_story"])
def test_enough_of_a_topic_may_be_typed(path: str) -> None:
    button = Button("enough", Responses.load("zh-CN").say("conversation", "option_enough"))
    element = LENDING.element(path)
    context = Context(TODAY, asks=path, element=element, options=(button,), interview=LENDING)
    found = ENGINE.understand(button.label, context).commands
    assert found == (ChooseOption("enough"),)


def test_enough_ends_a_topic_at_a_question_that_was_gone_back_to() -> None:
    state, ask = offered()
    other = next(
        each for each in topics(look(LENDING, state, TODAY), ask.listed) if "other" in each.option
    )
    steps: list[Command] = [ChooseOption(other.option), ChooseOption("unknown"), Do(Act.BACK)]
    for command in (*steps, ChooseOption("enough")):
        state = apply(LENDING, state, [command], TODAY).state
    following = Agenda(look(LENDING, state, TODAY)).first()
    assert following is not None
    assert following.kind is AskKind.OPTIONAL
