"""Taking an item of a group away: what was said of later items moves up with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from dialogs.answers import split_path
from dialogs.interview.commands import RemoveItem
from dialogs.interview.labels import item_named
from dialogs.interview.outcome import Say, Step
from dialogs.interview.state import Given, State
from dialogs.interview.view import View
from dialogs.schema.definition import Interview

__all__ = ["REMOVE", "removable", "remove_item"]

REMOVE = "remove:"

V = TypeVar("V")
Moved = Callable[[str], str | None]


def remove_item(view: View, command: RemoveItem) -> Step:
    """Take an item away; later items move up."""
    state, group = view.state, view.interview.groups.get(command.group)
    if group is None or not 0 <= command.index < view.count(group):
        return Step(state, taken=False)
    if view.count(group) <= group.minimum:
        return Step(state, (Say("item_needed", {"label": group.label}),), taken=False)

    def moved(path: str) -> str | None:
        key, index, rest = split_path(path)
        if key != command.group or index is None or index < command.index:
            return path
        if index == command.index:
            return None
        return f"{key}[{index - 1}]{'.' if rest else ''}{rest}"

    after = _renamed(state, moved)
    return Step(
        after.with_(
            given=_renumbered(view.interview, after.given, command),
            counts={**state.counts, command.group: view.count(group) - 1},
        )
    )


def removable(view: View, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Items of these paths that need not be there: the id of the button and what each is called."""
    for key, index in dict.fromkeys(split_path(path)[:2] for path in paths):
        group = view.interview.groups.get(key or "")
        if group is not None and index is not None and view.count(group) > group.minimum:
            yield f"{REMOVE}{group.key}:{index}", item_named(view, group, index)


def _renamed(state: State, moved: Moved) -> State:
    def each(paths: frozenset[str] | tuple[str, ...]) -> list[str]:
        return [new for path in paths if (new := moved(path)) is not None]

    return state.with_(
        given=_keys(state.given, moved),
        unknown=frozenset(each(state.unknown)),
        none=frozenset(each(state.none)),
        passed=frozenset(each(state.passed)),
        deferred=tuple(each(state.deferred)),
        doubts=tuple(
            replace(doubt, path=new)
            for doubt in state.doubts
            if not doubt.paths and (new := moved(doubt.path))
        ),
        confirmed=frozenset(_marks(state.confirmed, "=", moved)),
        focus=tuple(each(state.focus)),
        trail=tuple(each(state.trail)),
        signatures=_keys(state.signatures, moved),
        returned=_keys(state.returned, moved),
        before=_keys(state.before, moved),
        shown=frozenset(),
    )


def _keys(values: Mapping[str, V], moved: Moved) -> dict[str, V]:
    return {new: value for path, value in values.items() if (new := moved(path)) is not None}


def _marks(marks: frozenset[str], end: str, moved: Moved) -> list[str]:
    """Marks that begin with a path."""
    found = []
    for mark in marks:
        path, sign, rest = mark.partition(end)
        new = moved(path)
        if new is not None:
            found.append(new + sign + rest)
    return found


def _renumbered(
    interview: Interview, given: Mapping[str, Given], command: RemoveItem
) -> dict[str, Given]:
    """Numbers that name an item (还的是第几笔借款) follow it; one that named it is asked anew."""
    kept: dict[str, Given] = {}
    for path, answer in given.items():
        if interview.element(path).refers == command.group:
            number = Decimal(str(answer.value)) - 1
            if number == command.index:
                continue
            if number > command.index:
                answer = replace(answer, value=str(number))
        kept[path] = answer
    return kept
