"""A day where a person's name is asked for: it corrects a day told before, or is no answer."""

from __future__ import annotations

from collections.abc import Iterator

from bot.understanding.engine import Context
from bot.understanding.expressions import expression
from bot.understanding.values import read
from dialogs.interview.commands import Act, Command, Do, SetAnswer, SetOneOf, Unparsed
from dialogs.schema.definition import ElementType

__all__ = ["day_meant"]

_WRONG = expression("错|不对|记岔|改|不是")
_NUMBER = expression(r"[\d.,]+|[零一二两三四五六七八九十百千万]{3,}")
_ANY_DAY = expression("日期|日子|时间|哪天|的|了|是|搞|弄|写|记|说|填|错|不对|等一下|等等")


def day_meant(text: str, found: tuple[Command, ...], context: Context) -> tuple[Command, ...]:
    """The commands; a day taken for a name becomes the correction that the words are.

    收到的日子搞错了，是上个礼拜五: the day whose question speaks of 收到; asked which, if several
    or none does.
    """
    element, path = context.element, context.asks
    if element is None or path is None or element.type is not ElementType.PERSON_NAME:
        return found
    named = next((e for e in found if isinstance(e, SetAnswer) and e.path == path), None)
    if named is None:
        return found
    said = str(named.value)
    day = read(ElementType.DATE, said, context.today)
    if day.value is None or read(ElementType.DATE, text, context.today).value is None:
        number = _NUMBER.fullmatch(said) is not None
        return (Unparsed(path, "name_unreadable"),) if number else found
    if not _WRONG.search(text):
        return (Unparsed(path, "name_unreadable"),)
    known = tuple(
        SetAnswer(at, day.value, said, None, day.confidence, day.alternatives, correction=True)
        for at in _days_named(text, context)
    )
    if len(known) > 1:
        return (SetOneOf(known),)
    return known or (Do(Act.CHANGE),)


def _days_named(text: str, context: Context) -> Iterator[str]:
    """The days told before whose label shares a word with the text."""
    words = _ANY_DAY.sub(" ", text)
    pairs = {words[n : n + 2] for n in range(len(words) - 1)}
    pairs = {pair for pair in pairs if " " not in pair and "，" not in pair}
    for path in context.answers.values if context.answers is not None else ():
        assert context.interview is not None
        try:
            element = context.interview.element(path)
        except KeyError:
            continue
        if element.type is ElementType.DATE and any(pair in element.label for pair in pairs):
            yield path
