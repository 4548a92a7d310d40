"""Taking answers into the state: values, 不知道, 无, and doubts that the person must settle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dialogs.answers import split_path
from dialogs.interview.agenda import Ask
from dialogs.interview.canonical import well_formed
from dialogs.interview.circumstances import told_of_each
from dialogs.interview.commands import SetAnswer, SetOneOf
from dialogs.interview.outcome import Say, Step
from dialogs.interview.readback import read_back
from dialogs.interview.rechecking import confirmation, doubts_raised, watched
from dialogs.interview.state import Doubt, DoubtKind, Given, State
from dialogs.interview.view import View, look_after
from dialogs.schema.definition import Check, Element, Interview, Otherwise

__all__ = [
    "accept",
    "concrete",
    "drop_answer",
    "set_answer",
    "set_none",
    "set_one_of",
    "set_unknown",
    "settled",
    "without",
]


def concrete(view: View, path: str, ask: Ask | None) -> str:
    """A path with its index: `loans[i].x` takes the item now asked about, else the last one."""
    if "[i]" not in path:
        return path
    group = path.partition("[")[0]
    asked, index, _ = split_path(ask.name) if ask and "[" in ask.name else (None, None, "")
    if asked != group or index is None:
        index = max(view.answers.count(group) - 1, 0)
    return path.replace("[i]", f"[{index}]", 1)


def set_answer(view: View, command: SetAnswer, ask: Ask | None, n: int) -> Step:
    """Take a value, or say why not, or raise the doubt that the person must settle."""
    state = view.state
    path = concrete(view, command.path, ask)
    try:
        element = view.interview.element(path)
    except KeyError:
        return Step(state, taken=False)
    if not well_formed(element, command.value):
        return Step(state, (Say("not_this_kind", _named(element, view, path)),), taken=False)
    given = Given(command.value, command.text, n)
    if command.alternatives:
        others = (Given(each, command.text, n) for each in command.alternatives)
        return _doubt(state, Doubt(DoubtKind.AMBIGUOUS, path, (given, *others)))
    asked = ask is not None and ask.name == path
    if asked:
        view = replace(view, state=_without_doubt(state, path))
    old = state.given.get(path)
    if old is not None and old.value != given.value and not (asked or command.correction):
        return _doubt(state, Doubt(DoubtKind.CONTRADICTION, path, (old, given)))
    if command.doubt and confirmation(path, given, command.doubt) not in state.confirmed:
        return _doubt(view.state, Doubt(DoubtKind.CHECK, path, (given,), command.doubt))
    return accept(view, element, path, given)


def set_one_of(view: View, command: SetOneOf, ask: Ask | None, n: int) -> Step:
    """The person says which of several answers is meant."""
    found: dict[str, Given] = {}
    for each in command.candidates:
        path = concrete(view, each.path, ask)
        try:
            element = view.interview.element(path)
        except KeyError:
            continue
        if well_formed(element, each.value):
            found[path] = Given(each.value, each.text, n)
    if not found:
        return Step(view.state, taken=False)
    first, *others = found
    if not others:
        return accept(view, view.interview.element(first), first, found[first])
    return _doubt(
        view.state, Doubt(DoubtKind.WHICH, first, tuple(found.values()), "", tuple(found))
    )


def accept(view: View, element: Element, path: str, given: Given) -> Step:
    """Run the element's checks; store the value if none refuses or asks."""
    after = _store(view.state, path, given)
    index = split_path(path)[1]
    seen = look_after(view, after) if element.checks else view
    for check in element.checks:
        if not check.condition.violated(seen.answers, index):
            continue
        if check.otherwise is Otherwise.REFUSE:
            return Step(view.state, (_complaint(element, check, given.value),), taken=False)
        if confirmation(path, given, check.code) not in view.state.confirmed:
            return _doubt(view.state, Doubt(DoubtKind.CHECK, path, (given,), check.code))
    if watched(view.interview, path):
        for doubt in doubts_raised(look_after(view, after), path):
            after = _doubt(after, doubt).state
    return Step(told_of_each(view.interview, element, view.state, after))


def settled(view: View, doubt: Doubt, chosen: int | None) -> Step:
    """The person settled a doubt: candidate `chosen`, or None: ask anew."""
    state = _without_doubt(view.state, doubt.path)
    element = view.interview.element(doubt.path)
    if chosen is None:
        stored = state.given.get(doubt.path)
        refused = doubt.kind is DoubtKind.CHECK and stored is doubt.candidates[0]
        if state.answered(doubt.path) and not refused:
            return Step(state)
        return Step(state.with_(focus=(doubt.path, *without(state.focus, doubt.path))))
    given = doubt.candidates[chosen]
    if doubt.paths:
        path = doubt.paths[chosen]
        return accept(replace(view, state=state), view.interview.element(path), path, given)
    if doubt.kind is DoubtKind.CHECK:
        mark = confirmation(doubt.path, given, doubt.code)
        state = state.with_(confirmed=state.confirmed | {mark})
    return accept(replace(view, state=state), element, doubt.path, given)


def set_unknown(view: View, path: str, ask: Ask | None) -> Step:
    """不知道: an answer, unless the statute demands the element: then it waits."""
    path = concrete(view, path, ask)
    state = _without_doubt(view.state, path)
    try:
        element = view.interview.element(path)
    except KeyError:
        return Step(state, taken=False)
    values = _named(element, view, path)
    if element.statutory or not element.unknown:
        if path in state.deferred:
            return Step(state, (Say("still_needed", values),))
        waiting = drop_answer(state, path)
        return Step(waiting.with_(deferred=(*waiting.deferred, path)), (Say("put_off", values),))
    cleared = drop_answer(state, path)
    says = (Say("unknown_taken", values),) if element.unknown_help else ()
    return Step(_answered(cleared.with_(unknown=cleared.unknown | {path}), path), says)


def set_none(view: View, path: str, ask: Ask | None) -> Step:
    """无: nothing to state here."""
    path = concrete(view, path, ask)
    try:
        element = view.interview.element(path)
    except KeyError:
        return Step(view.state, taken=False)
    if (element.statutory or element.required) and not element.none_label:
        return set_unknown(view, path, ask)  # there is something, the person has it not at hand
    cleared = drop_answer(_without_doubt(view.state, path), path)
    after = _answered(cleared.with_(none=cleared.none | {path}), path)
    return Step(told_of_each(view.interview, element, view.state, after))


def drop_answer(state: State, path: str) -> State:
    """The state without any answer at this path."""
    given = {key: value for key, value in state.given.items() if key != path}
    return state.with_(given=given, unknown=state.unknown - {path}, none=state.none - {path})


def _store(state: State, path: str, given: Given) -> State:
    cleared = drop_answer(state, path)
    stored = cleared.with_(given={**cleared.given, path: given})
    group, index, _ = split_path(path)
    if group is not None and index is not None and index >= stored.counts.get(group, 0):
        stored = stored.with_(counts={**stored.counts, group: index + 1})
    return _answered(stored, path)


def _answered(state: State, path: str) -> State:
    """Take the path off all lists of things still to ask."""
    return state.with_(
        deferred=without(state.deferred, path),
        focus=without(state.focus, path),
        passed=state.passed - {path},
        returned={key: why for key, why in state.returned.items() if key != path},
    )


def without(items: tuple[str, ...], item: str) -> tuple[str, ...]:
    """The items but this one, in order."""
    return tuple(each for each in items if each != item)


def _doubt(state: State, doubt: Doubt) -> Step:
    others = tuple(each for each in state.doubts if each.path != doubt.path)
    return Step(state.with_(doubts=(doubt, *others)))


def _without_doubt(state: State, path: str) -> State:
    return state.with_(doubts=tuple(each for each in state.doubts if each.path != path))


def _complaint(element: Element, check: Check, value: Any) -> Say:
    values = {
        "label": element.label,
        "value": read_back(element, value),
        "example": element.example,
    }
    return Say(check.code, values, namespace="checks")


def _named(element: Element, view: View, path: str) -> Mapping[str, Any]:
    return {
        "label": element.label,
        "example": element.example,
        "unknown_help": element.unknown_help,
        "why": "；".join(source.because for source in element.source if source.because),
        "item": item_name(view.interview, path, view.answers.counts),
    }


def item_name(interview: Interview, path: str, counts: Mapping[str, int]) -> str:
    """`第2笔借款` where a group has several items, else `""`."""
    group, index, _ = split_path(path)
    if group is None or index is None or counts.get(group, 0) < 2:
        return ""
    return f"{interview.groups[group].item_label}{index + 1}"
