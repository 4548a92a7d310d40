"""Cells of the divorce form that several things, debts or children share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dialogs.answers import Item, Known
from filing_backend.documents.composition import Composition
from filing_backend.documents.readings import group_standing

__all__ = ["DIVORCE_COMPOSERS"]

FIRST_MARK, CIRCLED = "①", 20
"""The first of the circled numerals, and how many there are."""


def _things(kind: str) -> Callable[[Composition], Any]:
    def compose(cell: Composition) -> Any:
        """Each thing of this kind, its worth, and who is to have it (c2)."""
        things = [each for each in cell.answers.items("properties") if each.text("kind") == kind]
        if things:
            return _marked(cell, [_thing(cell, each) for each in things])
        return Known.NONE if cell.answers.count("properties") else Known.MISSING

    return compose


def _marked(cell: Composition, texts: list[str]) -> str:
    """One text as it is; several with ①, ②: the form itself numbers with （1）, （2）."""
    if not 1 < len(texts) <= CIRCLED:
        return cell.counted(texts)
    marked = (f"{chr(ord(FIRST_MARK) + n)}{text}" for n, text in enumerate(texts))
    return f"{cell.say('item_separator')}\n".join(marked)


def _thing(cell: Composition, thing: Item) -> str:
    worth = cell.money(thing.path("value")) if thing.known("value") is Known.GIVEN else ""
    return cell.say(
        "property_item",
        detail=cell.text(thing.path("detail")),
        worth=worth,
        owner=_whose(cell, thing, "owner"),
    )


def _whose(cell: Composition, item: Item, key: str) -> str:
    """Plaintiff, defendant, or how else it is to be shared."""
    name = "owner_to" if key == "owner" else "bearer"
    other = cell.printed(item.path(f"{key}_other"))
    return other if item.text(name) == "other" and other else cell.text(item.path(name))


def debt_list(cell: Composition) -> Any:
    """Each debt and who is to pay it (c3)."""
    debts = list(cell.answers.items("debts"))
    if not debts:
        return Known.MISSING
    return "\n".join(
        cell.say(
            "debt_item",
            n=debt.index + 1,
            detail=cell.text(debt.path("detail")),
            bearer=_whose(cell, debt, "bearer"),
        )
        for debt in debts
    )


def child_list(cell: Composition) -> Any:
    """The children of the marriage (f1)."""
    children = list(cell.answers.items("children"))
    if not children:
        none = group_standing("children", cell.answers).value == "none"
        return Known.NONE if none else Known.MISSING
    return cell.say("list_separator").join(
        cell.say("child", name=cell.text(child.path("name")), born=cell.date(_born(child)))
        for child in children
    )


def _born(child: Item) -> str:
    return child.path("birth_date")


def child_custody(cell: Composition) -> Any:
    """With whom each child is to live (c4)."""
    asked = [each for each in cell.answers.items("children") if each.text("custody_to")]
    lines = (
        cell.say(
            "custody",
            n=child.index + 1,
            name=cell.text(child.path("name")),
            who=cell.text(child.path("custody_to")),
        )
        for child in asked
    )
    return "\n".join(lines) if asked else Known.MISSING


DIVORCE_COMPOSERS: dict[str, Callable[[Composition], Any]] = {
    "child_custody": child_custody,
    "child_list": child_list,
    "debt_list": debt_list,
    "divided_cars": _things("car"),
    "divided_deposits": _things("deposit"),
    "divided_houses": _things("house"),
    "divided_things": _things("other"),
}
