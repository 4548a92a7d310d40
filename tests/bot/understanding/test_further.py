"""Whether there is one more, told by telling of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from bot.messages import Option
from bot.understanding.embedded import EmbeddedEngine
from bot.understanding.engine import Context
from dialogs.answers import Answers
from dialogs.interview.catalogue import load_interview
from dialogs.interview.commands import ChooseOption, Command, SetAnswer

TODAY = date(2026, 11, 22)
ENGINE = EmbeddedEngine()
ASKED = (Option("yes", "还有"), Option("no", "没有了"))


def heard(
    case: str, group: str, text: str, known: Mapping[str, Any], count: int
) -> tuple[Command, ...]:
    context = Context(
        TODAY,
        f"more:{group}",
        options=ASKED,
        interview=load_interview(case),
        answers=Answers(dict(known), {"plaintiffs": 1, group: count}),
    )
    return ENGINE.understand(text, context).commands


def told(commands: tuple[Command, ...]) -> dict[str, Any]:
    return {each.path: each.value for each in commands if isinstance(each, SetAnswer)}


@pytest.mark.parametrize("text", ["催过", "催了好多次，打电话不接", "微信催过他"])
def test_who_tells_of_a_demand_says_that_there_is_one(text: str) -> None:
    assert ChooseOption("yes") in heard("sale", "demands", text, {}, 0)


@pytest.mark.parametrize("text", ["没催过", "没有催过", "从来没有催过他"])
def test_who_denies_the_act_says_that_there_is_none(text: str) -> None:
    assert heard("sale", "demands", text, {}, 0) == (ChooseOption("no"),)


@pytest.mark.parametrize("text", ["有，还有司机王强", "开车的叫王强"])
def test_a_further_defendant_is_the_next_one_and_nobody_told_before(text: str) -> None:
    known = {
        "plaintiffs[0].name": "陈红",
        "defendants[0].role": "insurer_both",
        "defendants[0].org_name": "某某保险公司",
    }
    assert told(heard("traffic", "defendants", text, known, 1)) == {
        "defendants[1].role": "driver",
        "defendants[1].name": "王强",
    }


def test_a_telephone_told_later_is_that_of_the_last_defendant() -> None:
    known = {"plaintiffs[0].name": "陈红", "defendants[0].name": "王强"}
    commands = heard("traffic", "defendants", "他电话13541112222", known, 1)
    assert told(commands) == {"defendants[0].phone": "13541112222"}


def test_a_further_repayment_is_told_in_one_message() -> None:
    known = {"repayments[0].amount": "2000", "repayments[0].paid_on": "2025-05-01"}
    commands = heard("private_lending", "repayments", "去年8月1号又还了一千", known, 1)
    assert told(commands) == {
        "repayments[1].paid_on": "2025-08-01",
        "repayments[1].amount": "1000",
    }


def test_a_demand_is_told_with_its_way_and_the_answer() -> None:
    commands = heard("sale", "demands", "今年2月10号打电话催的，他说没钱", {}, 0)
    assert told(commands) == {
        "demands[0].made_on": "2026-02-10",
        "demands[0].way": "电话",
        "demands[0].said": "他说没钱",
    }


def test_a_telephone_that_nobody_answers_is_no_way_of_asking() -> None:
    commands = heard("sale", "demands", "催了好多次，电话也不接", {}, 0)
    assert told(commands) == {}


def test_no_contract_at_all_has_no_clause_on_the_court() -> None:
    interview = load_interview("sale")
    element = interview.elements["jur_agreement"]
    context = Context(TODAY, "jur_agreement", element, None, (), interview, Answers({}, {}))
    text = "我们没签什么合同，就是熟人，微信上说的"
    assert told(ENGINE.understand(text, context).commands)["jur_agreement"] == "no"
