"""Consent must be plain: a question about it, or a story that holds the word, is none."""

from __future__ import annotations

import re

from bot.understanding.values import yes_or_no
from bot.understanding.values.characters import plain

__all__ = ["agrees_plainly"]

_PLAIN = re.compile(
    "(?:我|本人|好的?|行|可以|嗯|是的?|那|全部|都)*[，, ]*同意(?:的|了|啦|哈|啊|呀)*[。.,， ]*"
)


def agrees_plainly(text: str) -> bool:
    """Whether the words are nothing but agreement."""
    words = plain(text).text.strip()
    return yes_or_no(words, whole=True) is True or _PLAIN.fullmatch(words) is not None
