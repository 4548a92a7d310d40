"""What is asked about a filing that is with the court, by wording."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from bot.understanding.acts import NLU_DATA
from bot.understanding.values.characters import plain
from dialogs.schema.files import read_yaml

__all__ = ["topic_of"]

_LONGEST = 40


def topic_of(text: str) -> str | None:
    """The topic that the words ask about; None if it is none of those known."""
    words = plain(text).text.strip()
    if not words or len(words) > _LONGEST:
        return None
    found = (topic for topic, wording in _patterns().items() if wording.search(words))
    return next(found, None)


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    source: Any = read_yaml(NLU_DATA / "patterns" / "topics.yml")
    return {topic: re.compile("|".join(wordings)) for topic, wordings in source.items()}
