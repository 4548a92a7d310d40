"""对 with more words after it: the yes counts, and what was told besides is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.conversation.doubts_settled import without_no
from bot.conversation.proposing import SHOWN_OF_STORY, STORY, Proposed, proposals_of
from bot.conversation.situation import Situation
from bot.conversation.tools import PLAIN, Tools
from bot.understanding.engine import Context
from bot.understanding.expressions import expression
from bot.understanding.guessing import likely_cases
from bot.understanding.options_changed import options_changed
from bot.understanding.stories import facts
from bot.understanding.values import read
from dialogs.answers import Answers
from dialogs.schema.definition import Element, ElementType, Interview

__all__ = [
    "Known",
    "beyond_yes",
    "chosen_besides",
    "chosen_in_words",
    "told_besides",
    "with_corrected",
    "with_more",
]

Known = tuple[Proposed, ...]
"""What the choice of a case type states already."""
_YES = expression(
    r"^\s*(?:(?:对+(?!方|面|于|象|账|质|不)|嗯+|没错|是的)(?:的|啊|呀|了)?[\s，,。、]*|是[\s，,。、]+)"
    r"(?:不过|但是?|就是|只是)?(?P<more>.+)$",
    re.DOTALL,
)
"""Spaces between the words do not come in, so none is asked for."""
_CLOSING = expression(r"就这样|没问题|谢谢|继续|都对|没错|不对，|重新|从头")
_CORRECTS = expression("不对|错|不是|应该是|应是|改")
_DIVIDED = expression(r"[\s，,。；;]")
_LONGEST_VALUE = 20
_EXACTLY = 0.95
_LEAST = 6
_STORY_LENGTH = 4000
_IT_IS = expression("是(?!不是|否)|就是|属于|应该是|算是")
_NO_NAMING = expression("不|没|别|吗|呢|么|[？?]|哪|怎|什么|谁")
_LONGEST_NAMING = 12
_SURE = 0.75
_ONE_LIKELY = 2
"""Options under the question of one likely case type: it, and another."""


def beyond_yes(text: str) -> str:
    """What is told after a yes; empty if there is no yes, or hardly anything after it."""
    found = _YES.match(text)
    more = found["more"].strip() if found else ""
    return more if len(more) >= _LEAST and not _CLOSING.search(more) else ""


def told_besides(
    text: str, proposals: tuple[Proposed, ...], corrected: Mapping[str, tuple[Any, str]]
) -> str:
    """What is told after a yes to the facts shown; empty where the words change one of them."""
    more = beyond_yes(text)
    changes = any(path in corrected and corrected[path][0] != value for path, value, _ in proposals)
    return "" if changes or _CORRECTS.search(more) else more


def chosen_in_words(
    situation: Situation, text: str, tools: Tools
) -> tuple[Situation, str, Known] | None:
    """The case type chosen by what follows a yes to the one likely, or by words that name its
    matter (是卖东西的); the story is longer by them."""
    dialogue, more = situation.dialogue, beyond_yes(text)
    if dialogue.asks != "case_type":
        return None
    chosen = ""
    known: Known = ()
    if more and dialogue.story and len(dialogue.options) == _ONE_LIKELY:
        chosen = dialogue.options[0][0]
    elif not more and (dialogue.story or _IT_IS.match(text)):
        chosen, more = _matter_named(text, tools), text.strip()
    if not chosen:
        return None
    if not dialogue.story:
        found = facts(more, tools.interviews(chosen), situation.today)
        known = tuple((each.path, each.value, each.text) for each in found)
    story = "\n".join(each for each in (dialogue.story, more) if each)[:_STORY_LENGTH]
    return replace(situation, dialogue=dialogue.with_(story=story)), chosen, known


def _matter_named(text: str, tools: Tools) -> str:
    """The one interview that short words name beyond doubt; empty if there is none."""
    if len(text.strip()) > _LONGEST_NAMING or _NO_NAMING.search(text):
        return ""
    likely = tools.likely(likely_cases(text.strip()))
    sure = [each for each, share in likely.items() if share >= _SURE and each != PLAIN]
    return sure[0] if len(sure) == 1 else ""


def with_more(
    proposals: tuple[Proposed, ...], more: str, interview: Interview, today: date, tools: Tools
) -> tuple[Proposed, ...]:
    """The facts that wait, with those told besides and the story longer by the words."""
    known = {each[0]: each for each in proposals}
    story = "\n".join(each for each in (str(known.get(STORY, ("", "", ""))[1]), more) if each)
    found = {each[0]: each for each in proposals_of(story, interview, (), today, tools)}
    retold = {STORY: found[STORY]} if STORY in found else {}
    return tuple((found | known | retold).values())


def chosen_besides(
    proposals: tuple[Proposed, ...],
    told: Mapping[str, tuple[Any, str]],
    text: str,
    interview: Interview,
    today: date,
) -> dict[str, tuple[Any, str]]:
    """What was told; a choice of several keeps what it had, unless the words take it away."""
    held = {each[0]: each for each in proposals if _of_several(each[0], interview)}
    others = {path for path in told if path not in held and _of_several(path, interview)}
    if others and held.keys() & told.keys():
        told = {path: each for path, each in told.items() if path not in others}
    values = Answers({path: value for path, value, _ in held.values()}, {})
    changed = options_changed(text, Context(today, interview=interview, answers=values))
    kept = dict(told)
    if changed is not None:
        kept[changed.path] = (changed.value, text)
    if _CORRECTS.search(text):
        return kept
    for path in held.keys() & kept.keys():
        _, had, words = held[path]
        value, new = kept[path]
        if changed is None:
            options = interview.element(path).options
            value = [each.id for each in options if each.id in had or each.id in value]
        kept[path] = (value, f"{words}、{new}")
    return kept


def _of_several(path: str, interview: Interview) -> bool:
    return interview.element(path).type is ElementType.CHOICES


def with_corrected(
    proposals: tuple[Proposed, ...],
    corrected: Mapping[str, tuple[Any, str]],
    interview: Interview,
    today: date,
    tools: Tools,
) -> tuple[Proposed, ...]:
    """The facts that wait, with the corrected ones; the story tells them as corrected."""
    before = {path: (value, words) for path, value, words in proposals}
    before = _told_anew(before, corrected, interview, today, tools)
    plain = {path: each for path, each in corrected.items() if not _of_several(path, interview)}
    merged = before | _retold(before, plain, interview, today) | dict(corrected)
    return tuple((path, value, words) for path, (value, words) in merged.items())


def _retold(
    before: Mapping[str, tuple[Any, str]],
    corrected: Mapping[str, tuple[Any, str]],
    interview: Interview,
    today: date,
) -> dict[str, tuple[Any, str]]:
    """The story with the new words where the old ones stood, if they stood there once.

    A whole sentence stands in the place of no word: it is told after the story.
    """
    if STORY not in before or STORY in corrected:
        return {}
    told = str(before[STORY][0])
    for path, (_, words) in corrected.items():
        old = before[path][1] if path in before else ""
        if _is_sentence(words, interview.element(path), today):
            further = without_no(words)
            told = told if further in told else f"{told}\n{further}"
        elif old and words and told.count(old) == 1:
            told = told.replace(old, words)
    return {STORY: (told, told[:SHOWN_OF_STORY])}


def _is_sentence(words: str, element: Element, today: date) -> bool:
    """Whether the words tell more than the value (钱是我给的现金, not 现金)."""
    if len(words) > _LONGEST_VALUE or _DIVIDED.search(words):
        return True
    chosen = element.type is ElementType.CHOICE
    reading = read(element.type, words, today, element.options) if chosen else None
    return reading is not None and reading.confidence < _EXACTLY


def _told_anew(
    before: Mapping[str, tuple[Any, str]],
    corrected: Mapping[str, tuple[Any, str]],
    interview: Interview,
    today: date,
    tools: Tools,
) -> dict[str, tuple[Any, str]]:
    """The facts that wait; of a story written anew its own, and what the old one did not tell."""
    if STORY not in corrected:
        return dict(before)
    old = str(before[STORY][0]) if STORY in before else ""
    kept = {path: each for path, each in before.items() if each[1] and each[1] not in old}
    found = proposals_of(str(corrected[STORY][0]), interview, (), today, tools)
    return kept | {path: (value, words) for path, value, words in found}
