"""Cases told in part: some questions answered by their example, some 无, 不知道 or passed over.

Only what the interview would ask stands in them, so conditions hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from dialogs.answers import Answers
from dialogs.interview.engine import begin
from dialogs.interview.state import Given, State
from dialogs.interview.view import View, look
from dialogs.schema.definition import Element, ElementType, Interview
from tests.filing_backend.documents.longest_answers import MAKERS, ROUNDS, TODAY

__all__ = ["partial_answers"]

VALUES: Mapping[ElementType, Any] = {
    ElementType.MONEY: "12345.6",
    ElementType.NUMBER: "35",
    ElementType.PERSON_NAME: "张建国",
    ElementType.ADDRESS: {"text": "北京市朝阳区建国路88号", "code": "110105"},
    ElementType.COURT: "北京市朝阳区人民法院",
}
TEXTS = (ElementType.TEXT, ElementType.LONG_TEXT)


def partial_answers(interview: Interview, seed: int) -> Answers:
    """The answers of one such case; the same seed gives the same."""
    random = Random(seed)
    counts = {
        key: min(max(group.minimum, random.choice((0, 1, 2))), group.maximum)
        for key, group in interview.groups.items()
    }
    state = begin(interview).with_(counts=counts)
    met: set[str] = set()
    for _ in range(ROUNDS):
        view = look(interview, state, TODAY)
        new = [(path, element) for path, element in _asked(view, state) if path not in met]
        if not new:
            break
        met.update(path for path, _ in new)
        for path, element in new:
            state = _answered(state, path, element, random)
    return look(interview, state, TODAY).answers


def _asked(view: View, state: State) -> Iterator[tuple[str, Element]]:
    for element in view.interview.elements.values():
        count = view.answers.count(element.group) if element.group else 0
        for index in range(count) if element.group else (None,):
            path = element.path(index)
            told = state.answered(path) or path in view.derived
            if element.ask and not told and view.visible(element, index):
                yield path, element


def _answered(state: State, path: str, element: Element, random: Random) -> State:
    """Every fourth answer is 无, 不知道 or none at all; what is required, never."""
    how = 0 if element.required else random.randrange(12)
    if how == 1:
        return state.with_(none=state.none | {path})
    if how == 2:
        return state.with_(unknown=state.unknown | {path})
    value = _value(element, random)
    if how == 3 or value is None:
        return state
    return state.with_(given={**state.given, path: Given(value)})


def _value(element: Element, random: Random) -> Any:
    if element.refers:
        return "1"
    if element.type is ElementType.YES_NO:
        return random.random() < 0.6
    if element.type is ElementType.CHOICE:
        return random.choice(element.options).id
    if element.type is ElementType.CHOICES:
        ids = [each.id for each in element.options]
        return random.sample(ids, random.randint(1, len(ids)))
    if element.type in TEXTS:
        return (element.example or element.label)[: element.max_length]
    if element.type in VALUES:
        return VALUES[element.type]
    maker = MAKERS.get(element.type)
    return maker(element, random.randrange(3)) if maker else None
