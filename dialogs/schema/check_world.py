"""What a check must know beyond the YAML files: rules, readers, and the sentences there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dialogs.schema.conditions import Named
from dialogs.schema.definition import Element

__all__ = ["Codes", "Text", "World"]

ReadExample = Callable[[Element, str, date], tuple[Any, str]]


@dataclass(frozen=True, slots=True)
class Codes:
    """What the code says about sentences.

    wanted: namespace → code → where the code asks for that sentence (`file:line`).
    given: namespace → code → the values that every place which says it fills in.
    names: every value that any place fills in, for sentences whose place is not plain.
    """

    wanted: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    given: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Text:
    """A legal text of the register."""

    articles: frozenset[str]
    in_force: date
    until: date | None

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on that day."""
        return self.in_force <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class World:
    """Names that YAML may use and that live in code, and what was read before.

    read: the canonical value of an example, or None and why.
    mentioned: words that the rules name: keys of elements that they look at.
    cited: what the rules cite → where; periods: the parameters of law that they ask for → where.
    """

    named: Mapping[str, Named]
    derivations: frozenset[str]
    composers: frozenset[str]
    read: ReadExample
    mentioned: frozenset[str]
    codes: Codes
    today: date
    texts: Mapping[str, Text] = field(default_factory=dict)
    sentences: Mapping[str, frozenset[str]] = field(default_factory=dict)
    cited: Mapping[str, str] = field(default_factory=dict)
    periods: Mapping[str, str] = field(default_factory=dict)

    def says(self, namespace: str, code: str) -> bool:
        """Whether there is a sentence of this code."""
        return code in self.sentences.get(namespace, frozenset())

    def cite_problem(self, cite: str, on: date | None = None) -> str:
        """What is wrong with a cite on a day (today), `""` if nothing is."""
        if cite == "form":
            return ""
        id, _, article = cite.partition(":")
        text = self.texts.get(id)
        if text is None:
            return f"there is no sources/{id}.yml; register the text or mend the cite {cite!r}"
        if article not in text.articles:
            return f"sources/{id}.yml has no article {article!r}; restate it there or mend the cite"
        if not text.holds_on(on or self.today):
            return f"{id} is not in force on {on or self.today}; cite the text that is"
        return ""
