"""What an optional question offers: a few topics in plain words, each of which opens its questions.

What is passed over with them stays blank on paper: nobody asked for it by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from dialogs.answers import split_path
from dialogs.interview.agenda import Ask
from dialogs.interview.labels import label_of
from dialogs.interview.view import View
from dialogs.schema.definition import Interview
from dialogs.schema.responses import Responses

__all__ = ["ENOUGH", "TOPIC", "Offered", "described", "offered_next", "topic_of", "topics"]

ENOUGH = "enough"
"""Ends the questions of a topic."""
TOPIC = "topic:"
MORE = "more:"
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Offered:
    """A topic with what of it is still open: paths and `more:<group>`. option: its button's id."""

    option: str
    label: str
    names: tuple[str, ...]


def topics(view: View, listed: Iterable[str]) -> tuple[Offered, ...]:
    """The topics of what is listed, each where its first thing stands."""
    labels: dict[str, str] = {}
    names: dict[str, list[str]] = {}
    for name in listed:
        id, label = topic_of(view.interview, name)
        labels.setdefault(id, label)
        names.setdefault(id, []).append(name)
    return tuple(Offered(f"{TOPIC}{id}", labels[id], tuple(names[id])) for id in names)


def described(view: View, listed: Iterable[str], responses: Responses) -> list[dict[str, Any]]:
    """`label` of each topic, short names of its first things (`named`), their number (`count`)."""
    return [
        {"label": each.label, "count": len(each.names), "named": _named(view, each, responses)}
        for each in topics(view, listed)
    ]


def _named(view: View, offered: Offered, responses: Responses) -> list[str]:
    labels = dict.fromkeys(label_of(view, name, responses) for name in offered.names)
    return list(labels)[:MOST_NAMED]


def topic_of(interview: Interview, name: str) -> tuple[str, str]:
    """Id and label of the topic of a path or `more:<group>`; where none is, of its section."""
    if name.startswith(MORE):
        group = interview.groups[name.removeprefix(MORE)]
        section, widening = group.section, [group.key]
    else:
        element = interview.element(name)
        section = element.section
        widening = [element.path(), *([element.group] if element.group else ())]
    for held in (*widening, section):
        for topic in interview.topics:
            if held in topic.holds:
                return topic.id, topic.label
    return section, next(each.label for each in interview.sections if each.id == section)


def offered_next(view: View, ask: Ask) -> tuple[str, ...]:
    """What a topic has opened and is still to be asked, from this question on."""
    if ask.asks not in view.state.focus:
        return ()
    return tuple(_left(view, view.state.focus))


def _left(view: View, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        group = view.interview.groups.get(name.removeprefix(MORE))
        if name.startswith(MORE):
            if group is not None and group.offered:
                yield name
            continue
        try:
            element = view.interview.element(name)
        except KeyError:
            continue
        asked = element.ask_when is not None and element.ask_when(view.answers, split_path(name)[1])
        if not (element.required or asked or view.answered(name)):
            yield name
