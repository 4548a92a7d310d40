"""What one answer over several things says of each: chosen is yes, left out is no."""

from __future__ import annotations

from dialogs.interview.state import Given, State
from dialogs.schema.definition import Element, ElementType, Group, Interview, Option

__all__ = ["closed_by", "reopened", "told_of_each"]

YES = "yes"


def told_of_each(interview: Interview, element: Element, before: State, after: State) -> State:
    """The state after an answer to `element`, with what it says of the things its options name.

    A thing that was answered by itself keeps that answer; one that an earlier answer to the
    same question had settled follows the new one.
    """
    if not any(option.about for option in element.options):
        return after
    path = element.key
    told, earlier = _chosen(after, path), _chosen(before, path)
    if told is None:
        return after
    for option in element.options:
        if not option.about:
            continue
        fresh = earlier is None or (option.id in told) != (option.id in earlier)
        if fresh:
            after = _told(interview, option, after, chosen=option.id in told)
    return after


def _chosen(state: State, path: str) -> frozenset[str] | None:
    """The options chosen at a path; none of them for 无; None while it is not answered."""
    if path in state.given:
        return frozenset(state.given[path].value)
    return frozenset() if path in state.none else None


def _told(interview: Interview, option: Option, state: State, *, chosen: bool) -> State:
    group = interview.groups.get(option.about)
    if group is not None:
        return _begun(state, group) if chosen else closed_by(state, group)
    element = interview.elements[option.about]
    path = element.path(None)
    if not chosen:
        by_itself = path in state.given and state.given[path].text != option.label
        if by_itself or path in state.unknown:
            return state
        given = {key: each for key, each in state.given.items() if key != path}
        focus = tuple(each for each in state.focus if each != path)
        return state.with_(given=given, none=state.none | {path}, focus=focus)
    if path in state.given:
        return state
    none, passed = state.none - {path}, state.passed - {path}
    state = state.with_(none=none, passed=passed, unknown=state.unknown - {path})
    value = _yes(element)
    if value is None:
        return state.with_(focus=(*(each for each in state.focus if each != path), path))
    return state.with_(given={**state.given, path: Given(value, option.label)})


def _yes(element: Element) -> bool | str | None:
    """What saying yes means to the element; None where more than a yes is asked for."""
    if element.type is ElementType.YES_NO:
        return True
    return YES if YES in {each.id for each in element.options} else None


def _begun(state: State, group: Group) -> State:
    """The state in which the group has an item beyond what it must have."""
    count = max(state.counts.get(group.key, 0), group.minimum)
    if count > group.minimum:
        return state
    return reopened(state, group.key).with_(counts={**state.counts, group.key: count + 1})


def reopened(state: State, group: str) -> State:
    """The state in which more items of the group may come."""
    return state.with_(
        closed=state.closed - {group},
        none=state.none - {group},
        passed=state.passed - {f"more:{group}"},
    )


def closed_by(state: State, group: Group) -> State:
    """The state in which the person has said that there is no (further) item."""
    some = max(state.counts.get(group.key, 0), group.minimum)
    none = state.none if some else state.none | {group.key}
    return state.with_(closed=state.closed | {group.key}, none=none)
