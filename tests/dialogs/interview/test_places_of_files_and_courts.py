"""Where files and courts end up when people name them loosely."""

from __future__ import annotations

from datetime import date

import pytest

from dialogs.interview.catalogue import load_interview
from dialogs.interview.commands import AttachMaterial, SetAnswer
from dialogs.interview.engine import apply, begin
from dialogs.interview.moving import choose_court
from dialogs.interview.view import View, look

LENDING = load_interview("private_lending")
TODAY = date(2026, 11, 21)


def view_of_a_lender_in_chaoyang() -> View:
    state = begin(LENDING)
    for path, value in {
        "plaintiffs[0].kind": "natural",
        "plaintiffs[0].domicile": {"text": "北京市朝阳区建国路1号", "code": "110105"},
    }.items():
        state = apply(LENDING, state, [SetAnswer(path, value)], TODAY).state
    return look(LENDING, state, TODAY)


@pytest.mark.parametrize("said", ["北京市朝阳区人民法院", "就朝阳法院吧", "朝阳区法院"])
def test_a_shortened_name_means_the_court_offered(said: str) -> None:
    assert choose_court(view_of_a_lender_in_chaoyang(), said).state.court == "北京市朝阳区人民法院"


def test_another_court_of_the_register_may_be_chosen() -> None:
    step = choose_court(view_of_a_lender_in_chaoyang(), "上海市浦东新区人民法院")

    assert step.state.court == "上海市浦东新区人民法院"


def test_a_court_that_does_not_exist_is_refused_in_words() -> None:
    step = choose_court(view_of_a_lender_in_chaoyang(), "火星法院")

    assert step.state.court is None
    assert [each.code for each in step.says] == ["no_such_court"]


def test_a_file_given_loosely_moves_to_where_it_is_asked_for() -> None:
    state = apply(LENDING, begin(LENDING), [AttachMaterial("other_evidence", ("m1",))], TODAY).state

    state = apply(LENDING, state, [AttachMaterial("iou", ("m1",))], TODAY).state

    assert dict(state.materials) == {"iou": ("m1",)}


def test_a_file_that_has_its_place_is_not_put_among_the_others() -> None:
    state = apply(LENDING, begin(LENDING), [AttachMaterial("iou", ("m1",))], TODAY).state

    state = apply(LENDING, state, [AttachMaterial("other_evidence", ("m1",))], TODAY).state

    assert dict(state.materials) == {"iou": ("m1",)}
