"""Words about what was opened or sent: an item that is none, a file by its name, a paper lost."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from bot.understanding.acts import NLU_DATA
from bot.understanding.values.characters import plain
from dialogs.schema.files import read_yaml

__all__ = ["adds", "file_called", "is_lost", "leaves_item"]

_LONGEST = 40
_TAIL = "啊呀的呢吧了嘛哦"


def leaves_item(text: str) -> bool:
    """Whether the words say that there is no such (further) item."""
    return _pattern("no_item").search(plain(text).text.strip()) is not None


def adds(text: str) -> bool:
    """Whether the words want something added to what was said before."""
    return _pattern("adding").search(plain(text).text.strip()) is not None


def is_lost(text: str) -> bool:
    """Whether the words say, shortly, that something cannot be found."""
    words = plain(text).text.strip()
    return len(words) <= _LONGEST and _pattern("lost").search(words) is not None


def file_called(text: str) -> str:
    """What the words call a file that came before; empty if they speak of none."""
    words = plain(text).text.strip()
    found = _pattern("named_file").search(words) if len(words) <= _LONGEST else None
    return found["what"].rstrip(_TAIL) if found else ""


def _pattern(name: str) -> re.Pattern[str]:
    return _patterns()[name]


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    source: Any = read_yaml(NLU_DATA / "patterns" / "leaving.yml")
    return {name: re.compile(wording) for name, wording in source.items()}
