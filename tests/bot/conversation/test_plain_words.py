"""Words that mean the same whatever is asked."""

from __future__ import annotations

import pytest

from bot.conversation.plain_words import meant_plainly, of_the_party_named
from dialogs.interview.catalogue import load_interview
from dialogs.interview.commands import Act, Do, Navigate, SetAnswer

LENDING = load_interview("private_lending")


@pytest.mark.parametrize("words", ["电子送达什么意思", "同意是啥意思", "这是什么？"])
def test_a_word_that_is_doubted_is_not_chosen(words: str) -> None:
    assert meant_plainly(words, paused=False, gathering=True) == (Do(Act.MEANING),)


@pytest.mark.parametrize("words", ["我来了接着弄", "我回来了", "接着来吧"])
def test_who_comes_back_goes_on(words: str) -> None:
    assert meant_plainly(words, paused=True, gathering=True) == (Do(Act.RESUME),)


def test_coming_back_means_nothing_unless_one_was_away() -> None:
    assert meant_plainly("我来了接着弄", paused=False, gathering=True) == ()


@pytest.mark.parametrize("words", ["我要改法院", "法院改成北京市朝阳区人民法院", "法院选错了"])
def test_the_court_can_be_changed_in_words(words: str) -> None:
    assert meant_plainly(words, paused=False, gathering=True) == (Navigate("court"),)


def test_an_address_is_left_to_understanding() -> None:
    assert meant_plainly("北京市朝阳区建国路1号", paused=False, gathering=True) == ()


@pytest.mark.parametrize(
    ("words", "said", "meant"),
    [
        ("被告经常居住地改成北京市", "plaintiffs[0]", "defendants[0]"),
        ("我的经常居住地改成北京市", "defendants[0]", "plaintiffs[0]"),
        ("经常居住地改成北京市", "plaintiffs[0]", "plaintiffs[0]"),
    ],
)
def test_who_is_named_first_is_meant(words: str, said: str, meant: str) -> None:
    command = SetAnswer(f"{said}.habitual_residence", {"text": "北京市", "code": "11"})

    (found,) = of_the_party_named(words, [command], LENDING)

    assert isinstance(found, SetAnswer)
    assert found.path == f"{meant}.habitual_residence"
