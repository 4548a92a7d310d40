"""What of an interview has to be looked at again with every answer, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from dialogs.rules.derivations import Derivation, derivation
from dialogs.schema.definition import Condition, Element, Group, Interview

__all__ = ["Plan", "conditions", "derivations", "plan_of"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """What of an interview has to be looked at: conditional and derived elements, groups."""

    groups: tuple[Group, ...]
    conditional: tuple[tuple[Element, Condition], ...]
    derived: tuple[tuple[Element, Derivation], ...]


@lru_cache(maxsize=256)
def plan_of(interview: Interview) -> Plan:
    """The plan of an interview, made once."""
    elements = interview.elements.values()
    return Plan(
        tuple(interview.groups.values()),
        tuple((each, each.when) for each in elements if each.when is not None),
        tuple((each, derivation(each.derive, each.group)) for each in elements if each.derive),
    )


@lru_cache(maxsize=512)
def conditions(
    plan: Plan, counts: tuple[int, ...]
) -> tuple[tuple[str, Condition, int | None], ...]:
    """Every conditional path, its condition and its item, with so many items in each group."""
    return tuple(_placed(plan, plan.conditional, counts))


@lru_cache(maxsize=512)
def derivations(
    plan: Plan, counts: tuple[int, ...]
) -> tuple[tuple[str, Derivation, int | None], ...]:
    """Every derived path, its rule and its item, in the order in which they are worked out."""
    return tuple(_placed(plan, plan.derived, counts))


def _placed(
    plan: Plan, what: Iterable[tuple[Element, T]], counts: tuple[int, ...]
) -> Iterator[tuple[str, T, int | None]]:
    items = {group.key: count for group, count in zip(plan.groups, counts, strict=True)}
    for element, each in what:
        indices = (None,) if element.group is None else range(items[element.group])
        for index in indices:
            yield element.path(index), each, index
