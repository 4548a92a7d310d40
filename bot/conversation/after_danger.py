"""Going on after a danger: the story told with it is used; what is sent unasked is neutral."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation import intake
from bot.conversation.asking import again, gathering
from bot.conversation.situation import Reply, Situation, Utterance
from bot.conversation.tools import Tools
from bot.messages import Inbound, Option

__all__ = ["PLAINLY", "called_off", "resume", "speak_plainly", "wants_plain_news"]

PLAINLY = "news_plainly"
WORDS = {"照常通知", "正常通知", "恢复通知"}


def resume(situation: Situation, tools: Tools) -> Reply:
    """The person calls: the story that came with the danger first, else the open question."""
    return _after(_gone_on(situation, tools), tools)


def called_off(situation: Situation, tools: Tools) -> Reply:
    """There was no danger, says the person: all is as it was before, news too."""
    before = situation.dialogue
    discreet = before.discreet and not before.neutral_by_alarm
    as_before = replace(situation, dialogue=before.with_(discreet=discreet))
    return _led(_gone_on(as_before, tools), [tools.say("danger_called_off")])


def _gone_on(situation: Situation, tools: Tools) -> Reply:
    story = situation.dialogue.story
    dialogue = situation.dialogue.with_(alarmed=False, neutral_by_alarm=False)
    calm = replace(situation, dialogue=dialogue)
    if story and dialogue.consented and gathering(calm):
        return intake.take_later_story(calm, story, tools)
    if story and dialogue.consented:
        return intake.take_story(calm, story, tools)
    return again(calm, tools)


def _after(reply: Reply, tools: Tools) -> Reply:
    lead = [tools.say("resumed")]
    extra: tuple[Option, ...] = ()
    if reply.dialogue.discreet:
        lead.append(tools.say("news_neutral"))
        extra = (Option(PLAINLY, tools.say("option_news_plainly")),)
    return _led(reply, lead, extra)


def _led(reply: Reply, lead: Sequence[str], extra: tuple[Option, ...] = ()) -> Reply:
    first, *others = reply.utterances
    text = "\n\n".join((*lead, first.text))
    shown = replace(first, text=text, options=(*first.options, *extra))
    return replace(reply, utterances=(shown, *others))


def wants_plain_news(inbound: Inbound) -> bool:
    """Whether the person says that nobody else sees the phone any more."""
    return inbound.option == PLAINLY or (inbound.text or "").strip("。！!，, ") in WORDS


def speak_plainly(situation: Situation, tools: Tools) -> Reply:
    """News is told in full again; the question stands."""
    open_ = replace(situation, dialogue=situation.dialogue.with_(discreet=False))
    text = tools.say("news_full")
    if open_.dialogue.muted or open_.dialogue.alarmed or open_.dialogue.paused:
        return Reply(open_.dialogue, (Utterance(text),))
    return again(open_, tools, text)
