"""The default engine: in the process, without any service."""

from __future__ import annotations

import logging

from bot.understanding.acts import act_of, danger_of
from bot.understanding.corrections import correction
from bot.understanding.engine import Context, Understanding
from bot.understanding.replies import answer
from bot.understanding.values import standing
from dialogs.interview.commands import Act, ChooseOption, Command, Do, SetAnswer, Unparsed
from dialogs.schema.definition import ElementType

__all__ = ["EmbeddedEngine"]

log = logging.getLogger(__name__)
_NAME = "embedded"
_MOST = 10_000
_FREE = (ElementType.TEXT, ElementType.LONG_TEXT)
_ANSWERS = (Act.YES, Act.NO)


class EmbeddedEngine:
    """Rules first, then the classifiers; never raises, never waits."""

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
        if (danger := danger_of(text)) is not None:
            return _act(danger, 0.95)
        replied = answer(text, context) if context.asks else None
        act = act_of(text, within=not _free(context))
        if act is not None and not _is_answer(replied, act, text):
            return _act(act, 0.95)
        changed = correction(text, context)
        if changed is not None and not _free(context):
            return Understanding((changed,), None, 0.9, _NAME)
        if replied is not None:
            return Understanding((replied,), None, 0.9, _NAME)
        return Understanding((), None, 0.0, _NAME)


def _act(act: Act, confidence: float) -> Understanding:
    return Understanding((Do(act, confidence),), act.value, confidence, _NAME)


def _free(context: Context) -> bool:
    return context.element is not None and context.element.type in _FREE


def _is_answer(replied: Command | None, act: Act, text: str) -> bool:
    """Whether the open question claims words that are an act elsewhere (是, 没有, 不知道)."""
    if replied is None or isinstance(replied, Unparsed):
        return False
    if act in _ANSWERS or isinstance(replied, ChooseOption):
        return True
    if isinstance(replied, SetAnswer):
        return replied.confidence >= 0.95
    return standing(text) is not None
