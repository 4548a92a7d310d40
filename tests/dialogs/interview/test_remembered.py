"""Results that stand until something changes that they looked at."""

from __future__ import annotations

from datetime import date

import pytest

from dialogs.answers import Answers
from dialogs.interview.remembered import Remembered, Watch, count_mark

ANSWERS = Answers({"purpose": "周转", "loans[0].due_on": "2024-03-05"}, {"loans": 1})


def looked(work) -> Remembered:
    return Watch(ANSWERS).condition(lambda answers, _index: work(answers), None)


def test_a_result_rests_on_the_path_it_asked_for() -> None:
    found = looked(lambda answers: answers.date("loans[0].due_on"))
    assert found.result == date(2024, 3, 5)
    assert found.looks_at({"loans[0].due_on"})
    assert not found.looks_at({"purpose"})


def test_a_result_rests_on_a_path_that_had_no_answer() -> None:
    assert looked(lambda answers: answers.known("court")).looks_at({"court"})


@pytest.mark.parametrize("standing", ["unknown", "none"])
def test_a_result_rests_on_a_standing_it_asked_for_directly(standing: str) -> None:
    found = looked(lambda answers: "purpose" in getattr(answers, standing))
    assert found.looks_at({"purpose"})
    assert not found.looks_at({"court"})


def test_a_result_rests_on_how_many_items_it_counted() -> None:
    found = looked(lambda answers: len(list(answers.items("loans"))))
    assert found.result == 1
    assert found.looks_at({count_mark("loans")})
    assert not found.looks_at({count_mark("plaintiffs")})


def test_a_result_rests_on_all_paths_of_a_group_it_went_through() -> None:
    found = looked(lambda answers: answers.within("loans["))
    assert found.result == [("loans[0].due_on", "2024-03-05")]
    assert found.looks_at({"loans[3].rate"})
    assert not found.looks_at({"purpose"})


def test_a_result_rests_on_everything_if_it_went_through_everything() -> None:
    found = looked(lambda answers: sorted(answers.values))
    assert found.looks_at({"whatever"})
    assert not found.looks_at(set())


def test_what_comes_out_the_same_stays_the_same_object() -> None:
    first = looked(lambda answers: [answers.text("purpose")])
    assert first.anew(looked(lambda answers: [answers.text("purpose")])).result is first.result
    assert first.anew(looked(lambda _answers: ["其他"])).result == ["其他"]
