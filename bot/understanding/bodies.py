"""Bodies that a message names by their ending: 大兴区仲裁委."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from bot.understanding.acts import NLU_DATA
from bot.understanding.engine import Context
from bot.understanding.values.characters import plain
from bot.understanding.values.divisions import divisions_in
from dialogs.interview.commands import SetAnswer
from dialogs.schema.files import read_yaml

__all__ = ["named_bodies"]


def named_bodies(text: str, context: Context) -> Iterator[SetAnswer]:
    """Answers that are still open and whose body the words name with its place."""
    known = context.interview.elements if context.interview is not None else {}
    for key, pattern in _patterns().items():
        if key not in known or (context.answers and context.answers.get(key) is not None):
            continue
        for match in pattern.finditer(plain(text).text):
            start = _place(match.group())
            if start is not None:
                name = match.group()[start:]
                yield SetAnswer(key, name, name, None, 0.9)
                break


def _place(words: str) -> int | None:
    """Where the name of a place begins: the body's own name begins with it."""
    return next((n for n in range(len(words)) if any(True for _ in divisions_in(words, n))), None)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    source: Any = read_yaml(NLU_DATA / "patterns" / "bodies.yml")
    return {key: re.compile(pattern) for key, pattern in source.items()}
