"""The longest answers that an interview takes: every visible element filled to its limit.

Only what the interview would ask stands in them, so conditions hold. All names are invented.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from dialogs.answers import Answers
from dialogs.interview.engine import begin
from dialogs.interview.state import Given, State
from dialogs.interview.view import View, look
from dialogs.schema.definition import Element, ElementType, Interview

__all__ = ["RARE", "TODAY", "longest_answers", "longest_view"]

TODAY = date(2026, 11, 21)
ROUNDS = 12
ITEMS = 3
RARE = "𠮷㎡·㐂％①Ⅱ℃½“—”……《》〔〕"
FILLER = "依合同约定应当支付而未支付的款项及其说明、"
NAME = "欧阳·买买提·阿不都热合曼·𠮷"
FIRM = "中国（北京）自由贸易试验区晨曦·远行国际供应链管理与信息科技（集团）股份有限公司石家庄分公司"
PLACE = (
    "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县孙扎齐牛录镇"
    "建国路甲88号院3号楼2单元1501室（西侧，120.5㎡）"
)
COURT = "新疆维吾尔自治区高级人民法院伊犁哈萨克自治州分院"
DIGITS = "9999999999"


def _text(element: Element, turn: int) -> str:
    if element.key in ("org_name", "agent_org", "employer", "guarantor"):
        return FIRM
    if element.max_length <= len(FILLER):
        return (RARE + FILLER)[: element.max_length]
    whole = RARE + FILLER * (element.max_length // len(FILLER) + 1)
    return whole[: element.max_length - 1] + "。"


def _choice(element: Element, turn: int) -> str:
    return element.options[turn % len(element.options)].id


def _choices(element: Element, _turn: int) -> list[str]:
    """All options, without the one that says none of them."""
    ids = [option.id for option in element.options]
    return [each for each in ids if each not in ("none", "no", "nothing", "nobody")] or ids


MAKERS: Mapping[ElementType, Callable[[Element, int], Any]] = {
    ElementType.TEXT: _text,
    ElementType.LONG_TEXT: _text,
    ElementType.MONEY: lambda _element, _turn: f"{DIGITS}.99",
    ElementType.NUMBER: lambda _element, _turn: "88888.88",
    ElementType.PERCENT_PER_YEAR: lambda _element, _turn: "14.6875",
    ElementType.DATE: lambda _element, turn: f"20{20 + turn % 5}-12-28",
    ElementType.DATE_RANGE: lambda _element, _turn: {"from": "2021-11-28", "to": "2024-12-28"},
    ElementType.DURATION: lambda _element, _turn: {"count": "120", "unit": "month"},
    ElementType.YES_NO: lambda _element, turn: turn % 3 != 2,
    ElementType.CHOICE: _choice,
    ElementType.CHOICES: _choices,
    ElementType.PERSON_NAME: lambda _element, _turn: NAME,
    ElementType.CN_ID_NUMBER: lambda _element, _turn: "11010519491231002X",
    ElementType.USCC: lambda _element, _turn: "91350100M000100Y43",
    ElementType.PHONE: lambda _element, _turn: "0999-88888888",
    ElementType.ADDRESS: lambda _element, _turn: {"text": PLACE, "code": "654022"},
    ElementType.COURT: lambda _element, _turn: COURT,
    ElementType.CASE_NO: lambda _element, _turn: "（2026）兵0401民初12345号之十二",
}


def longest_view(
    interview: Interview, fixed: Mapping[str, Any] | None = None, turn: int = 0
) -> View:
    """Every visible element answered at its longest.

    fixed: values by path that are kept, such as the side. turn: which option a choice takes.
    """
    state = begin(interview)
    state = state.with_(
        given={path: Given(value) for path, value in (fixed or {}).items()},
        counts={
            key: min(max(group.minimum, ITEMS), group.maximum)
            for key, group in interview.groups.items()
        },
    )
    for _ in range(ROUNDS):
        view = look(interview, state, TODAY)
        found = dict(_missing(view, state, turn, derived=False))
        # What derives from other answers is told last, where nothing follows.
        found = found or dict(_missing(view, state, turn, derived=True))
        if not found:
            break
        state = state.with_(given={**state.given, **found})
    return look(interview, state, TODAY)


def longest_answers(
    interview: Interview, fixed: Mapping[str, Any] | None = None, turn: int = 0
) -> Answers:
    """The answers of `longest_view`."""
    return longest_view(interview, fixed, turn).answers


def _missing(view: View, state: State, turn: int, *, derived: bool) -> Iterator[tuple[str, Given]]:
    for element in view.interview.elements.values():
        if not element.ask or bool(element.derive) is not derived:
            continue
        count = view.answers.count(element.group) if element.group else 0
        for index in range(count) if element.group else (None,):
            path = element.path(index)
            if path in state.given or path in view.derived or not view.visible(element, index):
                continue
            maker = MAKERS.get(element.type)
            if element.refers:
                yield path, Given("1")
            elif maker is not None:
                yield path, Given(maker(element, turn + (index or 0)))
