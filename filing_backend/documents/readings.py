"""What the answers hold for a path of a cell: how it stands, and its value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dialogs.answers import Answers, Known
from dialogs.schema.definition import Element, Interview

__all__ = ["Place", "Reading", "group_standing", "read_path"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands: inside an item of a repeated group, or at top level."""

    group: str | None = None
    index: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One value, or how its absence stands. number: the item's, from 1, for `group[].key`."""

    known: Known
    value: Any = None
    path: str = ""
    number: int | None = None
    element: Element | None = field(default=None, repr=False)


def read_path(path: str, place: Place, answers: Answers, interview: Interview) -> list[Reading]:
    """The readings of a cell's path: several only for `group[].key`."""
    if "[]" in path:
        return list(_each(path, answers, interview))
    full = _resolved(path, place)
    if full in interview.groups or full in answers.counts:
        return [group_standing(full, answers)]
    return [_one(full, answers, interview)]


def group_standing(group: str, answers: Answers) -> Reading:
    """`some` or `none` for a group; missing while nobody has been asked."""
    if answers.count(group):
        return Reading(Known.GIVEN, "some", group)
    if group in answers.none:
        return Reading(Known.GIVEN, "none", group)
    return Reading(answers.known(group), None, group)


def _resolved(path: str, place: Place) -> str:
    if path.startswith("root."):
        return path.removeprefix("root.")
    if place.group is None:
        return path
    return f"{place.group}[{place.index}].{path}"


def _each(path: str, answers: Answers, interview: Interview) -> Iterator[Reading]:
    group, _, key = path.partition("[].")
    for index in range(answers.count(group)):
        reading = _one(f"{group}[{index}].{key}", answers, interview)
        yield Reading(
            reading.known, reading.value, reading.path, number=index + 1, element=reading.element
        )


def _one(path: str, answers: Answers, interview: Interview) -> Reading:
    try:
        element = interview.element(path)
    except KeyError:
        element = None
    known, value = answers.known(path), answers.get(path)
    if known is Known.GIVEN and _is_blank(value):
        known, value = Known.MISSING, None
    return Reading(known, value, path, element=element)


def _is_blank(value: Any) -> bool:
    """Whether a given value would print nothing: `" "`, `[]`, an address without text."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, Mapping) and "text" in value:
        return not str(value["text"] or "").strip()
    return value is None or (isinstance(value, list | tuple) and not value)
