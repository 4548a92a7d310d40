"""What in a person's words tells the matter; the rest never enters the complaint."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from bot.understanding.acts import NLU_DATA
from bot.understanding.expressions import expression
from bot.understanding.values.characters import plain
from dialogs.schema.files import read_yaml

__all__ = ["clauses_of", "matter"]

_CLAUSE = expression(r"([^，。；！？,;!?\n ]+)([，。；！？,;!?\n ]*)")
_ASKED = expression("[?？]+")
_STOP = "。"
_ENDS = expression("[。！？!?]")
_FIGURES = expression(r"\d{2}|[一二两三四五六七八九十百千]+[万千百元块]|\d+[年月元块万]|月\d|年\d")
_LONGEST_ASIDE = 24
"""A longer clause tells something beside."""


def matter(text: str) -> str:
    """The words without greetings, consent, bare answers, fears, asides and questions."""
    lines: list[str] = []
    for line in text.splitlines():
        told = _of_a_line(line)
        if told and told not in lines:
            lines.append(told)
    return "\n".join(lines)


def clauses_of(text: str) -> Iterator[tuple[str, str]]:
    """Each clause with the marks that follow it."""
    yield from (match.groups() for match in _CLAUSE.finditer(text))  # type: ignore[misc]


def _of_a_line(line: str) -> str:
    kept = ""
    for clause, mark in clauses_of(line):
        asked = mark.lstrip(" ")[:1] if _ASKED.match(mark.lstrip(" ")) else ""
        told = _told(clause + asked, begun=bool(kept)).rstrip("?？")
        if told:
            kept += told + mark
        elif kept and _ENDS.search(mark):
            kept = kept.rstrip("，,；; ") + _STOP
    return _ASKED.sub(_STOP, kept).strip("，,；;：: ").strip()


def _told(clause: str, *, begun: bool) -> str:
    """What of one clause tells the matter; empty if nothing does."""
    known = _patterns()
    words = _without_ends(clause, known, begun)
    said = plain(words).text.strip()
    if not re.search(r"[\w\u3400-\u9fff]", said):
        return ""
    short = len(said) <= _LONGEST_ASIDE and not _FIGURES.search(said)
    if short and (known["aside"].search(said) or known["question"].search(said)):
        return ""
    return words


def _without_ends(clause: str, known: dict[str, re.Pattern[str]], begun: bool) -> str:
    words = clause
    while (lead := known["before"].match(words)) and lead.end():
        words = words[lead.end() :]
    if not begun and (lead := known["opening"].match(words)):
        words = words[lead.end() :]
    tail = known["after"].search(words)
    if tail is None:
        return words
    rest = words[: tail.start()]
    return words if known["told_question"].search(rest) else rest


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    source: Any = read_yaml(NLU_DATA / "patterns" / "matter.yml")
    joined = {kind: "|".join(f"(?:{each})" for each in found) for kind, found in source.items()}
    joined["after"] = f"(?:{joined['after']})[?？。！]*$"
    return {kind: re.compile(pattern) for kind, pattern in joined.items()}
