"""Cells of the forms on houses, securities and property service that no other form needs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from dialogs.answers import Item, Known
from filing_backend.documents.composition import Composition

__all__ = ["HOUSE_COMPOSERS"]

MONEY_KEYS = frozenset({"limit"})
INSIDERS = frozenset({"controller", "director"})
INSTITUTIONS = frozenset({"underwriter", "institution"})
OTHERS = frozenset({"other"})


def whether_given(cell: Composition) -> Any:
    """Yes if the element has a value, no if it was answered 无 (有、无 of a sum)."""
    known = cell.answers.known(cell.paths[0])
    if known is Known.GIVEN:
        return True
    return False if known is Known.NONE else known


def guarantee_list(cell: Composition) -> Any:
    """Each guarantee in one line, on forms that have no rows for guarantees."""
    keys = [path.partition("[].")[2] for path in cell.paths]
    lines = [_guarantee(cell, each, keys) for each in cell.answers.items("guarantees")]
    return cell.counted(lines) if lines else Known.MISSING


def _guarantee(cell: Composition, item: Item, keys: list[str]) -> str:
    parts = [cell.text(item.path("kind"))]
    for key in keys[1:]:
        if cell.some(item, key):
            write = cell.money if key in MONEY_KEYS else cell.text
            parts.append(cell.say(f"guarantee_{key}", text=write(item.path(key))))
    return cell.say("part_separator").join(parts)


def _liability(roles: frozenset[str], cell: Composition) -> Any:
    """Why each defendant of these roles is liable beside the issuer."""
    lines = []
    for party in cell.answers.items("defendants"):
        if party.get("role") in roles:
            name = cell.printed(party.path("name")) or cell.printed(party.path("org_name"))
            role, why = cell.printed(party.path("role")), cell.printed(party.path("why_liable"))
            code = "fact_liable" if why else "fact_role"
            lines.append(cell.say(code, name=name or cell.say("unknown"), role=role, why=why))
    return "\n".join(lines) if lines else Known.MISSING


HOUSE_COMPOSERS: dict[str, Callable[[Composition], Any]] = {
    "guarantee_list": guarantee_list,
    "insider_liability": partial(_liability, INSIDERS),
    "institution_liability": partial(_liability, INSTITUTIONS),
    "other_liability": partial(_liability, OTHERS),
    "whether_given": whether_given,
}
