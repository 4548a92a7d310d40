"""Filled forms as a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from filing_backend.documents.filled import FilledClosing, FilledForm, FilledRow, Piece, Tick, Value
from filing_backend.documents.phrases import Phrases
from filing_backend.documents.typesetter import Typeset, Typesetter

__all__ = ["form_pdf"]


def form_pdf(
    forms: Sequence[FilledForm], setter: Typesetter, phrases: Phrases, on: date
) -> Typeset:
    """The forms one after another, each from a new page, dated `on`."""
    data = {
        "title": forms[0].title,
        "page_of": phrases.say("page_of", page="{page}", pages="{pages}"),
        "handwrite_note": phrases.say("handwrite_note"),
        "forms": [_form(each) for each in forms],
    }
    return setter.set("form", data, on)


def _form(form: FilledForm) -> dict[str, Any]:
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
                "rows": [_row(row) for row in section.rows],
            }
            for section in form.sections
        ],
        "closing": None if form.closing is None else _closing(form.closing),
    }


def _row(row: FilledRow) -> dict[str, Any]:
    lines = [[_piece(piece) for piece in line.pieces] for line in row.lines]
    return {"label": row.label, "span": row.span, "short": row.is_short, "lines": lines}


def _piece(piece: Piece) -> dict[str, Any]:
    if isinstance(piece, Tick):
        return {"kind": "tick", "label": piece.label, "on": piece.on}
    return {"kind": "value" if isinstance(piece, Value) else "words", "text": piece.text}


def _closing(closing: FilledClosing) -> dict[str, Any]:
    signers = [
        {"name": each.name, "image": None if each.image is None else list(each.image)}
        for each in closing.signers
    ]
    return {
        "addressed": closing.addressed,
        "court": closing.court,
        "signatory": closing.signatory,
        "signers": signers,
        "date_label": closing.date_label,
        "date": closing.date,
    }
