"""Filled forms as a PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import count
from typing import Any

from filing_backend.documents.filled import FilledClosing, FilledForm, FilledRow, Line, Tick
from filing_backend.documents.lines import WIDE_BLANK
from filing_backend.documents.phrases import Phrases
from filing_backend.documents.typesetter import Typeset, Typesetter

__all__ = ["closing_data", "form_pdf"]

# So many characters of labels keep their boxes on one line.
TOGETHER = 12


def form_pdf(
    forms: Sequence[FilledForm], setter: Typesetter, phrases: Phrases, on: date
) -> Typeset:
    """The forms one after another, each from a new page, dated `on`."""
    data = {
        "title": forms[0].title,
        "page_of": phrases.say("page_of", page="{page}", pages="{pages}"),
        "handwrite_note": phrases.say("handwrite_note"),
        "continued": phrases.say("continued"),
        "forms": [_form(each, number) for number, each in enumerate(forms)],
    }
    return setter.set("form", data, on)


def _form(form: FilledForm, number: int) -> dict[str, Any]:
    rows = (f"{number}-{row}" for row in count())
    return {
        "title": form.title,
        "subtitle": form.subtitle,
        "notes_heading": form.notes_heading,
        "notes": list(form.notes),
        "sections": [
            {
                "heading": section.heading,
                "note": section.note,
                "layout": section.layout.value,
                "rows": [{"id": next(rows), **_row(row)} for row in section.rows],
            }
            for section in form.sections
        ],
        "closing": None if form.closing is None else closing_data(form.closing),
    }


def _row(row: FilledRow) -> dict[str, Any]:
    lines = [list(_pieces(line)) for line in row.lines]
    return {"label": row.label, "span": row.span, "short": row.is_short, "lines": lines}


def _pieces(line: Line) -> Iterator[dict[str, Any]]:
    """The pieces, with a few short boxes in a row as one that does not break."""
    waiting: list[Tick] = []
    blank = ""
    for piece in line.pieces:
        if isinstance(piece, Tick):
            waiting.append(piece)
            blank = ""
        elif waiting and piece.text == WIDE_BLANK:
            blank = WIDE_BLANK
        else:
            yield from _ticks(waiting)
            yield {"kind": "words", "text": blank + piece.text}
            waiting, blank = [], ""
    yield from _ticks(waiting)


def _ticks(ticks: list[Tick]) -> Iterator[dict[str, Any]]:
    listed = [{"kind": "tick", "label": each.label, "on": each.on} for each in ticks]
    if len(ticks) > 1 and sum(len(each.label) for each in ticks) <= TOGETHER:
        yield {"kind": "ticks", "ticks": listed}
        return
    for number, each in enumerate(listed):
        if number:
            yield {"kind": "words", "text": WIDE_BLANK}
        yield each


def closing_data(closing: FilledClosing) -> dict[str, Any]:
    """A closing as the templates take it; a signature is a list of byte values."""
    signers = [
        {"label": closing.label(each), "image": None if each.image is None else list(each.image)}
        for each in closing.signers
    ]
    return {
        "addressed": closing.addressed,
        "court": closing.court,
        "signers": signers,
        "date_label": closing.date_label,
        "date": closing.date,
    }
