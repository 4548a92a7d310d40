"""Answers that are asked back once before they are taken: what hardly was meant as written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from bot.understanding.acts import NLU_DATA
from bot.understanding.days_beside import day_beside
from bot.understanding.days_for_names import day_meant
from bot.understanding.engine import Context
from bot.understanding.expressions import expression
from bot.understanding.short_answers import home_meant, not_shares, sorted_out
from bot.understanding.values.addresses import find_addresses
from bot.understanding.values.characters import plain
from dialogs.interview.commands import Act, ChooseOption, Command, Do, SetAnswer, SetUnknown
from dialogs.schema.definition import Element, ElementType
from dialogs.schema.files import read_yaml

__all__ = ["asked_back"]

_FREE = (ElementType.TEXT, ElementType.LONG_TEXT)
_SHORT = 16
_LIVED_IN = "habitual_residence"
_LIVES_NOW = expression("现|住|搬|租")
_VAGUE = expression("那边|这边|附近|一带")


def asked_back(text: str, commands: Iterable[Command], context: Context) -> tuple[Command, ...]:
    """The commands; an answer to the open question bears a doubt where it is a doubtful one.

    A length of time where a day is asked for becomes the day that it leads to; a question
    where words are asked for becomes the wish to have it explained.
    """
    if _affirms(text, context.asks or ""):
        return (ChooseOption("yes"),)
    found = not_shares(text, tuple(commands), context)
    element, path = context.element, context.asks
    if element is None or path is None or any(isinstance(each, Do) for each in found):
        return found
    if (meant := day_meant(text, found, context)) != found:
        return meant
    if (told := day_beside(text, found, element, path, context)) != found:
        return told
    unknown = any(isinstance(each, SetUnknown) for each in found)
    if element.type in _FREE and not unknown and _asks_something(text):
        return (Do(Act.MEANING),)
    if (home := home_meant(text, path, context)) is not None:
        return (home,)
    if element.type is ElementType.ADDRESS:
        found = _places(text, found, path, context)
    found = sorted_out(text, found, element, path, context)
    return tuple(
        replace(each, doubt=_doubt(text, element, each.value))
        if isinstance(each, SetAnswer) and each.path == path and not each.doubt
        else each
        for each in found
    )


def _affirms(text: str, asks: str) -> bool:
    """都是真的我没骗人 at the statement of truth, 对就是那天 at a day read back."""
    words = plain(text).text.strip()
    if asks == "statement_of_truth":
        return _says("affirms", words)
    return asks.startswith("confirm:") and _says("so_it_is", words)


def _places(
    text: str, found: tuple[Command, ...], path: str, context: Context
) -> tuple[Command, ...]:
    """户口在甲，现在住乙: both; 住在桥西区的，具体不知道: the place as far as it is known."""
    places = find_addresses(plain(text))
    other = f"{path.rpartition('.')[0]}.{_LIVED_IN}"
    known = context.interview is not None and _template(other) in context.interview.elements
    if known and path != other and len(places) == 2 and _LIVES_NOW.search(text, places[0].end):
        return tuple(
            SetAnswer(at, place.value, place.text, (place.start, place.end), 0.8)
            for at, place in zip((path, other), places, strict=True)
            if place.value["code"]
        )
    if any(isinstance(each, SetUnknown) for each in found):
        places = places or find_addresses(plain(_VAGUE.sub("", text)))
        if places:
            value = {"text": places[0].text.rstrip("的"), "code": places[0].value["code"]}
            return (SetAnswer(path, value, text, (0, len(text)), 0.6, doubt="address_vague"),)
    return found


def _template(path: str) -> str:
    group, bracket, rest = path.partition("[")
    return f"{group}[i].{rest.partition('].')[2]}" if bracket else path


def _asks_something(text: str) -> bool:
    words = plain(text).text.strip()
    return len(words) <= _SHORT and _says("question", words)


def _doubt(text: str, element: Element, value: Any) -> str:
    """The code of the sentence that asks back; empty if the answer is a plain one."""
    words = plain(text).text.strip()
    if element.type in _FREE:
        return "words_of_talk" if _is_talk(words) else ""
    if element.type is ElementType.PERSON_NAME:
        return "name_with_more" if _says("not_a_name", words) else ""
    if element.type is ElementType.ADDRESS and isinstance(value, Mapping):
        if _says("vague_place", str(value.get("text", ""))):
            return "address_vague"
        return "" if value.get("code") else "address_without_place"
    return ""


def _is_talk(words: str) -> bool:
    if len(words) == 1:
        return words not in _patterns()["one_character"]
    return len(words) <= _SHORT and (_says("talk", words) or _says("noise", words))


def _says(kind: str, words: str) -> bool:
    return any(each.search(words) for each in _patterns()[kind])


@cache
def _patterns() -> Any:
    source: Any = read_yaml(NLU_DATA / "patterns" / "asked_back.yml")
    return {
        kind: each if isinstance(each, str) else [re.compile(wording) for wording in each]
        for kind, each in source.items()
    }
