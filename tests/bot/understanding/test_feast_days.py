"""A feast told for a day is asked back: it may be one of several days, or near to one."""

from __future__ import annotations

from datetime import date

import pytest

from bot.understanding.asked_back import asked_back
from bot.understanding.embedded import EmbeddedEngine
from bot.understanding.engine import Context
from bot.understanding.feast_days import is_feast, with_other_days
from bot.understanding.values import read
from dialogs.answers import Answers
from dialogs.interview.catalogue import load_interview
from dialogs.interview.commands import SetAnswer
from dialogs.schema.definition import ElementType

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("去年过年", ("2025-01-28", "2026-02-17")),
        ("去年春节", ("2025-01-28",)),
        ("去年春节当天", ()),
        ("去年大年三十", ()),
        ("2025年1月29日", ()),
    ],
)
def test_new_year_may_be_several_days(text: str, others: tuple[str, ...]) -> None:
    reading = with_other_days(read(ElementType.DATE, text, TODAY), text, TODAY)
    assert reading.alternatives == others


@pytest.mark.parametrize(
    ("words", "text", "feast"),
    [
        ("去年中秋", "去年中秋还的", True),
        ("去年中秋", "去年中秋当天还的", False),
        ("2025年10月6日", "2025年10月6日中秋", False),
    ],
)
def test_a_feast_alone_is_told_from_a_day(words: str, text: str, feast: bool) -> None:
    assert is_feast(words, text) is feast


@pytest.mark.parametrize("feast", ["去年中秋", "去年过年"])
def test_a_feast_told_beside_a_sum_is_asked_back_as_well(feast: str) -> None:
    loan, path = load_interview("private_lending"), "repayments[0].amount"
    answers = Answers({"loans[0].delivered_on": "2024-03-05"}, {"loans": 1, "repayments": 1})
    context = Context(
        TODAY, path, loan.element(path), 0, interview=loan, answers=answers, heeded=True
    )
    text = f"{feast}还了五千"
    commands = asked_back(text, EmbeddedEngine().understand(text, context).commands, context)
    told = {each.path: each.doubt for each in commands if isinstance(each, SetAnswer)}
    assert told == {path: "", "repayments[0].paid_on": "feast_day"}
