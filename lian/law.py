"""`lian law`: the rules over lines of JSON, for measuring and for other programs.

Each command reads one JSON object a line from standard input and writes one for each.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from dialogs.answers import Answers
from dialogs.rules.citations import cited
from dialogs.rules.courts import candidate_courts
from dialogs.rules.fee_rows import fee_of_row
from dialogs.rules.ids import CHECKS, check_resident_id
from dialogs.rules.wording import say_reasons
from lian.law_answers import told_answers, with_derived
from lian.law_gaps import pre_check, say_gap
from lian.lines import LineError, Row, day_of, each_line, text_of

__all__ = ["app"]

app = typer.Typer(help="Fees, identity numbers, courts and findings, one JSON object a line.")


def _case_told(row: Row) -> tuple[str, Answers, date, dict[str, Any]]:
    """Case type, answers with all that is derived, the day, and what no element knows."""
    case, today = text_of(row, "case"), day_of(row)
    answers = row.get("answers")
    told = told_answers(case, {} if answers is None else answers, today)
    strange = {"unknown_paths": list(told.strange)} if told.strange else {}
    return case, with_derived(case, told.answers, today), today, strange


def _fee(row: Row) -> dict[str, Any]:
    text_of(row, "case")
    return dict(fee_of_row(row))


def _id(row: Row) -> dict[str, Any]:
    kind, value = text_of(row, "kind", tuple(CHECKS)), row.get("value")
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise LineError("'value' is missing; write it as text")
    text = str(value)
    today = day_of({})
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
    seen = pre_check(case, answers, today)
    found = [
        {
            "code": finding.code,
            "level": str(finding.level),
            "elements": list(finding.elements),
            "say": say_gap(finding),
            "sources": [cited(cite) for cite in finding.sources],
        }
        for finding in seen
    ]
    return {"findings": found} | strange


@app.command()
def fees() -> None:
    """Court fees: {"case", "amount", "base"?, "halved"?, "parts"?} → {"fee"} or a span."""
    each_line(_fee)


@app.command()
def ids() -> None:
    """Identity numbers: {"kind", "value"} → {"valid": true, "value", …} or {"reason"}."""
    each_line(_id)


@app.command()
def courts() -> None:
    """Courts that may take a case: {"case", "answers"} → {"courts", "exclusive"}."""
    each_line(_courts)


@app.command()
def check() -> None:
    """Findings: {"case", "today", "answers"} → {"findings"}."""
    each_line(_check)


@app.command()
def seeded(
    cases: Annotated[Path, typer.Option(help="Worked cases.")] = Path("tests/cases"),
) -> None:
    """Plant faults in worked cases: how many are caught, whether a valid filing is barred."""
    from lian.law_seeded import seeded as plant  # every interview and case: only here

    found = plant(cases)
    for kind, count in found.planted.items():
        typer.echo(f"{kind:<28}{found.caught[kind]:>6} of {count}")
    for kind, filing, changed in found.missed:
        typer.echo(f"missed: {kind} in {filing}: {changed}")
    total = found.planted.total()
    typer.echo(f"caught {found.caught.total()} of {total} faults ({found.share:.2%})")
    typer.echo(f"valid filings barred: {len(found.barred)} of {found.filings}")
    for each in found.barred:
        typer.echo(f"barred: {each}")


@app.command()
def report(
    output: Annotated[Path | None, typer.Option(help="Where to write the page.")] = None,
) -> None:
    """Write the page on which a lawyer reviews the rules, as HTML."""
    from lian.law_report import report as page  # jinja2 and every rule: only here

    html = page(day_of({}))
    if output is None:
        sys.stdout.write(html)
    else:
        output.write_text(html, encoding="utf-8")
