"""Everyday acts by wording: what a message means beyond doubt, and danger with high recall."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bot.understanding.simplified import simplified
from bot.understanding.values.characters import plain
from dialogs.interview.commands import Act
from dialogs.schema.files import read_yaml

__all__ = ["DANGERS", "NLU_DATA", "act_of", "danger_of", "denies_danger", "without_harmless"]

NLU_DATA = Path(__file__).resolve().parents[2] / "nlu_data"
DANGERS = (Act.DANGER_SUICIDE, Act.DANGER_CHILD, Act.DANGER_VIOLENCE)
_PARTICLES = "[\\s，,。.!！?？~～、…啊呀哦噢喔呢哈吧啦嘛呗哟嘞咯了的么吗诶哎嗯额呃😊👍🙏]*"
_LEAD = "(?:请问一?下?|那个|那|你好|您好|麻烦|喂|嗯|额|哎|我说|就是|诶|呃)?[，, ]*"
_LONGEST_WHOLE = 40


@dataclass(frozen=True, slots=True)
class _Patterns:
    whole: Mapping[Act, re.Pattern[str]]
    within: Mapping[Act, re.Pattern[str]]
    told: Mapping[Act, re.Pattern[str]]
    lasting: re.Pattern[str]
    harmless: re.Pattern[str]
    denial: re.Pattern[str]

    def in_danger(self, act: Act, words: str) -> bool:
        """Whether the words tell of this danger, and not only of harm that is claimed for."""
        if not self.within[act].search(words):
            return False
        told = self.told.get(act)
        return told is None or not told.search(words) or bool(self.lasting.search(words))


@cache
def _patterns() -> _Patterns:
    source: Any = read_yaml(NLU_DATA / "patterns" / "acts.yml")
    whole = {
        Act(name): re.compile(f"{_LEAD}(?:{'|'.join(wordings)}){_PARTICLES}", re.IGNORECASE)
        for name, wordings in source["whole"].items()
    }
    within, told = (
        {
            Act(name): re.compile("|".join(wordings), re.IGNORECASE)
            for name, wordings in source[kind].items()
        }
        for kind in ("within", "told")
    )
    harmless = re.compile("|".join(source["harmless"]))
    lasting, denial = re.compile(source["lasting"]), re.compile("|".join(source["denial"]))
    return _Patterns(whole, within, told, lasting, harmless, denial)


def _words(text: str) -> str:
    return simplified(plain(text).text)


def without_harmless(text: str) -> str:
    """The plain words without everyday wordings that only sound like danger (打电话, 累死了)."""
    return _patterns().harmless.sub("", _words(text))


def denies_danger(text: str) -> bool:
    """Whether the words say that there is no danger, and tell of none."""
    words = _words(text)
    return danger_of(text) is None and _patterns().denial.search(words) is not None


def danger_of(text: str) -> Act | None:
    """Danger to life that the words tell of."""
    known = _patterns()
    words = without_harmless(text)
    return next((act for act in DANGERS if known.in_danger(act, words)), None)


def act_of(text: str, *, within: bool = True) -> Act | None:
    """The act that the message is; `within`: also where an act stands among other words."""
    words = _words(text).strip()
    if not words:
        return None
    known = _patterns()
    if len(words) <= _LONGEST_WHOLE:
        for act, pattern in known.whole.items():
            if pattern.fullmatch(words):
                return act
    if within and len(words) <= 2 * _LONGEST_WHOLE:
        for act, pattern in known.within.items():
            if act not in DANGERS and pattern.search(words):
                return act
    return None
