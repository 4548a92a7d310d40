"""`lian law`: the rules over lines of JSON, for measuring and for other programs.

Each command reads one JSON object a line from standard input and writes one for each.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from dialogs.answers import Answers, Known
from dialogs.errors import UnknownInterviewError
from dialogs.interview.catalogue import load_interview
from dialogs.rules import findings
from dialogs.rules.citations import cited
from dialogs.rules.courts import candidate_courts
from dialogs.rules.derivations import derivation
from dialogs.rules.fees import fee_of_vector
from dialogs.rules.ids import CHECKS, check_resident_id
from dialogs.rules.wording import say_finding, say_reasons

__all__ = ["app"]

app = typer.Typer(help="Fees, identity numbers, courts and findings, one JSON object a line.")

GROUP = re.compile(r"^(\w+)\[(\d+)\]")
SHANGHAI = ZoneInfo("Asia/Shanghai")

Row = Mapping[str, Any]


def _rows() -> Iterator[Row]:
    for line in sys.stdin:
        if line.strip():
            yield json.loads(line, parse_float=Decimal)


def _number(value: object) -> float | str:
    """Money as a JSON number, anything else as text."""
    return float(value) if isinstance(value, Decimal) else str(value)


def _each(answer: Callable[[Row], dict[str, Any]]) -> None:
    for row in _rows():
        try:
            found = answer(row)
        except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError) as error:
            found = {"error": f"{type(error).__name__}: {error}"}
        sys.stdout.write(json.dumps(found, ensure_ascii=False, default=_number) + "\n")
        sys.stdout.flush()


def answers_of(values: Mapping[str, Any], today: date) -> Answers:
    """Answers from plain paths: `"unknown"` entries may be given as `{"unknown": true}`."""
    counts: dict[str, int] = {}
    given: dict[str, Any] = {}
    standing: dict[str, set[str]] = {"unknown": set(), "none": set()}
    for path, value in values.items():
        found = GROUP.match(path)
        if found:
            counts[found[1]] = max(counts.get(found[1], 0), int(found[2]) + 1)
        if isinstance(value, Mapping) and len(value) == 1 and next(iter(value)) in standing:
            standing[next(iter(value))].add(path)
        elif value is not None:
            given[path] = (
                str(value)
                if isinstance(value, int | float | Decimal) and not isinstance(value, bool)
                else value
            )
    given.setdefault("claims_as_of", today.isoformat())
    return Answers(given, counts, frozenset(standing["unknown"]), frozenset(standing["none"]))


def with_derived(case: str, answers: Answers, today: date) -> Answers:
    """The answers with all that the case's interview derives from them."""
    try:
        interview = load_interview(case)
    except UnknownInterviewError:
        return answers
    values = dict(answers.values)
    seen = replace(answers, values=values)
    for element in interview.elements.values():
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


def _fee(row: Row) -> dict[str, Any]:
    return dict(fee_of_vector(row))


def _id(row: Row) -> dict[str, Any]:
    kind, text = row["kind"], str(row["value"])
    today = datetime.now(SHANGHAI).date()
    check = check_resident_id(text, today) if kind == "resident_id" else CHECKS[kind](text)
    if not check.valid:
        return {"valid": False, "reason": check.reason}
    found: dict[str, Any] = {"valid": True, "value": check.value}
    if check.gender is not None and check.birth is not None:
        found |= {"gender": check.gender[0].upper(), "birth": check.birth.isoformat()}
    return found


def _courts(row: Row) -> dict[str, Any]:
    today = datetime.now(SHANGHAI).date()
    case = str(row["case"])
    found = candidate_courts(
        case, with_derived(case, answers_of(row["answers"], today), today), today
    )
    courts = [
        {
            "name": court.name,
            "why": say_reasons(court.why),
            "sources": [cited(cite) for cite in court.sources],
        }
        for court in found.courts
    ]
    return {"courts": courts, "exclusive": found.exclusive, "missing": list(found.missing)}


def _check(row: Row) -> dict[str, Any]:
    told = row.get("today")
    today = date.fromisoformat(told) if told else datetime.now(SHANGHAI).date()
    case = str(row["case"])
    answers = with_derived(case, answers_of(row["answers"], today), today)
    found = findings(case, answers, today)
    return {
        "findings": [
            {
                "code": finding.code,
                "level": str(finding.level),
                "elements": list(finding.elements),
                "say": say_finding(finding),
                "sources": [cited(cite) for cite in finding.sources],
            }
            for finding in found
        ]
    }


@app.command()
def fees() -> None:
    """Court fees: {"case", "amount", "base"?, "halved"?, "parts"?} → {"fee"} or a span."""
    _each(_fee)


@app.command()
def ids() -> None:
    """Identity numbers: {"kind", "value"} → {"valid": true, "value", …} or {"reason"}."""
    _each(_id)


@app.command()
def courts() -> None:
    """Courts that may take a case: {"case", "answers"} → {"courts", "exclusive"}."""
    _each(_courts)


@app.command()
def check() -> None:
    """Findings: {"case", "today", "answers"} → {"findings"}."""
    _each(_check)


@app.command()
def report(
    output: Annotated[Path | None, typer.Option(help="Where to write the page.")] = None,
) -> None:
    """Write the page on which a lawyer reviews the rules, as HTML."""
    from lian.law_report import report as page  # jinja2 and every rule: only here

    html = page(datetime.now(SHANGHAI).date())
    if output is None:
        sys.stdout.write(html)
    else:
        output.write_text(html, encoding="utf-8")
