"""The default engine: in the process, without any service."""

from __future__ import annotations

import logging

from bot.understanding.acts import act_of, danger_of
from bot.understanding.corrections import corrections
from bot.understanding.engine import Context, Understanding
from bot.understanding.guessing import (
    guess_act,
    guess_aside,
    guess_danger,
    load_models,
    proposed_cases,
)
from bot.understanding.introduced import introduced
from bot.understanding.replies import answer
from bot.understanding.rewording import reworded
from bot.understanding.told import also_told, several_in_one
from bot.understanding.values import standing
from dialogs.interview.commands import (
    Act,
    ChooseOption,
    Command,
    Do,
    ProposeCase,
    SetAnswer,
    Unparsed,
)
from dialogs.schema.definition import ElementType

__all__ = ["EmbeddedEngine"]

log = logging.getLogger(__name__)
_NAME = "embedded"
_MOST = 10_000
_SHORTEST_STORY = 6
_SHORT_STORY = 16
_FACTS = "confirm_facts"
_SHORTEST_FACT = 4
"""Under facts shown to be confirmed a few words (还差六万) correct one of them."""
_FREE = (ElementType.TEXT, ElementType.LONG_TEXT)
_ANYTHING = (*_FREE, ElementType.PERSON_NAME)
_NUMBERED = ("id_", "uscc_", "phone_", "case_no_")
_FEWEST_PLACES = 8
_ANSWERS = (Act.YES, Act.NO)


class EmbeddedEngine:
    """Rules first, then the classifiers; never raises, never waits."""

    def __init__(self) -> None:
        load_models()

    def understand(self, text: str, context: Context) -> Understanding:
        """See `bot.understanding.engine.Engine`."""
        try:
            return self._understand(text[:_MOST], context)
        except Exception as error:  # a message must never end a turn
            log.error("understanding.failed", extra={"error": type(error).__name__})
            return Understanding((), None, 0.0, _NAME)

    def _understand(self, text: str, context: Context) -> Understanding:
        if not text.strip():
            return Understanding((), None, 0.0, _NAME)
        if not context.heeded and (danger := danger_of(text)) is not None:
            return _act(danger, 0.95)
        if (rewritten := reworded(text, context)) is not None:
            return Understanding((rewritten,), None, 0.9, _NAME)
        replied = answer(text, context) if context.asks else None
        act = act_of(text, within=not _free(context))
        if act is not None and not _is_answer(replied, act, text, context):
            return _act(act, 0.95)
        if changed := corrections(text, context):
            return Understanding(changed, None, 0.9, _NAME)
        if replied is None and not context.asks and len(text) < _SHORT_STORY:
            guessed = guess_act(text)
            if guessed is not None:
                return guessed
        taken = replied is not None and not isinstance(replied, Unparsed)
        wary = not context.heeded and (not taken or _free(context))
        if wary and (danger := guess_danger(text)) is not None:
            return _act(danger, 0.7)
        if _free(context) and (aside := guess_aside(text)) is not None:
            return aside
        return self._answered(text, context, replied)

    def _answered(self, text: str, context: Context, replied: Command | None) -> Understanding:
        """The answer to the open question and whatever else the words state."""
        several = introduced(text, context) or several_in_one(text, context)
        if several:
            return Understanding(several, None, 0.9, _NAME)
        shortest = _SHORTEST_FACT if context.asks == _FACTS else _SHORTEST_STORY
        told = also_told(text, context, replied) if len(text) >= shortest else ()
        if isinstance(replied, Unparsed):
            guessed = guess_act(text, asked=True)
            if told:
                why = (replied,) if _says_why(replied) else ()
                return Understanding((*why, *told), None, 0.7, _NAME)
            return guessed or Understanding((replied,), None, 0.5, _NAME)
        commands: tuple[Command, ...] = (replied, *told) if replied is not None else told
        if context.interview is None and len(text) >= _SHORTEST_STORY and replied is None:
            candidates = proposed_cases(text)
            if candidates:
                commands = (ProposeCase(candidates, (0, len(text))), *commands)
        if commands:
            return Understanding(commands, None, 0.9, _NAME)
        guessed = guess_act(text, asked=context.asks is not None)
        return guessed or Understanding((), None, 0.0, _NAME)


def _says_why(refusal: Unparsed) -> bool:
    """Whether it tells what is wrong with a value that was given (a digit of an ID number).

    The 501 of an address is no such number.
    """
    places = dict(refusal.values).get("places", "")
    few = places.isdigit() and int(places) < _FEWEST_PLACES
    return refusal.code.startswith(_NUMBERED) and not few


def _act(act: Act, confidence: float) -> Understanding:
    return Understanding((Do(act, confidence),), act.value, confidence, _NAME)


def _free(context: Context) -> bool:
    return context.element is not None and context.element.type in _FREE


def _is_answer(replied: Command | None, act: Act, text: str, context: Context) -> bool:
    """Whether the open question claims words that are an act elsewhere (是, 没有, 不知道)."""
    if replied is None or isinstance(replied, Unparsed):
        return False
    if act in _ANSWERS or isinstance(replied, ChooseOption):
        return True
    if isinstance(replied, SetAnswer):
        if context.element is not None and context.element.type in _ANYTHING:
            return False
        return replied.confidence >= 0.9 and _covers(replied, text)
    return standing(text) is not None


def _covers(replied: SetAnswer, text: str) -> bool:
    """Whether the value takes the whole message (明天), not a part of it (明天再说)."""
    length = replied.span[1] - replied.span[0] if replied.span else len(replied.text)
    return length >= len(text.strip("。.！! "))
