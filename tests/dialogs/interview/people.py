"""A person with a head full of facts, who answers whatever the interview asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hypothesis import strategies as st

from dialogs.answers import split_path
from dialogs.interview.agenda import Agenda, Ask, AskKind
from dialogs.interview.catalogue import load_interview
from dialogs.interview.commands import (
    AttachMaterial,
    ChooseOption,
    Command,
    SetAnswer,
    SetNone,
)
from dialogs.interview.engine import Outcome, apply, begin
from dialogs.interview.state import State
from dialogs.interview.view import View, look
from dialogs.schema.definition import Element, ElementType, Interview

TODAY = date(2026, 11, 20)
LENDING = load_interview("private_lending")
COURT = "北京市朝阳区人民法院"
MOST_ASKS = 600
LAST = {AskKind.SUBMIT, AskKind.REVIEW}

IDS = ("11010519491231002X", "440524188001010014")
USCC = "91350100M000100Y43"
PHONES = ("13800138000", "13912345678", "01012345678")


@dataclass(frozen=True)
class Facts:
    """What the person knows: canonical values by path, items by group, materials held."""

    values: Mapping[str, Any]
    counts: Mapping[str, int]
    materials: frozenset[str] = frozenset()

    @property
    def told(self) -> list[str]:
        """Paths that the person may speak of unasked: what is derived is left to be asked."""
        return sorted(path for path in self.values if LENDING.element(path).derive is None)


def value_of(element: Element) -> st.SearchStrategy[Any]:
    """Canonical values that no check of a loan case refuses."""
    kind = element.type
    if kind is ElementType.CHOICE:
        return st.sampled_from([option.id for option in element.options])
    if kind is ElementType.CHOICES:
        return st.lists(
            st.sampled_from([option.id for option in element.options]), min_size=1, unique=True
        )
    return VALUES[kind]


def _dates(first: int, last: int) -> st.SearchStrategy[str]:
    return st.dates(date(first, 1, 1), date(last, 6, 30)).map(date.isoformat)


TEXTS = st.sampled_from(["朋友", "做生意周转", "建国路1号", "说年底还", "北京晨光文具店"])
VALUES: Mapping[ElementType, st.SearchStrategy[Any]] = {
    ElementType.TEXT: TEXTS,
    ElementType.LONG_TEXT: TEXTS,
    ElementType.MONEY: st.integers(1, 2_000_000).map(str),
    ElementType.NUMBER: st.just("1"),
    ElementType.PERCENT_PER_YEAR: st.integers(0, 60).map(str),
    ElementType.DATE: _dates(2019, 2026),
    ElementType.YES_NO: st.booleans(),
    ElementType.PERSON_NAME: st.sampled_from(["陈静", "李伟", "王强", "赵敏"]),
    ElementType.CN_ID_NUMBER: st.sampled_from(IDS),
    ElementType.USCC: st.just(USCC),
    ElementType.PHONE: st.sampled_from(PHONES),
    ElementType.ADDRESS: st.sampled_from(
        [
            {"text": "北京市朝阳区建国路1号", "code": "110105"},
            {"text": "浙江省杭州市西湖区文三路90号", "code": "330106"},
        ]
    ),
    ElementType.COURT: st.just(COURT),
    ElementType.CASE_NO: st.just("(2026)京0105财保12号"),
}

GROUPS = {
    "plaintiffs": (1, 2),
    "defendants": (1, 2),
    "third_persons": (0, 1),
    "agents": (0, 1),
    "loans": (1, 3),
    "repayments": (0, 2),
    "guarantees": (0, 2),
    "demands": (0, 1),
    "witnesses": (0, 1),
}


@st.composite
def facts(draw: st.DrawFn, interview: Interview = LENDING) -> Facts:
    """A whole case: every statutory answer, and most of the others."""
    counts = {key: draw(st.integers(*GROUPS.get(key, (0, 1)))) for key in interview.groups}
    values: dict[str, Any] = {}
    for element in interview.elements.values():
        for index in range(counts[element.group]) if element.group else [None]:
            must = element.statutory or not element.unknown
            if element.type in VALUES or element.options:
                known = must or (element.derive is None and draw(st.integers(0, 3)) > 0)
                if known:
                    values[element.path(index)] = draw(value_of(element))
    _tell_together(interview, values, counts)
    held = draw(st.sets(st.sampled_from([rule.kind for rule in interview.materials])))
    return Facts(values, counts, frozenset(held))


def _tell_together(interview: Interview, values: dict[str, Any], counts: Mapping[str, int]) -> None:
    """Make an answer over several things say what is said of each of them."""
    for element in interview.elements.values():
        about = {option.id: option.about for option in element.options if option.about}
        if not about:
            continue
        chosen = [id for id, name in about.items() if _so(interview, name, values, counts)]
        for name in (name for id, name in about.items() if id not in chosen):
            values.pop(name, None)
        values.pop(element.key, None)
        if chosen:
            values[element.key] = chosen


def _so(
    interview: Interview, name: str, values: Mapping[str, Any], counts: Mapping[str, int]
) -> bool:
    if name in interview.groups:
        return counts[name] > interview.groups[name].minimum
    return name in values and values[name] not in (False, "no")


@dataclass
class Talk:
    """One interview under way, with every invariant looked at after each step."""

    known: Facts
    interview: Interview = LENDING
    state: State = field(init=False)
    asks: int = 0
    steps: list[tuple[str, Outcome]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.state = begin(self.interview)

    @property
    def view(self) -> View:
        """The state as it is seen."""
        return look(self.interview, self.state, TODAY)

    @property
    def ask(self) -> Ask | None:
        """The open question."""
        return Agenda(self.view).first()

    @property
    def asked(self) -> str:
        """The wire form of the open question."""
        return self.ask.asks if self.ask is not None else ""

    def do(self, *commands: Command) -> Outcome:
        """Apply commands."""
        outcome = apply(self.interview, self.state, commands, TODAY, self.asks)
        self.state = outcome.state
        return outcome

    def answer(self) -> bool:
        """Answer what is asked; False when the end is reached."""
        ask = self.ask
        assert ask is not None
        if ask.kind in LAST:
            return False
        self.asks += 1
        assert self.asks < MOST_ASKS, f"it never ends: {self.state.trail[-20:]}"
        self.do(self.reply(ask))
        return True

    def finish(self) -> None:
        """Answer to the end."""
        while self.answer():
            pass

    def reply(self, ask: Ask) -> Command:
        """What this person says to a question."""
        command: Command = REPLIES[ask.kind](self, ask)
        return command

    def fact(self, path: str) -> Command:
        """The person's answer for an element: the value, or 无."""
        if path in self.known.values:
            return SetAnswer(path, self.known.values[path], "", correction=True)
        return SetNone(path)

    def _optional(self, ask: Ask) -> Command:
        for name in ask.listed:
            if name.startswith("more:"):
                group = name.removeprefix("more:")
                if self.view.answers.count(group) < self.known.counts[group]:
                    return ChooseOption(name)
            elif name in self.known.values:
                return ChooseOption(name)
        return ChooseOption("none")

    def _more(self, ask: Ask) -> Command:
        more = self.view.answers.count(ask.name) < self.known.counts[ask.name]
        return ChooseOption("yes" if more else "no")

    def _material(self, ask: Ask) -> Command:
        if ask.name in self.known.materials:
            return AttachMaterial(ask.name, (f"file-{ask.name}",))
        return ChooseOption("none")

    def _choose(self, ask: Ask) -> Command:
        doubt = next(each for each in self.state.doubts if each.path == ask.name)
        wanted = self.known.values.get(ask.name)
        values = [each.value for each in doubt.candidates]
        return ChooseOption(str(values.index(wanted) + 1) if wanted in values else "none")


REPLIES: Mapping[AskKind, Any] = {
    AskKind.ELEMENT: lambda talk, ask: talk.fact(ask.name),
    AskKind.CONFIRM: lambda _talk, _ask: ChooseOption("yes"),
    AskKind.CHOOSE: lambda talk, ask: talk._choose(ask),
    AskKind.MORE: lambda talk, ask: talk._more(ask),
    AskKind.OPTIONAL: lambda talk, ask: talk._optional(ask),
    AskKind.MATERIAL: lambda talk, ask: talk._material(ask),
    AskKind.COURT: lambda _talk, _ask: ChooseOption(COURT),
    AskKind.STATEMENT: lambda _talk, _ask: ChooseOption("yes"),
    AskKind.SIGNATURE: lambda _talk, ask: AttachMaterial(None, (f"signature-{ask.name}",)),
}


def full_case(**more: Any) -> Facts:
    """One lender, one borrower, one loan that is due, and nothing else."""
    values: dict[str, Any] = {
        "plaintiffs[0].kind": "natural",
        "plaintiffs[0].name": "陈静",
        "plaintiffs[0].id_number": IDS[0],
        "plaintiffs[0].ethnicity": "汉族",
        "plaintiffs[0].phone": PHONES[0],
        "plaintiffs[0].domicile": {"text": "北京市朝阳区建国路1号", "code": "110105"},
        "defendants[0].kind": "natural",
        "defendants[0].name": "李伟",
        "defendants[0].id_number": IDS[1],
        "defendants[0].domicile": {"text": "北京市海淀区中关村大街9号", "code": "110108"},
        "loans[0].contract_form": "iou",
        "loans[0].amount_agreed": "50000",
        "loans[0].amount_delivered": "50000",
        "loans[0].delivered_on": "2024-03-05",
        "loans[0].way": "transfer",
        "loans[0].due_on": "2025-03-05",
        "loans[0].rate": "12",
        "interest_claim": "both",
        "court_fee_claimed": True,
        "mediation_known": "known",
        "med_intent": "no",
        "service_choice": "same_electronic",
        **more,
    }
    counts = dict.fromkeys(LENDING.groups, 0)
    for path in values:
        group, index, _ = split_path(path)
        if group is not None and index is not None:
            counts[group] = max(counts[group], index + 1)
    return Facts(values, counts, frozenset({"id_card", "iou", "transfer_record"}))
