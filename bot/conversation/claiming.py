"""A claim that is added in words when all is reviewed: the question it belongs to opens again."""

from __future__ import annotations

from collections.abc import Iterator

from bot.conversation.interviewing import advance, current_view
from bot.conversation.situation import Reply, Situation
from bot.conversation.tools import Tools
from bot.understanding.leaving import adds
from dialogs.interview.agenda import Agenda
from dialogs.interview.commands import Navigate
from dialogs.interview.labels import label_of
from dialogs.interview.view import View
from dialogs.schema.definition import Element, Group

__all__ = ["opened"]

LAST = ("statement_of_truth", "review")
LEAST_SHARED = 3


def opened(situation: Situation, text: str, tools: Tools) -> Reply | None:
    """The question whose label or option the words name; None if they add nothing known."""
    if situation.dialogue.asks not in LAST or not adds(text):
        return None
    view = current_view(situation)
    path = _meant(view, text)
    if path is None:
        return None
    told = tools.say("adding", label=label_of(view, path, tools.responses))
    return advance(situation, [Navigate(path)], tools, told)


def _meant(view: View, text: str) -> str | None:
    """The path with the longest stretch of words in common, options before labels."""
    best, longest = None, LEAST_SHARED - 1
    for path, element in _askable(view):
        names = (*(each.label for each in element.options), element.label)
        shared = max(_shared(name, text) for name in names)
        if shared > longest:
            best, longest = path, shared
    return best


def _askable(view: View) -> Iterator[tuple[str, Element]]:
    """What the person can be asked anew, in the order of the form."""
    agenda = Agenda(view)
    for section in view.interview.sections:
        for part in section.parts:
            elements = part.elements if isinstance(part, Group) else (part,)
            places = range(view.count(part)) if isinstance(part, Group) else (None,)
            for index in places:
                for element in elements:
                    if element.ask and agenda.named(element.path(index)) is not None:
                        yield element.path(index), element


def _shared(name: str, text: str) -> int:
    """How many characters of the name stand together in the text."""
    return max(
        (
            size
            for size in range(len(name), LEAST_SHARED - 1, -1)
            for start in range(len(name) - size + 1)
            if name[start : start + size] in text
        ),
        default=0,
    )
