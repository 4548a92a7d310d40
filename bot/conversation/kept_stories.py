"""A story told before consent: kept as it is said, until consent is given."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation.proposing import LEAST_STORY
from bot.conversation.situation import Situation
from bot.understanding.matter import matter

__all__ = ["STORY_LENGTH", "kept_for_later", "with_words"]

STORY_LENGTH = 4000


def with_words(situation: Situation, text: str) -> Situation:
    """The situation with the story longer by the words."""
    story = "\n".join(each for each in (situation.dialogue.story, text.strip()) if each)
    return replace(situation, dialogue=situation.dialogue.with_(story=story[:STORY_LENGTH]))


def kept_for_later(situation: Situation, text: str) -> Situation:
    """What a message tells of the matter beside a worry or a question; else nothing is kept."""
    return with_words(situation, text) if len(matter(text)) >= LEAST_STORY else situation
