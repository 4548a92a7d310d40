"""What a choice of several leaves open: on paper it is a no, so the person has to see it."""

from __future__ import annotations

from typing import Any

from bot.conversation.situation import Situation
from bot.conversation.tools import Tools
from dialogs.interview.engine import Outcome
from dialogs.interview.labels import label_of
from dialogs.schema.definition import Element, ElementType

__all__ = ["left_open", "left_open_told"]

_OTHER = "other"
_SHOWN_BEFORE = "confirm_facts"


def left_open(element: Element, value: Any) -> list[str]:
    """The labels of what is not chosen of several."""
    if element.type is not ElementType.CHOICES:
        return []
    return [each.label for each in element.options if each.id not in value and each.id != _OTHER]


def left_open_told(situation: Situation, outcome: Outcome, tools: Tools) -> str:
    """The sentence on a choice that was told at another question, and so is not asked."""
    asks, draft = situation.dialogue.asks or "", situation.draft
    assert draft is not None
    for path in () if asks == _SHOWN_BEFORE else outcome.changed:
        given, element = outcome.state.given.get(path), outcome.view.interview.element(path)
        if given is None or not element.required or path in draft.state.given:
            continue
        others = [] if asks.endswith(path) else left_open(element, given.value)
        if others:
            label = label_of(outcome.view, path, tools.responses)
            return tools.say("left_open", label=label, others=others)
    return ""
