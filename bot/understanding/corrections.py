"""Corrections in words: 不对，是五万不是三万; 利息改成1分; 我要改身份证号."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.understanding.engine import Context
from bot.understanding.values import read
from bot.understanding.values.retraction import kept_after_all
from dialogs.interview.commands import Command, Navigate, SetAnswer, SetOneOf
from dialogs.schema.definition import Element, ElementType

__all__ = ["correction"]

_MARK = re.compile(
    "(?:不对|错了|写错|说错|填错|搞错|弄错|打错|记错|改成|改为|换成|更正|修改|改一下|改下|应该是|"
    "应是|才对|要改|想改|改|不是)"
)
_NEW = (
    re.compile(
        "(?:改成|改为|换成|更正为|应该是|应当是|应为|其实是|实际是|准确说是|"
        "而是)[:： ]*(?P<new>[^，。；！？]+)"
    ),
    re.compile("不是[^，。；！？]{1,30}?[，,、 ]?(?:而|应该)?是(?P<new>[^，。；！？]+)"),
    re.compile("(?<!不)是(?P<new>[^，。；！？]+?)[，,、 ]?(?:而)?不是(?P<old>[^，。；！？]+)"),
    re.compile(
        "(?:不对|错了|写错了?|说错了?|填错了?|搞错了?|弄错了?|打错了?|记错了?|更正|"
        "更正一下)[，,。:： ]*(?:是|应该是)?(?P<new>[^，。；！？]+)"
    ),
)
_OLD = re.compile("不是(?P<old>[^，。；！？]+?)(?:[，,、 ]|而是|是|$)")
_ASKS_TO = re.compile(
    "(?:我)?(?:想|要|需要|能不能|可以|帮我)?(?:改|修改|更正|重填|重新填|换)(?:一下|"
    "下)?(?P<what>[^，。；！？]{2,16})|(?P<that>[^，。；！？]{2,16}?)(?:写|说|填|搞|弄|打|"
    "记)?(?:错|不对|要改|想改|得改)"
)
_MOST = 120
_FREE = (ElementType.TEXT, ElementType.LONG_TEXT)


def correction(text: str, context: Context) -> Command | None:
    """The answer that the words change, or where they want to go to change one."""
    interview = context.interview
    if interview is None or len(text) > _MOST or not _MARK.search(text):
        return None
    if context.element is not None and kept_after_all(text):
        return None
    named = _named(text, context)
    for new in _news(text):
        if named is not None:
            given = _set(named, new, text, context)
            if given is not None:
                return given
        if (command := _by_old_value(new, text, context)) is not None:
            return command
        if (command := _open_or_only(new, text, context)) is not None:
            return command
    asked = _ASKS_TO.search(text)
    if named is not None and asked is not None:
        return Navigate(named)
    return None


def _news(text: str) -> Iterator[str]:
    for pattern in _NEW:
        match = pattern.search(text)
        if match is not None:
            yield match["new"].strip()


def _given(context: Context) -> Iterator[tuple[str, Element, Any]]:
    if context.answers is None or context.interview is None:
        return
    for path, value in context.answers.values.items():
        try:
            element = context.interview.element(path)
        except KeyError:
            continue
        if element.derive is None or value is not None:
            yield path, element, value


def _named(text: str, context: Context) -> str | None:
    """The path of the element whose label or cue stands in the words; given ones first."""
    best: tuple[int, str] | None = None
    assert context.interview is not None
    given = {path: element for path, element, _ in _given(context)}
    for path, element in given.items():
        for name in _names(element):
            if name in text and (best is None or len(name) > best[0]):
                best = (len(name), path)
    if best is not None:
        return best[1]
    if context.element is not None and any(name in text for name in _names(context.element)):
        return context.asks
    return None


def _names(element: Element) -> list[str]:
    label = re.sub("[（(].*?[)）]", "", element.label)
    return [label, *(cue for cue in element.cues if len(cue) > 1)]


def _set(path: str, new: str, text: str, context: Context) -> SetAnswer | None:
    assert context.interview is not None
    element = context.interview.element(path)
    reading = read(element.type, new, context.today, element.options, element.max_length)
    if reading.value is None:
        return None
    start = text.find(new)
    return SetAnswer(
        path, reading.value, new, (start, start + len(new)), reading.confidence,
        reading.alternatives, correction=True,
    )  # fmt: skip


def _by_old_value(new: str, text: str, context: Context) -> SetAnswer | SetOneOf | None:
    """不是三万是五万: the answer that now holds the old value."""
    match = _OLD.search(text)
    if match is None:
        return None
    old = match["old"].strip()
    fitting = []
    for path, element, value in _given(context):
        if element.type is ElementType.LONG_TEXT:
            continue
        reading = read(element.type, old, context.today, element.options, element.max_length)
        if reading.value is not None and value in (reading.value, *reading.alternatives):
            command = _set(path, new, text, context)
            if command is not None:
                fitting.append(command)
    if context.asks is not None:
        here = [command for command in fitting if command.path == context.asks]
        fitting = here or fitting
    underived = [one for one in fitting if _asked(one.path, context)]
    chosen = underived or fitting
    if len(chosen) > 1:
        return SetOneOf(tuple(chosen))
    return chosen[0] if chosen else None


def _asked(path: str, context: Context) -> bool:
    assert context.interview is not None
    return context.interview.element(path).derive is None


def _open_or_only(new: str, text: str, context: Context) -> SetAnswer | None:
    """The open question if the new value fits it, else the one given answer of its type."""
    element = context.element
    if element is not None and context.asks is not None and element.type not in _FREE:
        return _set(context.asks, new, text, context)
    fitting = []
    for path, given, _ in _given(context):
        if given.type in _FREE or given.type is ElementType.PERSON_NAME or given.derive:
            continue
        command = _set(path, new, text, context)
        if command is not None:
            fitting.append(command)
    return fitting[0] if len(fitting) == 1 else None
