"""What is asked beside the interview, by wording: of a filing, of deadlines, of fears."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from bot.understanding.acts import NLU_DATA
from bot.understanding.expressions import expression
from bot.understanding.values.characters import plain
from dialogs.schema.files import read_yaml

__all__ = ["asks_of_a_filing", "topic_of"]

_LONGEST = 40
_LONGEST_QUESTION = 20
_QUESTION = expression(
    "[?]|吗|么|呢|多少|怎么|咋|哪|几|谁|为啥|多久|能不能|会不会|是不是|要不要|有没有|没有$|了没$"
)
_FILING = expression(
    "法院|法官|开庭|立案|案子|案件|传票|判决|审理|编号|诉状|诉讼|交上去|提交|保全|排期|庭审"
)


def topic_of(text: str) -> str | None:
    """The topic that the words ask about; None if it is none of those known."""
    words = plain(text).text.strip()
    if not words or len(words) > _LONGEST:
        return None
    found = (topic for topic, wording in _patterns().items() if wording.search(words))
    return next(found, None)


def asks_of_a_filing(text: str) -> bool:
    """Whether the words are a short question that names a court, a case or what belongs to it."""
    words = plain(text).text.strip()
    if not words or len(words) > _LONGEST_QUESTION:
        return False
    return _QUESTION.search(words) is not None and _FILING.search(words) is not None


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    source: Any = read_yaml(NLU_DATA / "patterns" / "topics.yml")
    return {topic: re.compile("|".join(wordings)) for topic, wordings in source.items()}
