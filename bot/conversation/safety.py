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

__all__ = ["CALLED", "DANGERS", "danger", "hand_to_human", "while_alarmed", "while_muted"]

DANGERS = {
    Act.DANGER_VIOLENCE: "danger_violence",
    Act.DANGER_SUICIDE: "danger_suicide",
    Act.DANGER_CHILD: "danger_child",
}
CALLED = (Act.RESUME, Act.START)
LEAST_STORY = 15
STORY_LENGTH = 4000


def danger(situation: Situation, act: Act, text: str, tools: Tools) -> Reply:
    """A person may be in danger: all questions stop, help comes first (facts/law.md §11).

    What was told with it is kept for when the person goes on.
    """
    said = Utterance(tools.say(DANGERS[act]), (Option("resume", tools.say("option_resume")),))
    before = situation.dialogue
    told = text.strip() if len(text.strip()) >= LEAST_STORY else ""
    story = "\n".join(each for each in (before.story, told) if each)[:STORY_LENGTH]
    discreet = before.discreet or act is not Act.DANGER_SUICIDE
    by_alarm = discreet and (before.neutral_by_alarm if before.alarmed else not before.discreet)
    dialogue = before.with_(
        alarmed=True, muted=False, story=story, discreet=discreet, neutral_by_alarm=by_alarm
    )
    return Reply(dialogue, (said,))


def while_alarmed(situation: Situation, act: Act | None, tools: Tools) -> Reply:
    """Nothing is asked until the person calls; deadlines stay visible, a human can be had.

    `CALLED` are the acts that call; they are for `after_danger`.
    """
    if act is Act.HUMAN:
        return hand_to_human(situation, tools)
    if act is Act.STATUS:
        return statusing.tell_only(situation, tools)
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


def while_muted(situation: Situation, act: Act | None, text: str, tools: Tools) -> Reply:
    """The bot keeps silent for a human, until the person says 继续; the human reads the words."""
    if act is Act.RESUME:
        heard = situation.dialogue.with_(muted=False)
        return again(replace(situation, dialogue=heard), tools, tools.say("resumed"))
    option = Option("resume", tools.say("option_resume"))
    waiting = Utterance(tools.say("still_muted"), (option,))
    if act is Act.STATUS:
        told = statusing.tell_only(situation, tools)
        return replace(told, utterances=(*told.utterances, waiting))
    if act is Act.HUMAN or not text.strip():
        return Reply(situation.dialogue, (waiting,))
    arguments = {
        "person_id": situation.person_id,
        "conversation_id": situation.conversation_id,
        "n": situation.n,
    }
    kept = Utterance(tools.say("kept_for_staff"), (option,))
    return Reply(situation.dialogue, (kept,), jobs=(Job("bot.tell_staff", arguments),))
