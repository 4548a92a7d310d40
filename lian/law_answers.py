"""The answers of a line of `lian law`: whatever a program may write, as canonical answers.

A value may stand in its canonical form or as people write it: numbers as JSON numbers, a choice
by its label, an address as plain text, a group as a list of its items. `{"unknown": true}` and
`{"none": true}` stand for 不知道 and 无. What cannot be read is an error that names its path.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from bot.understanding.values import Standing, read, standing
from dialogs.answers import Answers, Known
from dialogs.interview.canonical import well_formed
from dialogs.interview.catalogue import load_interview
from dialogs.rules.derivations import derivation
from dialogs.schema.definition import Element, ElementType, Interview
from lian.lines import LineError

__all__ = ["Told", "told_answers", "with_derived"]

ITEM = re.compile(r"(\w+)\[(\d{1,3})\]\.(\w+)")
KEPT_AS_WRITTEN = frozenset(
    {
        ElementType.TEXT,
        ElementType.LONG_TEXT,
        ElementType.PERSON_NAME,
        ElementType.COURT,
        ElementType.CN_ID_NUMBER,
        ElementType.USCC,
        ElementType.PHONE,
        ElementType.CASE_NO,
        ElementType.FILE,
        ElementType.SIGNATURE,
    }
)
"""Types whose faults a rule sees: they are not refused here."""
DECIMALS = frozenset({ElementType.MONEY, ElementType.NUMBER, ElementType.PERCENT_PER_YEAR})
EARLIEST, LATEST = "1850-01-01", "2199-12-31"
CHOSEN = frozenset({ElementType.CHOICE, ElementType.CHOICES, ElementType.YES_NO})
STANDING = {"unknown": Standing.UNKNOWN, "none": Standing.NONE}
FINEST = 12
"""Places behind the point that a number keeps; more come of binary fractions."""
BESIDE = ("court", "signature", "statement_of_truth", "material")
"""What a draft holds beside its elements; `material:<kind>` among them."""


@dataclass(frozen=True, slots=True)
class Told:
    """Answers as told, and the paths among them that no element of the interview has."""

    answers: Answers
    strange: tuple[str, ...] = ()


def told_answers(case: str, values: object, today: date) -> Told:
    """The answers of a line.

    Raises:
        UnknownInterviewError: there is no such case type.
        LineError: a value cannot be read, or an item of a group is left out.
    """
    interview = load_interview(case)
    if not isinstance(values, Mapping):
        raise LineError("answers must be an object of paths and values")
    given: dict[str, Any] = {}
    stands: dict[Standing, set[str]] = {Standing.UNKNOWN: set(), Standing.NONE: set()}
    strange: list[str] = []
    paths: list[str] = []
    for path, raw in _flat(values):
        element = _element(interview, path)
        if element is None and not path.startswith(BESIDE):
            strange.append(path)
        value, stand = _read(element, path, raw, today)
        if stand in stands:
            stands[stand].add(path)
        elif value is not None:
            given[path] = value
        if value is not None or stand in stands:
            paths.append(path)
    given.setdefault("claims_as_of", today.isoformat())
    unknown, none = stands[Standing.UNKNOWN], stands[Standing.NONE]
    answers = Answers(given, _counts(paths), frozenset(unknown), frozenset(none))
    return Told(answers, tuple(strange))


def _flat(values: Mapping[Any, Any]) -> Iterator[tuple[str, Any]]:
    """Paths and values; a group written as a list gives the paths of its items."""
    for key, value in values.items():
        path = str(key)
        items = value if isinstance(value, list) else []
        if "[" in path or not items or not all(isinstance(each, Mapping) for each in items):
            yield path, value
            continue
        for index, item in enumerate(items):
            for inner, told in item.items():
                yield f"{path}[{index}].{inner}", told


def _element(interview: Interview, path: str) -> Element | None:
    found = ITEM.fullmatch(path)
    return interview.elements.get(f"{found[1]}[i].{found[3]}" if found else path)


def _counts(paths: list[str]) -> dict[str, int]:
    """How many items each group has; they are numbered from 0 without a gap."""
    seen: dict[str, set[int]] = {}
    for path in paths:
        found = ITEM.fullmatch(path)
        if found:
            seen.setdefault(found[1], set()).add(int(found[2]))
    for group, indices in seen.items():
        missing = min(set(range(len(indices) + 1)) - indices)
        if missing < max(indices):
            text = f"there is no {group}[{missing}]; number the items from 0 without a gap"
            raise LineError(text, f"{group}[{max(indices)}]")
    return {group: len(indices) for group, indices in seen.items()}


def _read(element: Element | None, path: str, raw: Any, today: date) -> tuple[Any, Standing | None]:
    """The canonical value, or how the element stands where it has none."""
    if isinstance(raw, Mapping) and len(raw) == 1 and next(iter(raw)) in STANDING:
        return None, STANDING[next(iter(raw))]
    if raw is None or raw == "":
        return None, None
    plain = _plain(raw)
    if element is None:
        return plain, None
    chosen = element.type in CHOSEN
    if chosen and well_formed(element, plain):
        return plain, None
    stand = _stands(plain)
    if stand is not None and (plain in STANDING or not chosen or not _reads(element, plain, today)):
        return None, stand
    known = well_formed(element, plain)
    value = plain if known else _converted(element, path, plain, today)
    if element.type is ElementType.DATE and not EARLIEST <= value <= LATEST:
        raise LineError(f"{value} lies too far away; is the year right?", path)
    return value, None


def _reads(element: Element, text: str, today: date) -> bool:
    """Whether a word that may mean 无 is an option's label: 约定了法院吗？没有。"""
    return read(element.type, text, today, element.options).value is not None


def _plain(raw: Any) -> Any:
    """Numbers as decimal strings, texts without blanks at their ends."""
    if isinstance(raw, Decimal):
        finer = -int(raw.as_tuple().exponent) > FINEST
        return f"{round(raw, FINEST) if finer else raw:f}"
    if isinstance(raw, int) and not isinstance(raw, bool):
        return str(raw)
    return raw.strip() if isinstance(raw, str) else raw


def _stands(value: Any) -> Standing | None:
    """不知道 and 无 written as a word."""
    written = STANDING.get(value, standing(value)) if isinstance(value, str) else None
    return written if written in STANDING.values() else None


def _converted(element: Element, path: str, value: Any, today: date) -> Any:
    kind = element.type
    if kind is ElementType.CHOICE and isinstance(value, bool):
        value = "yes" if value else "no"
        if well_formed(element, value):
            return value
    if kind is ElementType.CHOICES:
        return _some(element, path, value, today)
    if kind is ElementType.ADDRESS:
        return _address(path, value)
    if kind in KEPT_AS_WRITTEN and isinstance(value, str | list):
        return value
    if isinstance(value, str):
        found = read(kind, value, today, element.options, element.max_length)
        if found.value is not None and well_formed(element, found.value):
            return found.value
    raise LineError(f"{value!r} is no {kind}{_wanted(element)}", path)


def _some(element: Element, path: str, value: Any, today: date) -> list[str]:
    told = value if isinstance(value, list) else [value]
    one = replace(element, type=ElementType.CHOICE)
    chosen = [
        each if well_formed(one, each) else _converted(one, path, each, today) for each in told
    ]
    return list(dict.fromkeys(chosen))


def _address(path: str, value: Any) -> dict[str, Any]:
    text = value.get("text") if isinstance(value, Mapping) else value
    code = value.get("code") if isinstance(value, Mapping) else None
    if not isinstance(text, str) or not text.strip():
        raise LineError(f'{value!r} is no address; write {{"text": "…"}}', path)
    return {"text": text.strip(), "code": str(code) if code else None}


def _wanted(element: Element) -> str:
    if element.options:
        return "; one of " + ", ".join(option.id for option in element.options)
    if element.type is ElementType.DATE:
        return "; write it as 2026-11-21"
    return "; write a decimal number" if element.type in DECIMALS else ""


def with_derived(case: str, answers: Answers, today: date) -> Answers:
    """The answers with all that the case's interview derives from them."""
    values = dict(answers.values)
    seen = replace(answers, values=values)
    for element in load_interview(case).elements.values():
        indices = range(answers.count(element.group)) if element.group else (None,)
        for index in indices:
            path = element.path(index)
            wanted = element.derive and seen.known(path) is Known.MISSING
            if not wanted or (element.when is not None and not element.when(seen, index)):
                continue
            found = derivation(str(element.derive), element.group)(seen, index, today)
            if found is not None:
                values[path] = found.value
    return seen
