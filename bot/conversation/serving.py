"""Says where the court's papers will go as soon as the person chose an address given before."""

from __future__ import annotations

from collections.abc import Collection

from bot.conversation.tools import Tools
from dialogs.answers import Answers
from dialogs.interview.labels import value_text
from dialogs.interview.view import View

__all__ = ["told"]

CHOICE, ADDRESS = "service_choice", "service_address"
HOMES = ("plaintiffs[0].domicile", "plaintiffs[0].habitual_residence")
BEFORE = ("same_electronic", "same_paper")


def told(view: View, changed: Collection[str], tools: Tools) -> str:
    """The address taken, or the two that were given, of which one is asked for."""
    if CHOICE not in changed or view.answers.text(CHOICE) not in BEFORE:
        return ""
    if ADDRESS in view.derived:
        return tools.say("service_at", address=value_text(view, ADDRESS, tools.responses))
    if all(_given(view.answers, each) for each in HOMES):
        home, lives = (value_text(view, each, tools.responses) for each in HOMES)
        return tools.say("service_two", home=home, lives=lives)
    return ""


def _given(answers: Answers, path: str) -> bool:
    return isinstance(answers.get(path), dict)
