"""Cutting what the bot says into texts that a platform takes, for channels without a layout.

A text is made of sections. One that is whole (a question with its options) is never cut.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

__all__ = ["Measure", "Section", "characters", "pack", "pieces", "utf8_bytes", "utf16_units"]

Measure = Callable[[str], int]
BETWEEN = "\n\n"
# From the best place to cut to the worst; what stands before the cut keeps its mark.
CUTS = (re.compile(r"(?<=\n\n)"), re.compile(r"(?<=\n)"), re.compile(r"(?<=[。；！？.;!?，、 ])"))


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a message. shorter: what to show if even an empty text has no room for it."""

    text: str
    whole: bool = False
    shorter: str = ""


def utf8_bytes(text: str) -> int:
    """The length that WeChat counts."""
    return len(text.encode())


def utf16_units(text: str) -> int:
    """The length that Telegram counts: a character beyond the first plane is two."""
    return len(text) + sum(1 for each in text if each > "\uffff")


def characters(text: str) -> int:
    """The length in characters."""
    return len(text)


def pieces(text: str, limit: int, measure: Measure) -> list[str]:
    """`text` in pieces of at most `limit`, cut where it hurts least. Nothing but space is lost."""
    return [piece for piece in (each.strip() for each in _cut(text, limit, measure, 0)) if piece]


def _cut(text: str, limit: int, measure: Measure, depth: int) -> Iterator[str]:
    if measure(text.strip()) <= limit:
        yield text
        return
    if depth == len(CUTS):
        yield from _by_force(text, limit, measure)
        return
    held = ""
    for part in CUTS[depth].split(text):
        if measure((held + part).strip()) <= limit:
            held += part
            continue
        yield held
        *full, held = _cut(part, limit, measure, depth + 1)
        yield from full
    yield held


def _by_force(text: str, limit: int, measure: Measure) -> Iterator[str]:
    held, length = "", 0
    for character in text:
        width = measure(character)
        if length + width > limit:
            yield held
            held, length = "", 0
        held, length = held + character, length + width
    yield held


def pack(sections: Iterable[Section], limit: int, measure: Measure) -> list[str]:
    """The sections in as few texts as will do, in order."""
    texts: list[str] = []
    held = ""
    for piece in _fitting(sections, limit, measure):
        joined = held + BETWEEN + piece if held else piece
        if measure(joined) <= limit:
            held = joined
            continue
        texts.append(held)
        held = piece
    return [*texts, held] if held else texts


def _fitting(sections: Iterable[Section], limit: int, measure: Measure) -> Iterator[str]:
    for section in sections:
        text = section.text.strip()
        if section.whole and measure(text) > limit and section.shorter:
            text = section.shorter.strip()
        if text:
            yield from pieces(text, limit, measure)
