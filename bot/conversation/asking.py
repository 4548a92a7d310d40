"""The question that stands open, put again, whatever came between."""

from __future__ import annotations

from bot.conversation import interviewing
from bot.conversation.situation import Reply, Situation, Utterance
from bot.conversation.tools import Tools
from bot.messages import InputHint, Option
from dialogs.interview.state import Phase

__all__ = ["CONFIRMED", "again", "gathering", "not_understood"]

PATIENCE = 3
CONFIRMED = {"confirm:cancel", "confirm:restart", "confirm:withdraw", "confirm:delete_data"}


def gathering(situation: Situation) -> bool:
    """Whether a draft is in hand that still wants answers."""
    draft = situation.draft
    return draft is not None and draft.state.phase in (Phase.GATHERING, Phase.CORRECTING)


def again(situation: Situation, tools: Tools, *lead: str) -> Reply:
    """What there is to say, then the question that stood open."""
    dialogue = situation.dialogue
    if gathering(situation) and not dialogue.proposals and dialogue.asks not in CONFIRMED:
        return interviewing.resume(situation, tools, *lead)
    said = "\n\n".join(each for each in lead if each)
    if dialogue.asks is None:
        return _menu(situation, tools, said)
    asked = Utterance(
        said,
        tuple(Option(*each) for each in dialogue.options),
        asks=dialogue.asks,
        input=InputHint(dialogue.input_type or "options"),
    )
    return Reply(dialogue, (asked,))


def _menu(situation: Situation, tools: Tools, said: str) -> Reply:
    options = (
        Option("start", tools.say("option_start")),
        Option("status", tools.say("option_status")),
        Option("human", tools.say("option_human")),
    )
    asked = Utterance("\n\n".join(each for each in (said, tools.say("menu")) if each), options)
    dialogue = situation.dialogue.with_(options=tuple((each.id, each.label) for each in options))
    return Reply(dialogue, (asked,))


def not_understood(situation: Situation, tools: Tools) -> Reply:
    """One calm line and the question again; after three in a row, other ways are offered."""
    misses = situation.dialogue.misses + 1
    code = "not_understood_often" if misses >= PATIENCE else "not_understood"
    reply = again(situation, tools, tools.say(code))
    return Reply(reply.dialogue.with_(misses=misses), reply.utterances, reply.draft, reply.jobs)
