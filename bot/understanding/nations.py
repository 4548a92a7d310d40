"""The 56 nations, as people name theirs: 汉, 我是回民, 土家族的."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.understanding.acts import NLU_DATA
from bot.understanding.expressions import expression
from dialogs.schema.files import read_yaml

__all__ = ["NATION", "nation_in", "nation_within"]

NATION = "ethnicity"
_PARTICLES = expression("(?<=..)[啊呀呢嘛哦啦]+[。.!！~]*$")


@dataclass(frozen=True, slots=True)
class _Known:
    nations: frozenset[str]
    cards: frozenset[str]
    lead: re.Pattern[str]


def nation_in(part: str, *, alone: bool) -> str | None:
    """The nation that the words name; `alone`: a nation was asked for, so 汉 is enough."""
    known = _known()
    lead = known.lead.match(part)
    words = _PARTICLES.sub("", part[lead.end() if lead else 0 :])
    if words in known.cards:
        return words
    named = words.removesuffix("族").removesuffix("民")
    if named in known.nations and (alone or words.endswith("族")):
        return f"{named}族"
    return None


def nation_within(words: str) -> str | None:
    """The nation whose full name stands somewhere in the words."""
    within = [name for name in _known().nations if f"{name}族" in words]
    return f"{max(within, key=len)}族" if within else None


@cache
def _known() -> _Known:
    source: Any = read_yaml(NLU_DATA / "patterns" / "nations.yml")
    nations, cards = frozenset(source["nations"]), frozenset(source["card_names"])
    return _Known(nations, cards, re.compile(source["lead"]))
