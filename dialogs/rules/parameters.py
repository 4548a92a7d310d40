"""Dated parameters of law, read from `dialogs/law/*.yml`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from dialogs.rules.errors import NoValueThenError, UnknownParameterError
from dialogs.schema.files import DIALOGS, read_yaml

__all__ = ["Dated", "Parameter", "figure", "load_parameter", "parameter", "parameter_names"]

LAW = DIALOGS / "law"


@dataclass(frozen=True, slots=True)
class Dated:
    """What held on a day.

    value: None when the rule had ended, when `rule` names what held instead, or when nobody
        has verified the figure (`verified` is False: print 未核实, never a number).
    """

    value: Any
    since: date | None
    source: str
    rule: str = ""
    verified: bool = True

    @property
    def number(self) -> Decimal | None:
        """The value as a number."""
        return None if self.value is None else Decimal(str(self.value))


@dataclass(frozen=True, slots=True)
class Parameter:
    """One file of `dialogs/law`, typed."""

    name: str
    label: str
    unit: str
    values: tuple[tuple[date, Any, str], ...]
    before: str
    unverified_from: date | None
    checked_on: date

    def on(self, day: date) -> Dated:
        """What held on `day`.

        Raises:
            NoValueThenError: the day lies before the first value and no rule is named.
        """
        if self.unverified_from is not None and day >= self.unverified_from:
            return Dated(None, self.unverified_from, self.values[-1][2], verified=False)
        place = bisect_right(self.values, day, key=lambda value: value[0]) - 1
        if place >= 0:
            since, value, source = self.values[place]
            return Dated(value, since, source)
        if not self.before:
            raise NoValueThenError(
                f"law/{self.name}.yml has no value on {day}; add one or name the rule in `before`"
            )
        return Dated(None, None, "", rule=self.before)


@cache
def load_parameter(name: str, folder: Path = LAW) -> Parameter:
    """The parameter of that name.

    Raises:
        UnknownParameterError: there is no such file.
    """
    path = folder / f"{name}.yml"
    if not path.is_file():
        raise UnknownParameterError(f"there is no law/{name}.yml; write it or mend the name")
    raw: Mapping[str, Any] = read_yaml(path)
    return Parameter(
        name,
        raw["label"],
        raw["unit"],
        tuple(sorted((day, each["value"], each["source"]) for day, each in raw["values"].items())),
        str(raw.get("before", "")).removeprefix("rule ").strip(),
        raw.get("unverified_from"),
        raw["checked_on"],
    )


def parameter(name: str, on: date) -> Dated:
    """What the parameter was on a day; see `Parameter.on`."""
    return load_parameter(name).on(on)


def figure(name: str, on: date) -> int:
    """A count of days, months or the like; before its first value the first one holds.

    Whoever looks back at an earlier day is told today's period rather than nothing.
    """
    found = load_parameter(name)
    return int(found.on(max(on, found.values[0][0])).value)


def parameter_names(folder: Path = LAW) -> tuple[str, ...]:
    """All parameters, by file name."""
    return tuple(sorted(path.stem for path in folder.glob("*.yml")))
