"""What the rules are, read from their own source: for review pages and checks, not for turns."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

from dialogs.rules.by_case import CASE_RULES, rules_of
from dialogs.rules.case_file import Rule

__all__ = ["RuleCard", "rule_cards"]

CITE = re.compile(r"[a-z]+(?:-[a-z0-9]+)*:(?:\d+|form|all)")
LAW_ID = re.compile(r"\b[GJLDMTWRPC]\d\d[a-z]?\b")
CODE = re.compile(r"[a-z]+(?:_[a-z]+)+")


@dataclass(frozen=True, slots=True)
class RuleCard:
    """One rule: its name, the rows of the facts that it carries out, where it looks, what it says.

    codes: candidates for finding codes among the words of its source.
    """

    name: str
    module: str
    summary: str
    law_ids: tuple[str, ...]
    cases: tuple[str, ...]
    words: frozenset[str]
    cites: tuple[str, ...]


def rule_cards() -> tuple[RuleCard, ...]:
    """A card for every rule of every case type, in the order in which they run."""
    seen: dict[Rule, list[str]] = {}
    for case in CASE_RULES:
        for rule in rules_of(case):
            seen.setdefault(rule, []).append(case)
    return tuple(_card(rule, tuple(cases)) for rule, cases in seen.items())


def _card(rule: Rule, cases: tuple[str, ...]) -> RuleCard:
    name: str = getattr(rule, "__name__", "")
    module = inspect.getmodule(rule)
    doc = inspect.getdoc(rule) or ""
    words = frozenset(_strings(name, module)) if module is not None else frozenset()
    return RuleCard(
        name,
        module.__name__.rpartition(".")[2] if module is not None else "",
        doc.partition("\n")[0],
        tuple(dict.fromkeys(LAW_ID.findall(doc))),
        cases,
        frozenset(word for word in words if CODE.fullmatch(word)),
        tuple(sorted(word for word in words if CITE.fullmatch(word))),
    )


@cache
def _definitions(module: ModuleType) -> dict[str, ast.AST]:
    """Functions and constants at the top of a module, by name."""
    found: dict[str, ast.AST] = {}
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, ast.FunctionDef):
            found[node.name] = node
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found[node.targets[0].id] = node.value
    return found


def _strings(name: str, module: ModuleType, seen: set[str] | None = None) -> Iterator[str]:
    """All string literals of a function and of whatever it names in its own module."""
    seen = set() if seen is None else seen
    definitions = _definitions(module)
    if name in seen or name not in definitions:
        return
    seen.add(name)
    for node in ast.walk(definitions[name]):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.Name):
            yield from _strings(node.id, module, seen)
            yield from _imported(node.id, module)


def _imported(name: str, module: ModuleType) -> Iterator[str]:
    """Tuples of cites that a module takes from another."""
    value: Any = getattr(module, name, None)
    if name.isupper() and isinstance(value, tuple):
        yield from (each for each in value if isinstance(each, str))
