"""A state seen through its interview: what is visible, what follows, what the filing would hold."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from dialogs.answers import Answers, split_path
from dialogs.interview.state import State
from dialogs.rules.derivations import Derived, derivation
from dialogs.schema.definition import Condition, Element, Group, Interview

__all__ = ["View", "look"]

MOST_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class View:
    """What a state means on a day.

    answers: visible answers and derived values. hidden: paths whose `when` does not hold.
    derived: path → value with its workings.
    """

    interview: Interview
    state: State
    today: date
    answers: Answers
    hidden: frozenset[str]
    derived: Mapping[str, Derived] = field(default_factory=dict)

    def count(self, group: Group) -> int:
        """Items of the group, at least its minimum, none while it is hidden."""
        return self.answers.count(group.key)

    def visible(self, element: Element, index: int | None) -> bool:
        """Whether the element's `when` holds."""
        return element.path(index) not in self.hidden

    def answered(self, path: str) -> bool:
        """Whether nothing needs to be asked at this path."""
        return path in self.derived or self.state.answered(path)

    def digest(self) -> str:
        """SHA-256 of the filing as it stands: answers, materials and court."""
        tree = {
            "values": dict(self.answers.values),
            "unknown": sorted(self.answers.unknown),
            "none": sorted(self.answers.none),
            "counts": dict(self.answers.counts),
            "materials": {kind: list(ids) for kind, ids in self.state.materials.items()},
            "court": self.state.court,
        }
        text = json.dumps(tree, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Plan:
    """What of an interview has to be looked at: conditional and derived elements, groups."""

    groups: tuple[Group, ...]
    conditional: tuple[tuple[Element, Condition], ...]
    derived: tuple[tuple[Element, str], ...]


@lru_cache(maxsize=256)
def _plan(interview: Interview) -> _Plan:
    elements = interview.elements.values()
    return _Plan(
        tuple(interview.groups.values()),
        tuple((each, each.when) for each in elements if each.when is not None),
        tuple((each, each.derive) for each in elements if each.derive is not None),
    )


def look(interview: Interview, state: State, today: date) -> View:
    """The view of a state.

    Conditions may rest on answers that other conditions hide, so it is repeated until
    nothing changes; `lian check` refuses circles.
    """
    plan = _plan(interview)
    hidden: frozenset[str] = frozenset()
    closed_groups: frozenset[str] = frozenset()
    for _ in range(MOST_ROUNDS):
        answers, derived = _answers(interview, plan, state, hidden, closed_groups, today)
        next_groups = frozenset(
            group.key for group in plan.groups if group.when is not None and not group.when(answers)
        )
        next_hidden = _hidden(plan, answers)
        if next_hidden == hidden and next_groups == closed_groups:
            break
        hidden, closed_groups = next_hidden, next_groups
    return View(interview, state, today, answers, hidden, derived)


def _hidden(plan: _Plan, answers: Answers) -> frozenset[str]:
    return frozenset(
        element.path(index)
        for element, condition in plan.conditional
        for index in _indices(element, answers.counts)
        if not condition(answers, index)
    )


def _indices(element: Element, counts: Mapping[str, int]) -> Iterator[int | None]:
    if element.group is None:
        yield None
    else:
        yield from range(counts.get(element.group, 0))


def _answers(
    interview: Interview,
    plan: _Plan,
    state: State,
    hidden: frozenset[str],
    hidden_groups: frozenset[str],
    today: date,
) -> tuple[Answers, dict[str, Derived]]:
    counts = {
        group.key: 0
        if group.key in hidden_groups
        else max(state.counts.get(group.key, 0), group.minimum)
        for group in plan.groups
    }

    def holds(path: str) -> bool:
        if path in hidden:
            return False
        group, index, _ = split_path(path)
        return group is None or (index or 0) < counts.get(group, 0)

    values: dict[str, Any] = {
        path: given.value for path, given in state.given.items() if holds(path)
    }
    answers = Answers(
        values,
        counts,
        frozenset(path for path in state.unknown if holds(path)),
        frozenset(path for path in state.none if holds(path)),
    )
    derived: dict[str, Derived] = {}
    for element, name in plan.derived:
        for index in _indices(element, counts):
            path = element.path(index)
            if path in values or path in hidden or state.answered(path):
                continue
            found = derivation(name, element.group)(answers, index, today)
            if found is not None:
                derived[path] = found
                values[path] = found.value
    return answers, derived
