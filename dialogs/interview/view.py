"""A state seen through its interview: what is visible, what follows, what the filing would hold."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from threading import Lock
from typing import Any

from dialogs.answers import Answers, split_path
from dialogs.interview.state import State
from dialogs.rules.derivations import Derived, derivation
from dialogs.schema.definition import Condition, Element, Group, Interview

__all__ = ["View", "carried", "look", "look_after"]

MOST_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class View:
    """What a state means on a day.

    answers: visible answers and derived values. hidden: paths whose `when` does not hold.
    derived: path → value with its workings. asks: what is open, once the agenda has worked it out.
    """

    interview: Interview
    state: State
    today: date
    answers: Answers
    hidden: frozenset[str]
    derived: Mapping[str, Derived] = field(default_factory=dict)
    asks: list[Any] = field(default_factory=list, init=False, compare=False, repr=False)

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
    """What of an interview has to be looked at: conditional and derived elements, groups.

    fickle: conditions that rest on named functions or on derived values, so that the paths
        which changed do not tell whether they did.
    """

    groups: tuple[Group, ...]
    conditional: tuple[tuple[Element, Condition], ...]
    derived: tuple[tuple[Element, str], ...]
    by_path: Mapping[str, tuple[tuple[Element, Condition], ...]]
    fickle: tuple[tuple[Element, Condition], ...]


@lru_cache(maxsize=256)
def _plan(interview: Interview) -> _Plan:
    elements = interview.elements.values()
    conditional = tuple((each, each.when) for each in elements if each.when is not None)
    derived = {each.path() for each in elements if each.derive is not None}
    fickle = tuple(pair for pair in conditional if pair[1].opaque or pair[1].paths & derived)
    by_path: dict[str, list[tuple[Element, Condition]]] = {}
    for pair in conditional:
        for path in pair[1].paths:
            by_path.setdefault(path, []).append(pair)
    return _Plan(
        tuple(interview.groups.values()),
        conditional,
        tuple((each, each.derive) for each in elements if each.derive is not None),
        {path: tuple(pairs) for path, pairs in by_path.items()},
        fickle,
    )


def look(interview: Interview, state: State, today: date) -> View:
    """The view of a state; kept for the same state object, so looking twice costs nothing.

    Conditions may rest on answers that other conditions hide, so it is repeated until
    nothing changes; `lian check` refuses circles.
    """
    kept = _KEPT.get(interview, state, today)
    if kept is not None:
        return kept
    plan = _plan(interview)
    guess = _hidden(plan.conditional, _told(plan, state))
    return _KEPT.put(_settled(plan, interview, state, today, guess, plan.conditional))


def look_after(view: View, state: State) -> View:
    """The view of a state that came of the view's own, looking only at what may have changed."""
    before, plan = view.state, _plan(view.interview)
    if state.counts != before.counts:
        return look(view.interview, state, view.today)
    touched = _touched(before, state)
    if not touched:
        return carried(view, state)
    suspects = dict.fromkeys(plan.fickle)
    for path in touched:
        suspects.update(dict.fromkeys(plan.by_path.get(_template(path), ())))
    return _KEPT.put(
        _settled(plan, view.interview, state, view.today, view.hidden, tuple(suspects))
    )


def carried(view: View, state: State) -> View:
    """The same view of a state that holds the same answers."""
    return _KEPT.put(replace(view, state=state))


class _Kept:
    """The last views, by the identity of their states, which they keep alive."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._views: OrderedDict[int, View] = OrderedDict()
        self._lock = Lock()

    def get(self, interview: Interview, state: State, today: date) -> View | None:
        with self._lock:
            view = self._views.get(id(state))
            if view is None or view.interview is not interview or view.today != today:
                return None
            self._views.move_to_end(id(state))
            return view

    def put(self, view: View) -> View:
        with self._lock:
            self._views[id(view.state)] = view
            self._views.move_to_end(id(view.state))
            while len(self._views) > self._most:
                self._views.popitem(last=False)
        return view


_KEPT = _Kept(256)


def _settled(
    plan: _Plan,
    interview: Interview,
    state: State,
    today: date,
    hidden: frozenset[str],
    suspects: Sequence[tuple[Element, Condition]],
) -> View:
    """Look again until the guess at what is hidden holds; then everything is looked at once."""
    hidden_groups = _hidden_groups(plan, _told(plan, state))
    for _ in range(MOST_ROUNDS):
        answers, derived = _answers(plan, state, hidden, hidden_groups, today)
        next_groups = _hidden_groups(plan, answers)
        looked = {
            element.path(index)
            for element, _ in suspects
            for index in _indices(element, answers.counts)
        }
        next_hidden = (hidden - looked) | _hidden(suspects, answers)
        if next_hidden == hidden and next_groups == hidden_groups:
            break
        if next_groups != hidden_groups or next_hidden != hidden:
            suspects = plan.conditional
        hidden, hidden_groups = next_hidden, next_groups
    return View(interview, state, today, answers, hidden, derived)


def _touched(before: State, after: State) -> set[str]:
    """Paths whose answer differs."""
    changed = set(before.unknown ^ after.unknown) | set(before.none ^ after.none)
    if before.given is not after.given:
        changed |= before.given.keys() ^ after.given.keys()
        changed |= {
            path
            for path, given in after.given.items()
            if path in before.given and before.given[path] is not given
        }
    return changed


def _template(path: str) -> str:
    group, bracket, rest = path.partition("[")
    return f"{group}[i].{rest.partition('].')[2]}" if bracket else path


def _told(plan: _Plan, state: State) -> Answers:
    """What was answered, hidden or not: good enough for a first guess at what is hidden."""
    counts = {
        group.key: max(state.counts.get(group.key, 0), group.minimum) for group in plan.groups
    }
    values = {path: given.value for path, given in state.given.items()}
    return Answers(values, counts, state.unknown, state.none)


def _hidden_groups(plan: _Plan, answers: Answers) -> frozenset[str]:
    return frozenset(
        group.key for group in plan.groups if group.when is not None and not group.when(answers)
    )


def _hidden(conditional: Sequence[tuple[Element, Condition]], answers: Answers) -> frozenset[str]:
    return frozenset(
        element.path(index)
        for element, condition in conditional
        for index in _indices(element, answers.counts)
        if not condition(answers, index)
    )


def _indices(element: Element, counts: Mapping[str, int]) -> Iterator[int | None]:
    if element.group is None:
        yield None
    else:
        yield from range(counts.get(element.group, 0))


def _answers(
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
