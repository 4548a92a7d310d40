"""How many seeded faults are caught before submission, and whether a valid filing is barred.

Reads worked cases (`tests/cases/<type>/*.yml`); a case is valid where `expect.blocked` is false.
A fault is caught when its value is refused, or when the pre-check bars or warns of what it did not
see before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from dialogs.answers import Answers
from dialogs.findings import Finding, Level
from dialogs.interview.catalogue import load_interview
from dialogs.rules.courts import candidate_courts
from dialogs.schema.files import read_yaml
from lian.law_answers import told_answers, with_derived
from lian.law_gaps import pre_check
from lian.law_seeds import Filing, Values
from lian.law_seeds_of_law import ALL_SEEDS

__all__ = ["Seeded", "seeded", "valid_filings"]


@dataclass
class Seeded:
    """What came of all seeds. missed: kind of fault, filing, what was changed."""

    planted: Counter[str] = field(default_factory=Counter)
    caught: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[str, str, str]] = field(default_factory=list)
    filings: int = 0
    barred: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The part of all faults that was caught."""
        return self.caught.total() / max(1, self.planted.total())


def valid_filings(folder: Path) -> Iterator[tuple[str, Filing]]:
    """Every valid worked case below a folder, with its name."""
    people = read_yaml(folder / "people.yml")
    for path in sorted(folder.glob("*/*.yml")):
        raw = read_yaml(path)
        if not raw["expect"]["blocked"]:
            yield f"{path.parent.name}/{path.stem}", _filing(raw, people)


def _filing(raw: Mapping[str, Any], people: Mapping[str, Mapping[str, Any]]) -> Filing:
    values: dict[str, Any] = {}
    for who in raw["people"]:
        values |= people[who]
    values |= raw["answers"]
    for path in raw.get("without", ()):
        values.pop(path, None)
    values |= {path: {"unknown": True} for path in raw.get("unknown", ())}
    values |= {path: {"none": True} for path in raw.get("none", ())}
    today = date.fromisoformat(raw["today"])
    case, answers = raw["case"], _answers(raw["case"], values, today)
    interview = load_interview(case)
    return Filing(
        case,
        today,
        values,
        answers.values,
        tuple(_asked(case, answers)),
        tuple(
            rule.kind
            for rule in interview.materials
            if rule.level == "required" and (rule.when is None or rule.when(answers))
        ),
        tuple(court.name for court in candidate_courts(case, answers, today).courts),
    )


def _answers(case: str, values: Values, today: date) -> Answers:
    return with_derived(case, told_answers(case, values, today).answers, today)


def _asked(case: str, answers: Answers) -> Iterator[str]:
    """What the interview asks for by itself in this filing."""
    for element in load_interview(case).elements.values():
        for index in range(answers.count(element.group)) if element.group else (None,):
            if (
                element.required
                and element.derive is None
                and (element.when is None or element.when(answers, index))
            ):
                yield element.path(index)


Mark = tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]]


def _seen(filing: Filing, values: Values) -> dict[Mark, Finding]:
    answers = _answers(filing.case, values, filing.today)
    found = pre_check(filing.case, answers, filing.today)
    return {(each.code, each.elements, tuple(sorted(each.values.items()))): each for each in found}


def _is_caught(filing: Filing, values: Values, before: Mapping[Mark, Finding]) -> bool:
    try:
        after = _seen(filing, values)
    except ValueError:
        return True
    fresh = [each for mark, each in after.items() if mark not in before]
    return any(each.level is not Level.INFO for each in fresh)


def seeded(folder: Path) -> Seeded:
    """Plant every seed in every valid filing."""
    result = Seeded()
    for name, filing in valid_filings(folder):
        result.filings += 1
        before = _seen(filing, filing.values)
        result.barred += [
            f"{name}: {each.code}" for each in before.values() if each.level is Level.BLOCK
        ]
        for kind, seed in ALL_SEEDS.items():
            for values in seed(filing):
                if dict(values) == dict(filing.values):
                    continue
                result.planted[kind] += 1
                if _is_caught(filing, values, before):
                    result.caught[kind] += 1
                else:
                    result.missed.append((kind, name, _changed(filing.values, values)))
    return result


def _changed(before: Values, after: Values) -> str:
    paths = [path for path in after if before.get(path) != after[path]]
    gone = [f"-{path}" for path in before if path not in after]
    return ", ".join([f"{path}={after[path]!r}" for path in paths] + gone)[:160]
