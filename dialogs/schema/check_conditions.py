"""Checks conditions: circles, elements that can never be asked, elements of no use."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from dialogs.answers import Answers
from dialogs.schema.check_interviews import CheckedInterview
from dialogs.schema.check_world import World
from dialogs.schema.conditions import Named, Scope, compile_condition
from dialogs.schema.definition import Condition, Element, ElementType, Group, Interview

__all__ = ["check_conditions", "check_use"]

MOST_TRIED = 60_000
FREE = "named:"
STANDINGS = ("unknown", "none")


def check_conditions(checked: CheckedInterview, world: World) -> None:
    """Note circles of `when`, and elements whose `when` can never hold or that nothing offers."""
    circles = _circles(checked.interview)
    for path, circle in circles.items():
        text = f"its `when` goes round in a circle: {' → '.join(circle)}; break it"
        checked.add(path, "when", text)
    if not circles:
        _reach(checked, world)
    _offers(checked)


def _needs(interview: Interview) -> dict[str, set[str]]:
    """Element → elements that its `when` and its group's `when` look at."""
    found: dict[str, set[str]] = {}
    for path, element in interview.elements.items():
        needs = set(element.when.paths) if element.when else set()
        group = interview.groups.get(element.group or "")
        if group is not None and group.when is not None:
            needs |= group.when.paths
        found[path] = needs & interview.elements.keys()
    return found


def _circles(interview: Interview) -> dict[str, list[str]]:
    needs = _needs(interview)
    found: dict[str, list[str]] = {}
    done: set[str] = set()

    def visit(path: str, way: list[str]) -> None:
        if path in way:
            circle = [*way[way.index(path) :], path]
            if not any(set(circle) == set(each) for each in found.values()):
                found[path] = circle
            return
        if path not in done:
            for each in sorted(needs[path]):
                visit(each, [*way, path])
            done.add(path)

    for path in needs:
        visit(path, [])
    return found


def _reach(checked: CheckedInterview, world: World) -> None:
    interview = checked.interview
    free = _Free(interview, world)
    for path, element in interview.elements.items():
        group = interview.groups.get(element.group or "")
        conditions = [each for each in (element.when, group.when if group else None) if each]
        if conditions and not free.can_hold(element):
            text = "no answers can make its `when` true, so it is never asked; mend the condition"
            checked.add(path, "when", text)


class _Free:
    """Tries answers until a condition holds; named conditions may be true or false at will."""

    def __init__(self, interview: Interview, world: World) -> None:
        self.interview = interview
        top = {each.key: each for each in interview.elements.values() if each.group is None}
        self.top = {key: frozenset(option.id for option in each.options)
                    for key, each in top.items()}  # fmt: skip
        self.names = frozenset(world.named)
        self.named: dict[str, Named] = {name: _freed(name) for name in self.names}
        self.conditions: dict[str, list[Condition]] = {}
        for path, element in interview.elements.items():
            self.conditions[path] = list(self._conditions(element))

    def _conditions(self, element: Element) -> Iterator[Condition]:
        group = self.interview.groups.get(element.group or "")
        keys = {each.key: frozenset(option.id for option in each.options)
                for each in (group.elements if group else ())}  # fmt: skip
        if element.when is not None:
            scope = Scope(element.group, keys, self.top, self.named)
            yield compile_condition(element.when.text, scope)
        if group is not None and group.when is not None:
            yield compile_condition(group.when.text, Scope(None, {}, self.top, self.named))

    def can_hold(self, element: Element) -> bool:
        paths = self._closure(element.path())
        names = sorted({name for path in [*paths, element.path()] for name in self._names(path)})
        texts = [each.text for path in [*paths, element.path()] for each in self.conditions[path]]
        constants = sorted({value for text in texts for value in _constants(text)}, key=str)
        words = {word for text in texts for word in _bare_words(text)}
        domains = [
            list(_values(self.interview.elements[path], constants, words)) for path in paths
        ] + [[False, True] for _ in names]
        size = 1
        for each in domains:
            size *= len(each)
        if size > MOST_TRIED:
            return True
        keys = [*paths, *(FREE + name for name in names)]
        return any(
            self._holds(element, paths, dict(zip(keys, values, strict=True)))
            for values in itertools.product(*domains)
        )

    def _closure(self, path: str) -> list[str]:
        found: dict[str, None] = {}
        waiting = [path]
        while waiting:
            for condition in self.conditions[waiting.pop()]:
                for each in sorted(condition.paths & self.interview.elements.keys()):
                    if each not in found:
                        found[each] = None
                        waiting.append(each)
        return list(found)

    def _names(self, path: str) -> Iterator[str]:
        for condition in self.conditions[path]:
            yield from _bare_words(condition.text) & self.names

    def _holds(self, element: Element, paths: list[str], values: Mapping[str, Any]) -> bool:
        given = {
            _first(path): value
            for path, value in values.items()
            if value is not None and value not in STANDINGS
        }
        standing = {
            which: frozenset(_first(path) for path, value in values.items() if value == which)
            for which in STANDINGS
        }
        counts = dict.fromkeys(self.interview.groups, 1)
        answers = Answers(given, counts, standing["unknown"], standing["none"])
        told = [path for path in paths if values[path] is not None]
        return all(
            condition(answers, 0 if "[i]" in path else None)
            for path in [element.path(), *told]
            for condition in self.conditions[path]
        )


def _freed(name: str) -> Named:
    return lambda answers, _index: answers.get(FREE + name) is True


def _first(path: str) -> str:
    return path.replace("[i]", "[0]")


def _bare_words(text: str) -> set[str]:
    return {node.id for node in ast.walk(ast.parse(text.strip(), mode="eval"))
            if isinstance(node, ast.Name)}  # fmt: skip


def _constants(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text.strip(), mode="eval")):
        if isinstance(node, ast.Constant) and not isinstance(node.value, bool):
            yield str(node.value)


def _values(element: Element, constants: Iterable[str], words: set[str]) -> Iterator[Any]:
    yield None
    yield from STANDINGS
    if element.type is ElementType.YES_NO:
        yield from (True, False)
    elif element.options:
        ids = [option.id for option in element.options]
        told = [each for each in ids if each in words or each in constants]
        others = [each for each in ids if each not in told][:1]
        for each in [*told, *others]:
            yield [each] if element.type is ElementType.CHOICES else each
    elif element.type is ElementType.DATE:
        yield from _days(constants)
    else:
        yield from _numbers(constants)


def _days(constants: Iterable[str]) -> Iterator[str]:
    found = {date(2020, 1, 1), date(2021, 1, 1)}
    for each in constants:
        try:
            day = date.fromisoformat(each)
        except ValueError:
            continue
        found |= {day - timedelta(1), day, day + timedelta(1)}
    yield from sorted(day.isoformat() for day in found)


def _numbers(constants: Iterable[str]) -> Iterator[str]:
    found = {Decimal(1), Decimal(2)}
    for each in constants:
        try:
            number = Decimal(each)
        except InvalidOperation:
            continue
        found |= {number - 1, number, number + 1}
    yield from sorted(str(number) for number in found)


def _offers(checked: CheckedInterview) -> None:
    """Optional elements after the last optional question are never offered."""
    left: list[Element | Group] = []
    for section in checked.interview.sections:
        for part in section.parts:
            left += [each for each in _parts(part) if _offered(each)]
        if section.optional_ask:
            left.clear()
    for each in left:
        path = each.path() if isinstance(each, Element) else each.elements[0].path()
        text = (
            f"no optional question comes after {each.label!r}, so it is never offered; "
            "give this section or a later one an optional_ask, or make it required"
        )
        checked.add(path, "", text)


def _parts(part: Element | Group) -> Iterator[Element | Group]:
    if isinstance(part, Group):
        yield from part.elements
    yield part


def _offered(part: Element | Group) -> bool:
    if isinstance(part, Group):
        return part.offered and part.ask_when is None
    silent = part.derive is not None and not part.ask
    return not (part.required or silent or part.ask_when is not None)


def check_use(checked: CheckedInterview, world: World, printed: frozenset[str]) -> None:
    """Note elements that no cell prints and no rule, material, check or condition looks at."""
    interview = checked.interview
    used = set(printed)
    for rule in interview.materials:
        used |= rule.when.paths if rule.when else frozenset()
    for group in interview.groups.values():
        for condition in (group.when, group.ask_when):
            used |= condition.paths if condition else frozenset()
    for path, element in interview.elements.items():
        used |= {each for each in _looked_at(element) if each != path}
        used |= {each.replace("[0]", "[i]") for each in element.show}
        used |= {path for option in element.options if option.about}
    for path, element in interview.elements.items():
        if path not in used and not {path, element.key} & world.mentioned:
            text = f"no cell, rule, material or condition uses {path!r}; use it or take it out"
            checked.add(path, "", text)


def _looked_at(element: Element) -> Iterator[str]:
    for condition in (element.when, element.ask_when):
        if condition is not None:
            yield from condition.paths
    for check in element.checks:
        yield from check.condition.paths
