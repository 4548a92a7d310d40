"""The one door to typst: data in as JSON, a PDF out, the same bytes every time."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import typst

from filing_backend.documents.errors import TypesettingFailed
from filing_backend.documents.glyphs import FONT_FOLDER, font_files, mark_missing, printable

__all__ = ["Typeset", "Typesetter", "typesetter"]

TEMPLATES = Path(__file__).resolve().parent / "templates"


@dataclass(frozen=True, slots=True)
class Typeset:
    """A PDF, and the characters that the font lacks: their places are left blank in it."""

    pdf: bytes
    missing: tuple[str, ...] = ()


class Typesetter:
    """A warm compiler over the templates. One thread sets at a time."""

    def __init__(self, fonts: Path) -> None:
        font_files(fonts)
        self._fonts = fonts
        self._lock = threading.Lock()
        self._compiler = typst.Compiler(
            root=TEMPLATES, font_paths=[fonts], ignore_system_fonts=True
        )

    def set(self, template: str, data: dict[str, Any], on: date) -> Typeset:
        """The template `<template>.typ` over the data, dated `on`.

        Raises:
            TypesettingFailed: the template refuses the data.
        """
        marked, missing = mark_missing(data, printable(self._fonts))
        marked["date"] = [on.year, on.month, on.day]
        marked["missing"] = bool(missing)
        text = json.dumps(marked, ensure_ascii=False)
        try:
            with self._lock:
                pdf = self._compiler.compile(
                    input=TEMPLATES / f"{template}.typ",
                    format="pdf",
                    sys_inputs={"data": text},
                )
        except typst.TypstError as error:
            raise TypesettingFailed(f"{template}: {error.message}: {error.diagnostic}") from error
        assert isinstance(pdf, bytes)
        return Typeset(pdf, missing)


@cache
def typesetter(fonts: Path = FONT_FOLDER) -> Typesetter:
    """The process's typesetter for a folder of fonts; starting one costs the most."""
    return Typesetter(fonts)
