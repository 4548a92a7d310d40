"""A state seen through its interview: what is visible, what follows, what the filing would hold."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Lock
from typing import Any, TypeVar, cast

from dialogs.answers import Answers, split_path
from dialogs.interview.places import Plan, conditions, derivations, plan_of
from dialogs.interview.remembered import Remembered, Watch, count_mark
from dialogs.interview.state import State
from dialogs.rules.derivations import Derived
from dialogs.schema.definition import Element, Group, Interview

__all__ = ["View", "carried", "look", "look_after"]

MOST_ROUNDS = 8
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class View:
    """What a state means on a day.

    answers: visible answers and derived values. hidden: paths whose `when` does not hold.
    derived: path → value with its workings. derivations, conditions: results by path,
        kept for the next view. asks: what is open, once the agenda has worked it out.
    """

    interview: Interview
    state: State
    today: date
    answers: Answers
    hidden: frozenset[str]
    derived: Mapping[str, Derived] = field(default_factory=dict)
    hidden_groups: frozenset[str] = frozenset()
    derivations: Mapping[str, Remembered] = field(default_factory=dict, compare=False, repr=False)
    conditions: Mapping[str, Remembered] = field(default_factory=dict, compare=False, repr=False)
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


def look(interview: Interview, state: State, today: date) -> View:
    """The view of a state; kept for the same state object, so looking twice costs nothing.

    Conditions may rest on answers that other conditions hide, so it is repeated until
    nothing changes; `lian check` refuses circles.
    """
    kept = _KEPT.get(interview, state, today)
    if kept is not None:
        return kept
    plan = plan_of(interview)
    told = _told(plan, state)
    hidden = _Round(plan, state, today, None).hidden(told)
    groups = _hidden_groups(plan, told)
    return _KEPT.put(_settled(interview, _Round(plan, state, today, None), hidden, groups))


def look_after(view: View, state: State) -> View:
    """The view of a state that came of the view's own: what rests on nothing new stands."""
    if state.values() == view.state.values():
        return carried(view, state)
    round_ = _Round(plan_of(view.interview), state, view.today, view)
    return _KEPT.put(_settled(view.interview, round_, view.hidden, view.hidden_groups))


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


class _Round:
    """One look at a state, beside an earlier view whose results stand where nothing changed.

    changed: paths that stand otherwise than in that view. derivations, conditions: results of this
        look, by path.
    """

    def __init__(self, plan: Plan, state: State, today: date, before: View | None) -> None:
        self.plan = plan
        self.state = state
        self.today = today
        self.before = before
        self.changed: set[str] = set()
        self.derivations: dict[str, Remembered] = {}
        self.conditions: dict[str, Remembered] = {}

    def answers(
        self, hidden: frozenset[str], hidden_groups: frozenset[str]
    ) -> tuple[Answers, dict[str, Derived]]:
        """What is visible of the answers, and what follows from them."""
        answers = _visible(self.plan, self.state, hidden, hidden_groups)
        values = cast("dict[str, Any]", answers.values)
        places = derivations(self.plan, tuple(answers.counts.values()))
        earlier: Mapping[str, Derived] = {}
        known: Mapping[str, Remembered] = {}
        self.changed = changed = set()
        if self.before is not None:
            earlier, known = self.before.derived, self.before.derivations
            changed |= _changed(self.before, answers)
            changed |= earlier.keys() - {path for path, _, _ in places}
        self.derivations = {}
        derived: dict[str, Derived] = {}
        watch = Watch(answers)
        for path, rule, index in places:
            found = None
            if not (path in values or path in hidden or self.state.answered(path)):
                last = known.get(path)
                if last is None:
                    last = watch.derivation(rule, index, self.today)
                elif last.looks_at(changed):
                    last = last.anew(watch.derivation(rule, index, self.today))
                self.derivations[path] = last
                found = last.result
            if found is not None:
                derived[path] = found
                values[path] = found.value
            if found is not earlier.get(path):
                changed.add(path)
        return answers, derived

    def hidden(self, answers: Answers) -> frozenset[str]:
        """Paths whose condition does not hold."""
        before, changed, watch = self.before, self.changed, Watch(answers)
        places = conditions(self.plan, tuple(answers.counts.values()))
        if before is None or before.answers.counts != answers.counts:
            known = {} if before is None else before.conditions
            self.conditions = {
                path: last
                if (last := known.get(path)) is not None and not last.looks_at(changed)
                else watch.condition(condition, index)
                for path, condition, index in places
            }
            return frozenset(path for path, each in self.conditions.items() if not each.result)
        self.conditions, found = dict(before.conditions), set(before.hidden)
        for path, condition, index in places:
            if self.conditions[path].looks_at(changed):
                fresh = self.conditions[path] = watch.condition(condition, index)
                (found.discard if fresh.result else found.add)(path)
        return frozenset(found)


def _settled(
    interview: Interview, round_: _Round, hidden: frozenset[str], hidden_groups: frozenset[str]
) -> View:
    """Look again until the guess at what is hidden holds."""
    for _ in range(MOST_ROUNDS):
        answers, derived = round_.answers(hidden, hidden_groups)
        next_groups = _hidden_groups(round_.plan, answers)
        next_hidden = round_.hidden(answers)
        if next_hidden == hidden and next_groups == hidden_groups:
            break
        hidden, hidden_groups = next_hidden, next_groups
    return View(
        interview,
        round_.state,
        round_.today,
        answers,
        hidden,
        derived,
        hidden_groups,
        round_.derivations,
        round_.conditions,
    )


MISSING = object()


def _changed(before: View, answers: Answers) -> set[str]:
    """Paths that were answered otherwise; what is derived is left out on both sides."""
    was, now = before.answers, answers
    changed = set(was.unknown ^ now.unknown) | set(was.none ^ now.none)
    given = {path: value for path, value in was.values.items() if path not in before.derived}
    changed |= given.keys() ^ now.values.keys()
    changed |= {path for path, value in now.values.items() if given.get(path, MISSING) is not value}
    marks = {
        count_mark(group)
        for group, count in now.counts.items()
        if was.counts.get(group, MISSING) != count
    }
    return changed | marks


def _told(plan: Plan, state: State) -> Answers:
    """What was answered, hidden or not: good enough for a first guess at what is hidden."""
    counts = {
        group.key: max(state.counts.get(group.key, 0), group.minimum) for group in plan.groups
    }
    values = {path: given.value for path, given in state.given.items()}
    return Answers(values, counts, state.unknown, state.none)


def _hidden_groups(plan: Plan, answers: Answers) -> frozenset[str]:
    return frozenset(
        group.key for group in plan.groups if group.when is not None and not group.when(answers)
    )


def _visible(
    plan: Plan, state: State, hidden: frozenset[str], hidden_groups: frozenset[str]
) -> Answers:
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

    return Answers(
        {path: given.value for path, given in state.given.items() if holds(path)},
        counts,
        frozenset(path for path in state.unknown if holds(path)),
        frozenset(path for path in state.none if holds(path)),
    )
