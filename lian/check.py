"""`lian check`: finds mistakes in interviews, forms, law and sentences before a person does."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import typer

from bot.understanding.values import Standing, read, standing
from dialogs.rules.conditions import NAMED
from dialogs.rules.derivations import DERIVATIONS
from dialogs.schema.check import World, check
from dialogs.schema.definition import Element
from lian.code_references import (
    asked_parameters,
    mentioned_words,
    rule_cites,
    sentence_codes,
)

__all__ = ["app", "read_example", "the_world"]

app = typer.Typer()
SHANGHAI = ZoneInfo("Asia/Shanghai")
LOOK_AT_ANSWERS = ("dialogs/rules", "filing_backend/documents")


@app.command("check")
def check_all() -> None:
    """Check interviews, forms, law and replies; exit 1 if anything is wrong."""
    problems = check(the_world(datetime.now(SHANGHAI).date()))
    for problem in problems:
        typer.echo(str(problem))
    if problems:
        typer.echo(f"lian check: {len(problems)} problem{'s' if len(problems) > 1 else ''}")
        raise typer.Exit(1)
    typer.echo("lian check: all is well")


def the_world(today: date) -> World:
    """What the YAML files may name, taken from the code as it is."""
    from filing_backend.documents.composers import COMPOSERS

    return World(
        named=NAMED,
        derivations=frozenset(DERIVATIONS),
        composers=frozenset(COMPOSERS),
        read=read_example,
        mentioned=mentioned_words(folders=LOOK_AT_ANSWERS),
        codes=sentence_codes(),
        cited=rule_cites(),
        periods=asked_parameters(),
        today=today,
    )


def read_example(element: Element, text: str, today: date) -> tuple[Any, str]:
    """The canonical value of an example, or None and the code that says why."""
    if element.none_label and standing(text) is Standing.NONE:
        return text, ""
    reading = read(element.type, text, today, element.options, element.max_length)
    return reading.value, reading.code or ""
