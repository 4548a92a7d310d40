"""What a story and a chosen way propose as answers, before the person has confirmed any."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from bot.conversation.tools import Tools
from bot.understanding.engine import Context
from bot.understanding.expressions import expression
from bot.understanding.matter import matter
from dialogs.answers import split_path
from dialogs.interview.commands import SetAnswer
from dialogs.schema.definition import Interview

__all__ = ["LEAST_STORY", "SHOWN_OF_STORY", "STORY", "Proposed", "proposals_of"]

Proposed = tuple[str, Any, str]
"""Path, value, and the person's own words."""

STORY = "facts_story"
LEAST_STORY = 15
SHOWN_OF_STORY = 30
_PARTIES = ("plaintiffs", "defendants")
_DISTRICT = expression("[省市区县旗州盟]$")
_SURELY_A_BODY = expression("公司|银行|信用社|合作社|集团|学校|医院")
"""A shop may be a trader's own, who is sued by name."""


def proposals_of(
    story: str, interview: Interview, known: Iterable[Proposed], today: date, tools: Tools
) -> tuple[Proposed, ...]:
    """What the choice of a way answers, what the story states, and the story itself."""
    found: dict[str, Proposed] = {each[0]: each for each in known}
    context = Context(today, interview=interview, heeded=True)
    facts = tools.engine.understand(story, context).commands if story else ()
    for each in facts:
        if isinstance(each, SetAnswer) and _worth_proposing(each):
            path = each.path.replace("[i]", "[0]", 1)
            for proposed in (*_kind(path, each, interview), (path, each.value, each.text)):
                found.setdefault(proposed[0], proposed)
    told = matter(story)
    if STORY in interview.elements and len(told) >= LEAST_STORY:
        found.setdefault(STORY, (STORY, told, told[:SHOWN_OF_STORY]))
    return tuple(found.values())


def _worth_proposing(answer: SetAnswer) -> bool:
    """Whether the words suffice: a district alone is no place, and is better asked for."""
    if answer.alternatives or not answer.text:
        return False
    return not (isinstance(answer.value, dict) and _DISTRICT.search(answer.text))


def _kind(path: str, answer: SetAnswer, interview: Interview) -> Iterator[Proposed]:
    """A party told by a person's name is a person; by a company's name, an organisation."""
    group, index, key = split_path(path)
    if group not in _PARTIES:
        return
    place = f"{group}[{index}].kind"
    if interview.element(place).derive is not None:
        return
    if key == "name":
        yield place, "natural", answer.text
    elif key == "org_name" and _SURELY_A_BODY.search(str(answer.value)):
        yield place, "org", answer.text
