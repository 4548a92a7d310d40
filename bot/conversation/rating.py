"""How it went for the person: one question after handing over, one after the decision."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation import asking
from bot.conversation.situation import Job, Reply, Situation, Utterance
from bot.conversation.tools import Tools
from bot.conversation.wording import remember
from bot.messages import InputHint, Option
from dialogs.interview.commands import ChooseOption, Command

__all__ = ["RATING", "asked_too", "chosen"]

RATING = "satisfaction"
ANSWERS = ("good", "fair", "bad")


def asked_too(situation: Situation, reply: Reply, stage: str, tools: Tools) -> Reply:
    """The reply with the question after it: once a stage, never between other questions."""
    dialogue = situation.dialogue
    quiet = dialogue.muted or dialogue.alarmed or dialogue.discreet or dialogue.paused
    if quiet or asking.gathering(situation) or stage in dialogue.rated or dialogue.asks:
        return reply
    options = tuple(Option(f"rated:{each}", tools.say(f"option_rated_{each}")) for each in ANSWERS)
    skip = Option("rated:skip", tools.say("option_rated_skip"))
    asked = Utterance(
        tools.say("ask_satisfaction"), (*options, skip), asks=RATING, input=InputHint("options")
    )
    rated = remember(reply.dialogue, (asked,)).with_(rated=(*dialogue.rated, stage))
    return Reply(rated, (*reply.utterances, asked), reply.draft, reply.jobs)


def chosen(situation: Situation, commands: Sequence[Command], tools: Tools) -> Reply | None:
    """The answer is counted, without whose it is; None if the message is about something else."""
    picked = next((each.option for each in commands if isinstance(each, ChooseOption)), "")
    answer = picked.removeprefix("rated:")
    if answer == picked:
        return None
    plain = situation.dialogue.with_(asks=None, options=(), input_type="", misses=0)
    code = "rated_bad" if answer == "bad" else "rated"
    if answer not in ANSWERS:
        return Reply(plain, (Utterance(tools.say("rated_skipped")),))
    stage = situation.dialogue.rated[-1] if situation.dialogue.rated else ""
    job = Job("bot.record_rating", {"stage": stage, "answer": answer})
    return Reply(plain, (Utterance(tools.say(code)),), jobs=(job,))
