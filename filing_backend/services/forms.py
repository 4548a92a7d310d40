"""A filing handed over is frozen with the form it was made by: its cells are stored once."""

from __future__ import annotations

from functools import cache
from typing import Any

from dialogs.schema.definition import Interview
from dialogs.schema.files import digest_of
from dialogs.schema.form_files import FORMS, parse_form, read_form
from dialogs.schema.forms import Form
from filing_backend.services.office import Desk

__all__ = ["keep_form", "kept_form"]

PARSED: dict[str, Form] = {}
"""Stored forms, parsed once a process."""


def keep_form(desk: Desk, interview: Interview) -> str | None:
    """Store the form as its file now says; its digest, or None if there is no such form."""
    current = _current(interview.form)
    if current is None:
        return None
    digest, source = current
    desk.definitions.put(digest, f"form:{interview.form}", 0, source, desk.now())
    return digest


@cache
def _current(form_id: str) -> tuple[str, dict[str, Any]] | None:
    if not (FORMS / form_id / "cells.yml").is_file():
        return None
    source = read_form(form_id)
    return digest_of(source), source


def kept_form(desk: Desk, digest: str | None) -> Form | None:
    """The stored form with this digest."""
    if digest is None:
        return None
    if digest not in PARSED:
        source = desk.definitions.source(digest)
        if source is None:
            return None
        PARSED[digest] = parse_form(source)
    return PARSED[digest]
