"""An answer may make an earlier one doubtful: checks of other elements that look at it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from dialogs.answers import split_path
from dialogs.interview.state import Doubt, DoubtKind, Given
from dialogs.interview.view import View
from dialogs.schema.definition import Check, Element, Interview, Otherwise

__all__ = ["confirmation", "doubts_raised", "watched"]


def confirmation(path: str, given: Given, code: str) -> str:
    """The mark of a value that the person confirmed against a check."""
    return f"{path}={given.value} {code}"


def watched(interview: Interview, path: str) -> bool:
    """Whether another element's check looks at this path."""
    return _template(path) in _watchers(interview)


def doubts_raised(view: View, path: str) -> tuple[Doubt, ...]:
    """Answers that were in order before `path` was answered as it is now."""
    found = []
    for element, check in _watchers(view.interview).get(_template(path), ()):
        for index in _indices(element, path, view):
            other = element.path(index)
            given = view.state.given.get(other)
            if given is None or other in view.hidden:
                continue
            fresh = confirmation(other, given, check.code) not in view.state.confirmed
            if fresh and check.condition.violated(view.answers, index):
                found.append(Doubt(DoubtKind.CHECK, other, (given,), check.code))
    return tuple(found)


def _indices(element: Element, path: str, view: View) -> Iterator[int | None]:
    group, index, _ = split_path(path)
    if element.group is None:
        yield None
    elif element.group == group:
        yield index
    elif group is None:
        yield from range(view.answers.count(element.group))


@lru_cache(maxsize=256)
def _watchers(interview: Interview) -> Mapping[str, tuple[tuple[Element, Check], ...]]:
    found: dict[str, tuple[tuple[Element, Check], ...]] = {}
    for element in interview.elements.values():
        for check in element.checks:
            if check.otherwise is Otherwise.CONFIRM:
                for path in check.condition.paths - {element.path()}:
                    found[path] = (*found.get(path, ()), (element, check))
    return found


def _template(path: str) -> str:
    group, bracket, rest = path.partition("[")
    return f"{group}[i].{rest.partition('].')[2]}" if bracket else path
