"""The guarantee block of the loan forms: which guarantees of the group fill which cell."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from dialogs.answers import Item, Known
from dialogs.schema.forms import Format
from filing_backend.documents.composition import Composition
from filing_backend.documents.readings import group_standing

__all__ = ["GUARANTEE_COMPOSERS"]

COLLATERAL = frozenset({"mortgage", "pledge"})
SURETY = frozenset({"surety"})
OTHER = frozenset({"other"})


def _of_kind(cell: Composition, kinds: frozenset[str]) -> list[Item]:
    return [each for each in cell.answers.items("guarantees") if each.get("kind") in kinds]


def _has(kinds: frozenset[str], cell: Composition) -> Any:
    """Whether there is a guarantee of these kinds, once the person has said."""
    standing = group_standing("guarantees", cell.answers)
    if standing.value is None:
        return standing.known
    return bool(_of_kind(cell, kinds))


def _texts(kinds: frozenset[str], key: str, wanted: Format, cell: Composition) -> Any:
    """The element of each guarantee of these kinds; 无 when there is none of them."""
    found = _of_kind(cell, kinds)
    if not found:
        return Known.MISSING
    if all(each.known(key) is Known.MISSING for each in found):
        return Known.MISSING
    if wanted is Format.MONEY:
        return cell.counted(cell.money(each.path(key)) for each in found)
    return cell.counted(cell.text(each.path(key), wanted) for each in found)


def is_maximum(cell: Composition) -> Any:
    """Whether any mortgage or pledge secures debts up to a maximum (最高额担保)."""
    present = _has(COLLATERAL, cell)
    if present is not True:
        return present
    given = [each.get("max_amount_kind") for each in _of_kind(cell, COLLATERAL)]
    if any(value is True for value in given):
        return True
    return False if all(value is False for value in given) else Known.MISSING


def _of_maximum(key: str, wanted: Format, cell: Composition) -> Any:
    """The element of each guarantee up to a maximum, numbered as the guarantees are."""
    found = _of_kind(cell, COLLATERAL)
    listed = [
        (n, each) for n, each in enumerate(found, start=1) if each.get("max_amount_kind") is True
    ]
    if len(listed) == len(found):
        return _texts(COLLATERAL, key, wanted, cell)
    write = partial(cell.text, wanted=wanted) if wanted is Format.DATE else cell.money
    texts = (cell.say("counted", n=n, text=write(each.path(key))) for n, each in listed)
    return cell.say("item_separator").join(texts) or Known.MISSING


def registrations(cell: Composition) -> Any:
    """How each mortgage or pledge is registered, where they differ from one another."""
    found = _of_kind(cell, COLLATERAL)
    if len({each.get("registered") for each in found}) < 2:
        return Known.MISSING
    return cell.counted(cell.text(each.path("registered")) for each in found)


def registration(cell: Composition) -> Any:
    """How the mortgages and pledges are registered: formal, preliminary, no."""
    present = _has(COLLATERAL, cell)
    if present is False:
        return ["no"]
    if present is not True:
        return present
    found = _of_kind(cell, COLLATERAL)
    given = [each.get("registered") for each in found if each.get("registered")]
    if given:
        return given
    unknown = any(each.known("registered") is Known.UNKNOWN for each in found)
    return Known.UNKNOWN if unknown else Known.MISSING


def surety_terms(cell: Composition) -> Any:
    """What each surety promised, and until when."""
    found = _of_kind(cell, SURETY)
    return cell.counted(_promise(cell, each) for each in found) if found else Known.MISSING


def _promise(cell: Composition, surety: Item) -> str:
    parts = [cell.text(surety.path("terms"))] if cell.some(surety, "terms") else []
    period = surety.known("period_until")
    if period is Known.GIVEN:
        parts.append(cell.say("surety_period", until=cell.date(surety.path("period_until"))))
    else:
        code = "surety_period_unknown" if period is Known.UNKNOWN else "surety_period_open"
        parts.append(cell.say(code))
    return cell.say("part_separator").join(parts)


def surety_mode(cell: Composition) -> Any:
    """The modes of the suretyships: general, joint, unclear."""
    found = _of_kind(cell, SURETY)
    given = [each.get("mode") for each in found if each.get("mode")]
    if given:
        return given
    unknown = any(each.known("mode") is Known.UNKNOWN for each in found)
    return Known.UNKNOWN if unknown else Known.MISSING


GUARANTEE_COMPOSERS: dict[str, Callable[[Composition], Any]] = {
    "has_collateral": partial(_has, COLLATERAL),
    "has_surety": partial(_has, SURETY),
    "has_other_guarantee": partial(_has, OTHER),
    "collateral_signed_on": partial(_texts, COLLATERAL, "signed_on", Format.DATE),
    "collateral_guarantors": partial(_texts, COLLATERAL, "guarantor", Format.TEXT),
    "collateral_objects": partial(_texts, COLLATERAL, "object", Format.TEXT),
    "is_maximum": is_maximum,
    "maximum_fixed_on": partial(_of_maximum, "fixed_on", Format.DATE),
    "maximum_limit": partial(_of_maximum, "limit", Format.MONEY),
    "registration": registration,
    "registrations": registrations,
    "surety_signed_on": partial(_texts, SURETY, "signed_on", Format.DATE),
    "surety_names": partial(_texts, SURETY, "guarantor", Format.TEXT),
    "surety_terms": surety_terms,
    "surety_mode": surety_mode,
    "other_guarantee_forms": partial(_texts, OTHER, "other_form", Format.TEXT),
    "other_guarantee_signed_on": partial(_texts, OTHER, "signed_on", Format.DATE),
}
