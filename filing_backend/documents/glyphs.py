"""Which characters the font can print. A missing glyph raises nothing in the typesetter."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from filing_backend.documents.errors import FontsMissing

__all__ = ["FONT_FOLDER", "MISSING", "font_files", "mark_missing", "printable"]

FONT_FOLDER = Path(__file__).resolve().parents[2] / ".fonts"
SUFFIXES = frozenset({".ttf", ".otf", ".ttc"})

MISSING = "\ue000"
"""Stands for a character without a glyph; the templates print a dashed box for it."""

# The typesetter's own DejaVu Sans Mono has these; the serif font has not.
BOXES = frozenset("☐☑")
LAYOUT = frozenset("\n\t ")


def font_files(folder: Path) -> tuple[Path, ...]:
    """The font files below a folder.

    Raises:
        FontsMissing: there is none.
    """
    found = tuple(sorted(each for each in folder.rglob("*") if each.suffix.lower() in SUFFIXES))
    if not found:
        raise FontsMissing(f"no font below {folder}: run the set-up that fetches them")
    return found


@cache
def printable(folder: Path = FONT_FOLDER) -> frozenset[int]:
    """The code points that every font of the folder has, and the two boxes."""
    sets = []
    for path in font_files(folder):
        with TTFont(path, lazy=True, fontNumber=0) as font:
            sets.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*sets) | {ord(each) for each in BOXES | LAYOUT}


def mark_missing(data: Any, glyphs: frozenset[int]) -> tuple[Any, tuple[str, ...]]:
    """The data with each unprintable character replaced, and those characters in order."""
    missing: dict[str, None] = {}

    def mark(value: Any) -> Any:
        if isinstance(value, str):
            lost = {each for each in value if ord(each) not in glyphs}
            missing.update(dict.fromkeys(each for each in value if each in lost))
            return "".join(MISSING if each in lost else each for each in value) if lost else value
        if isinstance(value, dict):
            return {key: mark(each) for key, each in value.items()}
        if isinstance(value, list | tuple):
            return [mark(each) for each in value]
        return value

    return mark(data), tuple(missing)
