"""Traditional characters, and those of Cantonese, as the simplified ones that mean the same."""

from __future__ import annotations

from functools import cache
from pathlib import Path

__all__ = ["simplified"]

_FILE = Path(__file__).resolve().parents[2] / "nlu_data/traditional.txt"
_DIALECT = "dialect:"


@cache
def _table(dialect: bool) -> dict[int, int]:
    characters, _, spoken = _FILE.read_text("utf-8").partition(_DIALECT)
    pairs = (characters + spoken if dialect else characters).split()[1:]
    return {ord(pair[0]): ord(pair[1]) for pair in pairs}


def simplified(text: str, *, dialect: bool = False) -> str:
    """The text, as long as it was; `dialect`: also 唔 as 不, 佢 as 他."""
    return text.translate(_table(dialect))
