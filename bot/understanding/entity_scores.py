"""Coarse entities (relation, evidence, payment) of an engine against a hand-marked set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bot.understanding.engine import Context
from bot.understanding.stories import facts

__all__ = ["Entity", "embedded_entities", "entity_f1"]

Entity = tuple[str, int, int]
"""Kind, and the words [start, end)."""

# The element of the loan interview that rests on the same words as an entity.
_ELEMENTS = {"relation": "relation", "contract_form": "evidence", "way": "payment"}


def embedded_entities(text: str, context: Context) -> set[Entity]:
    """What the embedded engine reads of the same things: facts of a story, with their words."""
    if context.interview is None:
        return set()
    return {
        (kind, each.start, each.end)
        for each in facts(text, context.interview, context.today)
        if (kind := _ELEMENTS.get(each.path.rsplit(".")[-1]))
    }


def entity_f1(
    marked: Iterable[Mapping[str, Any]], read: Callable[[str], set[Entity]]
) -> dict[str, float]:
    """F1 by kind and over all (`all`); right is only the same kind on exactly the same words."""
    wanted: Counter[str] = Counter()
    given: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for row in marked:
        truth = {(kind, start, end) for kind, start, end in row["entities"]}
        found = read(row["text"])
        for counts, entities in ((wanted, truth), (given, found), (right, truth & found)):
            counts.update(kind for kind, _, _ in entities)
            counts["all"] += len(entities)
    return {kind: 2 * right[kind] / max(1, wanted[kind] + given[kind]) for kind in sorted(wanted)}
