"""Bodies that a message names by their ending: 大兴区仲裁委."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from bot.understanding.acts import NLU_DATA
from bot.understanding.engine import Context
from bot.understanding.expressions import expression
from bot.understanding.firms import firm_after
from bot.understanding.values.characters import plain
from bot.understanding.values.divisions import divisions_in
from dialogs.interview.commands import Command, SetAnswer
from dialogs.schema.files import read_yaml

__all__ = ["firm_beside", "named_bodies"]

_KIND, _ORG, _NAME = "kind", "org", "org_name"
_CALLED = expression("^|[叫是：: 为]")


def firm_beside(text: str, context: Context, replied: Command | None) -> Iterator[SetAnswer]:
    """宏达建筑公司, where it is asked whether the party is a person or a body: its name as well."""
    asks, known = context.asks or "", context.interview.elements if context.interview else {}
    path = f"{asks.removesuffix(_KIND)}{_NAME}"
    if not isinstance(replied, SetAnswer) or (replied.path, replied.value) != (asks, _ORG):
        return
    if re.sub(r"\[\d+\]", "[i]", path) not in known or (
        context.answers and context.answers.get(path)
    ):
        return
    words = plain(text).text.strip()
    for lead in _CALLED.finditer(words):
        if (span := firm_after(words, lead.end())) is not None:
            name = words[slice(*span)]
            yield SetAnswer(path, name, name, None, 0.8)
            return


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
