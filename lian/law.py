"""`lian law`: the rules over lines of JSON, for measuring and for other programs.

Each command reads one JSON object a line from standard input and writes one for each.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from dialogs.answers import Answers
from dialogs.errors import DialogsError, UnknownInterviewError
from dialogs.rules import findings
from dialogs.rules.citations import cited
from dialogs.rules.courts import candidate_courts
from dialogs.rules.fees import fee_of_vector
from dialogs.rules.ids import CHECKS, check_resident_id
from dialogs.rules.wording import say_finding, say_reasons
from lian.law_answers import LineError, told_answers, with_derived

__all__ = ["app"]

app = typer.Typer(help="Fees, identity numbers, courts and findings, one JSON object a line.")

SHANGHAI = ZoneInfo("Asia/Shanghai")

Row = Mapping[str, Any]


def _number(value: object) -> float | str:
    """Money as a JSON number, anything else as text."""
    return float(value) if isinstance(value, Decimal) else str(value)


def _row(line: str) -> Row:
    try:
        row = json.loads(line, parse_float=Decimal, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise LineError(f"this line is no JSON: {error}") from error
    if not isinstance(row, Mapping):
        raise LineError("a line must be a JSON object")
    return row


def _no_number(text: str) -> None:
    raise LineError(f"{text} is no number")


def _each(answer: Callable[[Row], dict[str, Any]]) -> None:
    """One answer for each line; a line that cannot be answered gets its error, the rest go on."""
    for line in sys.stdin:
        if not line.strip():
            continue
        try:
            found = answer(_row(line))
        except LineError as error:
            found = {"error": str(error)} | ({"path": error.path} if error.path else {})
        except UnknownInterviewError as error:
            found = {"error": f"there is no case type {error}"}
        except (ArithmeticError, DialogsError, LookupError, TypeError, ValueError) as error:
            found = {"error": f"{type(error).__name__}: {error}"}
        sys.stdout.write(json.dumps(found, ensure_ascii=False, default=_number) + "\n")
        sys.stdout.flush()


def _text(row: Row, key: str, known: Collection[str] = ()) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise LineError(f"{key!r} is missing; write it as text")
    if known and value not in known:
        raise LineError(f"{value!r} is no {key}; one of {', '.join(known)}")
    return value.strip()


def _today(row: Row) -> date:
    """The line's day; without one, today in China."""
    told = row.get("today")
    if told in (None, ""):
        return datetime.now(SHANGHAI).date()
    try:
        return date.fromisoformat(str(told)[:10])
    except ValueError as error:
        raise LineError(f"{told!r} is no date; write it as 2026-11-21", "today") from error


def _case_told(row: Row) -> tuple[str, Answers, date, dict[str, Any]]:
    """Case type, answers with all that is derived, the day, and what no element knows."""
    case, today = _text(row, "case"), _today(row)
    answers = row.get("answers")
    told = told_answers(case, {} if answers is None else answers, today)
    strange = {"unknown_paths": list(told.strange)} if told.strange else {}
    return case, with_derived(case, told.answers, today), today, strange


def _fee(row: Row) -> dict[str, Any]:
    _text(row, "case")
    return dict(fee_of_vector(row))


def _id(row: Row) -> dict[str, Any]:
    kind, value = _text(row, "kind", tuple(CHECKS)), row.get("value")
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise LineError("'value' is missing; write it as text")
    text = str(value)
    today = datetime.now(SHANGHAI).date()
    check = check_resident_id(text, today) if kind == "resident_id" else CHECKS[kind](text)
    if not check.valid:
        return {"valid": False, "reason": check.reason}
    found: dict[str, Any] = {"valid": True, "value": check.value}
    if check.gender is not None and check.birth is not None:
        found |= {"gender": check.gender[0].upper(), "birth": check.birth.isoformat()}
    return found


def _courts(row: Row) -> dict[str, Any]:
    case, answers, today, strange = _case_told(row)
    found = candidate_courts(case, answers, today)
    courts = [
        {
            "name": court.name,
            "why": say_reasons(court.why),
            "sources": [cited(cite) for cite in court.sources],
            "certain": court.certain,
        }
        for court in found.courts
    ]
    shown = {"courts": courts, "exclusive": found.exclusive, "missing": list(found.missing)}
    return shown | strange


def _check(row: Row) -> dict[str, Any]:
    case, answers, today, strange = _case_told(row)
    found = [
        {
            "code": finding.code,
            "level": str(finding.level),
            "elements": list(finding.elements),
            "say": say_finding(finding),
            "sources": [cited(cite) for cite in finding.sources],
        }
        for finding in findings(case, answers, today)
    ]
    return {"findings": found} | strange


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
