"""Facts read from a story, once the person has said whether they are right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.interviewing import advance
from bot.conversation.proposing import STORY, Proposed
from bot.conversation.situation import Reply, Situation, Utterance
from bot.conversation.tools import Tools
from bot.messages import InputHint, Option
from bot.understanding.feast_days import is_feast
from dialogs.interview.commands import SetAnswer
from dialogs.schema.definition import ElementType, Interview

__all__ = ["all_right", "facts_unclear", "one_by_one"]

_TOLD, _FEAST = "told_before", "feast_day"
_KIND = ".kind"


def all_right(situation: Situation, told: Sequence[Proposed], tools: Tools) -> Reply | None:
    """The facts as answers; the day of a feast (去年中秋) is asked back first."""
    assert situation.draft is not None
    interview = situation.draft.interview
    story = next((str(value) for path, value, _ in told if path == STORY), "")
    answers = [
        SetAnswer(
            path, value, words, doubt=_FEAST if _is_near(path, words, story, interview) else ""
        )
        for path, value, words in told
    ]
    return advance(situation, answers, tools)


def one_by_one(situation: Situation, told: Sequence[Proposed], tools: Tools) -> Reply | None:
    """Each fact asked back in turn; the story stays as it was told.

    Whether a party is a person follows from its name, which is asked back.
    """
    assert situation.draft is not None
    interview = situation.draft.interview
    order = {id(each): place for place, each in enumerate(interview.elements.values())}
    told = sorted(told, key=lambda each: order[id(interview.element(each[0]))], reverse=True)
    answers = [
        SetAnswer(path, value, words, doubt="" if _stays(path) else _TOLD)
        for path, value, words in told
    ]
    return advance(situation, answers, tools, tools.say("asking_instead")) if answers else None


def facts_unclear(situation: Situation, tools: Tools) -> Reply:
    """How to say what is wrong, without the whole list; the second time each is asked by itself."""
    dialogue = situation.dialogue
    if dialogue.misses:
        asked = one_by_one(
            replace(situation, dialogue=dialogue.with_(proposals=())), dialogue.proposals, tools
        )
        if asked is not None:
            return asked
    options = tuple(Option(*each) for each in dialogue.options)
    said = Utterance(
        tools.say("facts_unclear"), options, asks=dialogue.asks, input=InputHint("options")
    )
    return Reply(dialogue.with_(misses=dialogue.misses + 1), (said,), situation.draft)


def _stays(path: str) -> bool:
    return path == STORY or path.endswith(_KIND)


def _is_near(path: str, words: str, story: str, interview: Interview) -> bool:
    """Whether a day was told by the name of a feast."""
    dated = interview.element(path).type is ElementType.DATE
    return dated and bool(words) and is_feast(words, story or words)
