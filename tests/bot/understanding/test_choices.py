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


SALE = load_interview("sale")
TRAFFIC = load_interview("traffic")
LEASE = load_interview("house_lease")


@pytest.mark.parametrize(
    "words",
    ["就要本金，利息算了", "不要利息", "利息不要了", "利息就免了吧", "只要本金", "利息我也不要了"],
)
def test_an_option_that_is_waved_away_is_not_chosen(words: str) -> None:
    reading = read_choice(words, SALE.elements["late_claim"].options)
    assert (reading.value, reading.alternatives) == ("none", ())


@pytest.mark.parametrize(
    ("words", "meant"), [("要利息", "interest"), ("不要利息，要违约金", "penalty")]
)
def test_an_option_that_is_wanted_is_chosen(words: str, meant: str) -> None:
    assert read_choice(words, SALE.elements["late_claim"].options).value == meant


def test_no_contract_signed_is_no_written_contract() -> None:
    reading = read_choice("微信上聊的，没签合同", LEASE.elements["contract_form"].options)
    assert (reading.value, reading.alternatives) == ("chat", ())


@pytest.mark.parametrize("words", ["保险公司", "我要告保险公司"])
def test_a_word_that_names_several_options_chooses_none_of_them(words: str) -> None:
    roles = TRAFFIC.elements["defendants[i].role"].options
    reading = read_choice(words, roles)
    assert (reading.value, *reading.alternatives) == (
        "insurer_both",
        "insurer_compulsory",
        "insurer_commercial",
    )


@pytest.mark.parametrize("words", ["有合同", "签了合同", "有书面合同"])
def test_words_that_an_option_denies_do_not_choose_it(words: str) -> None:
    assert read_choice(words, SALE.elements["jur_agreement"].options).value != "no"
