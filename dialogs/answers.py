"""What is known of a case: a read view over answers by path, for rules, forms and checks.

Canonical values (also the JSON of the wire and of the store):

=================  ======================================================================
type               value
=================  ======================================================================
text, long_text,   the string itself (trimmed)
person_name, court
money, number,     decimal string, `"47000"`, `"3.45"`
percent_per_year
date               ISO, `"2023-03-05"`
date_range         `{"from": "2023-03-05", "to": "2024-03-04"}`, either side may be null
duration           `{"count": "6", "unit": "month"}`, unit day | week | month | year
yes_no             `true` | `false`
choice             option id
choices            list of option ids
cn_id_number,      normalised string (half width, X in capitals, no blanks)
uscc, phone,
case_no
address            `{"text": "北京市朝阳区…", "code": "110105"}`; code null if unknown
file, signature    material id, or a list of them
=================  ======================================================================

An answer may also be *unknown* (不知道) or *none* (无): both are answers, neither has a value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from dialogs.money import Money

__all__ = ["Answers", "Item", "Known", "split_path"]


class Known(StrEnum):
    """How an element stands."""

    GIVEN = "given"
    UNKNOWN = "unknown"
    NONE = "none"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers by path (`purpose`, `loans[0].amount_delivered`).

    `values` holds canonical values of given answers and of derived ones; `unknown` and
    `none` hold the paths answered 不知道 and 无; `counts` the items per group.
    """

    values: Mapping[str, Any]
    counts: Mapping[str, int]
    unknown: frozenset[str] = frozenset()
    none: frozenset[str] = frozenset()

    def known(self, path: str) -> Known:
        """Whether the path is given, 不知道, 无 or not answered yet."""
        if path in self.values:
            return Known.GIVEN
        if path in self.unknown:
            return Known.UNKNOWN
        return Known.NONE if path in self.none else Known.MISSING

    def get(self, path: str) -> Any:
        """The canonical value, or None if there is none."""
        return self.values.get(path)

    def text(self, path: str) -> str:
        """The value as a string, `""` if there is none; an address gives its text."""
        value = self.values.get(path)
        if isinstance(value, Mapping):
            return str(value.get("text", ""))
        return "" if value is None else str(value)

    def money(self, path: str) -> Money | None:
        """The value of a money element."""
        value = self.values.get(path)
        return None if value is None else Money.of(str(value))

    def number(self, path: str) -> Decimal | None:
        """The value of a number or percentage element."""
        value = self.values.get(path)
        return None if value is None else Decimal(str(value))

    def date(self, path: str) -> date | None:
        """The value of a date element."""
        value = self.values.get(path)
        return None if value is None else date.fromisoformat(str(value))

    def count(self, group: str) -> int:
        """How many items the group has."""
        return self.counts.get(group, 0)

    def within(self, *beginnings: str) -> list[tuple[str, Any]]:
        """Paths that begin so, e.g. with `loans[`, and their values."""
        return [pair for pair in self.values.items() if pair[0].startswith(beginnings)]

    def items(self, group: str) -> Iterator[Item]:
        """The items of a group, in order."""
        for index in range(self.count(group)):
            yield Item(self, group, index)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a group; the same look-ups as `Answers`, by bare key."""

    answers: Answers
    group: str
    index: int

    def path(self, key: str) -> str:
        """The full path of a key in this item, e.g. `loans[0].due_on`."""
        return f"{self.group}[{self.index}].{key}"

    def known(self, key: str) -> Known:
        """See `Answers.known`."""
        return self.answers.known(self.path(key))

    def get(self, key: str) -> Any:
        """See `Answers.get`."""
        return self.answers.get(self.path(key))

    def text(self, key: str) -> str:
        """See `Answers.text`."""
        return self.answers.text(self.path(key))

    def money(self, key: str) -> Money | None:
        """See `Answers.money`."""
        return self.answers.money(self.path(key))

    def number(self, key: str) -> Decimal | None:
        """See `Answers.number`."""
        return self.answers.number(self.path(key))

    def date(self, key: str) -> date | None:
        """See `Answers.date`."""
        return self.answers.date(self.path(key))


def split_path(path: str) -> tuple[str | None, int | None, str]:
    """`loans[0].due_on` → `("loans", 0, "due_on")`; `purpose` → `(None, None, "purpose")`.

    `plaintiffs[0]` (an item itself) → `("plaintiffs", 0, "")`.
    """
    if "[" not in path:
        return None, None, path
    group, _, rest = path.partition("[")
    index, _, key = rest.partition("]")
    return group, int(index), key.removeprefix(".")
