"""A choice of several that gains or loses one: 水电费也要, 腾房不要了; the others stay."""

from __future__ import annotations

import re

from bot.understanding.engine import Context
from bot.understanding.expressions import expression
from bot.understanding.values.characters import plain
from dialogs.interview.commands import SetAnswer
from dialogs.schema.definition import Element, ElementType, Option

__all__ = ["options_changed"]

_GAINS = expression("也(?:要|算|写|加|得要)|还要|再加|加上|加进|别漏|补上")
_LOSES = expression("(?:不要|不用|别要|不主张|去掉|删掉|删了|删除|取消|不算)了?")
_PLAINLY = expression("也要|加上|补上|去掉|删掉|删了|删除|不要了")
_CHOSEN = (ElementType.CHOICE, ElementType.CHOICES, ElementType.YES_NO)
_MOST = 40
_SHORTEST = 2


def options_changed(text: str, context: Context) -> SetAnswer | None:
    """The given choice with what the words add or take away; None if they do neither."""
    words = plain(text).text.strip()
    gains, loses = _GAINS.search(words), _LOSES.search(words)
    if len(words) > _MOST or bool(gains) == bool(loses) or context.answers is None:
        return None
    asked = context.element
    if asked is not None and asked.type in _CHOSEN and not _PLAINLY.search(words):
        return None
    assert context.interview is not None
    for path, value in context.answers.values.items():
        try:
            element = context.interview.element(path)
        except KeyError:
            continue
        if element.type is not ElementType.CHOICES or path == context.asks:
            continue
        named = {each.id for each in element.options if _is_named(each, words)}
        held = {str(each) for each in value}
        after = held | named if gains else held - named
        if named and after and after != held:
            return _changed(path, element, after, text)
    return None


def _changed(path: str, element: Element, after: set[str], text: str) -> SetAnswer:
    chosen = [each.id for each in element.options if each.id in after]
    return SetAnswer(path, chosen, text, (0, len(text)), 0.9, correction=True)


def _is_named(option: Option, words: str) -> bool:
    names = (re.split("[（(，]", option.label)[0], *option.aliases)
    return any(name in words for name in names if len(name) >= _SHORTEST)
