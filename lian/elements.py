"""`lian elements --case C`: one JSON line for each path that the interview may ask or derive."""

from __future__ import annotations

import json
from typing import Any

import typer

from dialogs.errors import DialogsError
from dialogs.interview.catalogue import load_interview
from dialogs.interview.offering import TOPIC, topic_of
from dialogs.schema.definition import Interview
from dialogs.schema.form_files import load_form

__all__ = ["app", "lines"]

app = typer.Typer()


@app.command()
def elements(case: str = typer.Option(..., help="Interview id, e.g. private_lending.")) -> None:
    """Print one line of JSON for each path: type, options, form_keys, topic …"""
    try:
        interview = load_interview(case)
    except DialogsError as error:
        typer.echo(f"lian elements: there is no interview {error}", err=True)
        raise typer.Exit(2) from error
    for line in lines(interview):
        typer.echo(json.dumps(line, ensure_ascii=False))


def lines(interview: Interview) -> list[dict[str, Any]]:
    """What `lian elements` prints, as data."""
    keys = load_form(interview.form).keys_by_path()
    return [
        {
            "path": path,
            "type": element.type.value,
            "required": element.required,
            "when": element.when.text if element.when else None,
            "options": [{"id": each.id, "label": each.label} for each in element.options],
            "label": element.label,
            "example": element.example,
            "form_keys": list(keys.get(path, ())),
            "derived": element.derive is not None,
            "topic": f"{TOPIC}{topic_of(interview, path)[0]}",
        }
        for path, element in interview.elements.items()
    ]
