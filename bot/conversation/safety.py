"""When the bot must be quiet: a person in danger, or one who waits for a human."""

from __future__ import annotations

import uuid
from dataclasses import replace

from bot.conversation import statusing
from bot.conversation.asking import again
from bot.conversation.situation import Job, Reply, Situation, Utterance
from bot.conversation.tools import Tools
from bot.messages import Option
from dialogs.interview.commands import Act

__all__ = ["DANGERS", "danger", "hand_to_human", "while_alarmed", "while_muted"]

DANGERS = {
    Act.DANGER_VIOLENCE: "danger_violence",
    Act.DANGER_SUICIDE: "danger_suicide",
    Act.DANGER_CHILD: "danger_child",
}
CALLED = (Act.RESUME, Act.START)


def danger(situation: Situation, act: Act, tools: Tools) -> Reply:
    """A person may be in danger: all questions stop, help comes first (facts/law.md §11)."""
    said = Utterance(tools.say(DANGERS[act]), (Option("resume", tools.say("option_resume")),))
    return Reply(situation.dialogue.with_(alarmed=True, muted=False), (said,))


def while_alarmed(situation: Situation, act: Act | None, tools: Tools) -> Reply:
    """Nothing is asked until the person calls; deadlines stay visible, a human can be had."""
    if act in CALLED:
        return again(situation, tools, tools.say("resumed"))
    if act is Act.HUMAN:
        return hand_to_human(situation, tools)
    if act is Act.STATUS and situation.filings:
        return Reply(situation.dialogue, statusing.told(situation.filings, tools))
    return Reply(situation.dialogue, (Utterance(tools.say("alarm_waiting")),))


def hand_to_human(situation: Situation, tools: Tools) -> Reply:
    """A human is wanted: the staff are told, the bot is silent from now on."""
    said = Utterance(tools.say("human"), (Option("resume", tools.say("option_resume")),))
    arguments = {
        "person_id": situation.person_id,
        "call_id": str(uuid.uuid4()),
        "at": situation.now.isoformat(),
    }
    job = Job("bot.call_staff", arguments)
    return Reply(situation.dialogue.with_(muted=True), (said,), jobs=(job,))


def while_muted(situation: Situation, act: Act | None, tools: Tools) -> Reply:
    """The bot keeps silent for a human, until the person says 继续."""
    if act is Act.RESUME:
        heard = situation.dialogue.with_(muted=False)
        return again(replace(situation, dialogue=heard), tools, tools.say("resumed"))
    option = Option("resume", tools.say("option_resume"))
    return Reply(situation.dialogue, (Utterance(tools.say("still_muted"), (option,)),))
