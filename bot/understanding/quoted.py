"""Checks what a program outside says that words mean: only quotes that stand in the words count.

A value is never taken from outside. The outside names an element and quotes the words; our own
parsers read the quote, so that every proposal rests on a span of the person's own words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from bot.understanding.engine import Context
from bot.understanding.expressions import expression
from bot.understanding.guessing import is_named, is_short
from bot.understanding.values import read, standing
from dialogs.answers import split_path
from dialogs.interview.commands import Act, Do, SetAnswer
from dialogs.schema.definition import Element, ElementType

__all__ = ["masked", "quoted_act", "quoted_answers"]

_PERSONAL = expression(
    r"[\d０-９](?:[ \-－]?[\d０-９]){6,}[XxＸｘ]?"
    r"|[零〇一二三四五六七八九幺]{7,}"
    r"|[A-Za-z0-9](?:[ -]?[A-Za-z0-9]){7,}"
    r"|[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}"
)
_MOST_ANSWERS = 20
_CONFIDENCE = 0.6
_TEXTS = (ElementType.TEXT, ElementType.LONG_TEXT)
_CHOSEN = (ElementType.CHOICE, ElementType.CHOICES, ElementType.YES_NO)
_LONGEST_QUOTE = {ElementType.TEXT: 60, ElementType.PERSON_NAME: 20}


def masked(text: str) -> str:
    """The text, as long as before, without numbers that name a person: ID, phone, card, code."""
    return _PERSONAL.sub(lambda match: "#" * len(match.group()), text)


def quoted_act(answer: Any, text: str, context: Context, allowed: Collection[str]) -> Do | None:
    """The act named, if it is one of those allowed and its words stand in the text."""
    if not isinstance(answer, dict) or answer.get("act") not in allowed:
        return None
    act = Act(answer["act"])
    if _span(answer.get("act_quote"), text) is None or not is_named(act, text):
        return None
    if context.asks is not None and is_short(text):
        return None
    return Do(act, _CONFIDENCE)


def quoted_answers(answer: Any, text: str, context: Context) -> tuple[SetAnswer, ...]:
    """The answers named whose quotes stand in the text and can be read as their element's type."""
    rows = answer.get("answers") if isinstance(answer, dict) else None
    if not isinstance(rows, list) or context.interview is None:
        return ()
    found: dict[str, SetAnswer] = {}
    for row in rows[:_MOST_ANSWERS]:
        for command in _answer(row, text, context):
            found.setdefault(command.path, command)
    return tuple(found.values())


def _answer(row: Any, text: str, context: Context) -> Iterator[SetAnswer]:
    if not isinstance(row, dict) or not isinstance(row.get("element"), str):
        return
    placed, span = _element(row["element"], context), _span(row.get("quote"), text)
    if placed is None or span is None:
        return
    path, element = placed
    said = text[span[0] : span[1]]
    if element.type in _CHOSEN and len(said.strip()) < 2:
        return  # 1 or 有 may belong to anything
    if len(said) > _LONGEST_QUOTE.get(element.type, len(said)) or standing(said) is not None:
        return
    reading = read(element.type, said, context.today, element.options, element.max_length)
    if reading.value is None or (context.answers and context.answers.get(path) == reading.value):
        return
    if reading.span is not None and element.type not in _TEXTS:
        span = span[0] + reading.span[0], span[0] + reading.span[1]
    words = text[span[0] : span[1]]
    confidence = min(reading.confidence, _CONFIDENCE)
    yield SetAnswer(path, reading.value, words, span, confidence, reading.alternatives)


def _element(named: str, context: Context) -> tuple[str, Element] | None:
    """The element that a path of a template, or of the draft, names; never a derived one."""
    assert context.interview is not None
    template = re.sub(r"\[\d{1,3}\]", "[i]", named)
    element = context.interview.elements.get(template)
    if element is None or element.derive is not None:
        return None
    group = element.group
    if group is None:
        return element.path(), element
    asked = split_path(context.asks or "")[0]
    if asked == group and context.index is not None:
        return element.path(context.index), element
    count = context.answers.count(group) if context.answers is not None else 0
    return element.path(max(count - 1, 0)), element


def _span(quote: Any, text: str) -> tuple[int, int] | None:
    """Where a quote stands in the text, as the person wrote it; a masked number may be in it."""
    if not isinstance(quote, str) or not quote.strip():
        return None
    start = masked(text).find(quote)
    if start < 0:
        start = text.find(quote)
    return None if start < 0 else (start, start + len(quote))
