"""A choice in a person's own words, beside its number and its label."""

from __future__ import annotations

import pytest

from bot.understanding.values.choices import read_choice
from dialogs.interview.catalogue import load_interview
from dialogs.schema.definition import Option

LENDING = load_interview("private_lending")


def options_of(key: str) -> tuple[Option, ...]:
    found = [each.options for each in LENDING.elements.values() if each.key == key]
    return found[0]


@pytest.mark.parametrize(
    ("key", "words", "meant"),
    [
        ("debt_origin", "借给他的", "loan"),
        ("debt_origin", "是借给他做生意的钱", "loan"),
        ("debt_origin", "干活的工钱", "wages"),
        ("debt_origin", "都不是", "other"),
        ("debt_origin", "别的", "other"),
        ("contract_form", "就一张条子", "iou"),
        ("contract_form", "写了个借款的合同", "contract"),
        ("contract_form", "微信上说的", "chat"),
        ("way", "给的现金", "cash"),
        ("way", "一半现金一半转账", "mixed"),
    ],
)
def test_a_choice_in_other_words_is_understood(key: str, words: str, meant: str) -> None:
    reading = read_choice(words, options_of(key))
    assert (reading.value, reading.alternatives) == (meant, ())


@pytest.mark.parametrize(
    ("key", "words"),
    [("debt_origin", "不是借给他的"), ("debt_origin", "他的"), ("way", "给他了")],
)
def test_words_that_fit_no_choice_or_deny_one_are_asked_again(key: str, words: str) -> None:
    assert read_choice(words, options_of(key)).code == "choice_unreadable"


def test_a_story_that_holds_part_of_none_of_them_is_no_choice() -> None:
    options = (Option("divorce", "离婚纠纷"), Option("other", "都不是"))
    assert read_choice("他一分抚养费都不给", options).value is None
    assert read_choice("都不对", options).value == "other"
