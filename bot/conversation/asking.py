"""The question that stands open, put again, whatever came between."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation import interviewing, openings
from bot.conversation.facts_settled import facts_unclear
from bot.conversation.openings import CONFIRMED
from bot.conversation.situation import Reply, Situation, Utterance
from bot.conversation.tools import Tools
from bot.messages import Option
from dialogs.interview.state import Phase

__all__ = ["again", "gathering", "left", "not_understood", "with_ways_on"]

FACTS = "confirm_facts"
PATIENCE = 3
WAYS_ON = ("human", "pause")


def gathering(situation: Situation) -> bool:
    """Whether a draft is in hand that still wants answers."""
    draft = situation.draft
    return draft is not None and draft.state.phase in (Phase.GATHERING, Phase.CORRECTING)


def again(situation: Situation, tools: Tools, *lead: str) -> Reply:
    """What there is to say, then the question that stood open."""
    dialogue = situation.dialogue.with_(alarmed=False, paused=False)
    situation = replace(situation, dialogue=dialogue)
    asks = dialogue.asks
    if asks == "consent" or not dialogue.consented:
        return openings.ask_consent(situation, tools, *lead)
    if asks in CONFIRMED:
        return openings.ask_sure(situation, tools, str(asks).removeprefix("confirm:"), *lead)
    if dialogue.proposals and situation.draft is not None:
        return openings.ask_facts(situation, tools, *lead)
    if gathering(situation):
        return interviewing.resume(situation, tools, *lead)
    if asks == "case_type":
        shown = [option for option, _ in dialogue.options if option in tools.titles]
        likely = dict.fromkeys(shown, 0.0) if len(shown) < len(tools.titles) else None
        return openings.ask_case(situation, tools, *lead, first=likely)
    apart = next(
        (each for each in tools.distinctions if asks == f"{openings.APART}{each.id}"), None
    )
    if apart is not None:
        return openings.ask_apart(situation, tools, apart, *lead)
    return _menu(situation, tools, *lead)


def left(situation: Situation, tools: Tools) -> Situation:
    """The situation with a question outside the interview dropped: the one before stands open."""
    plain = situation.dialogue.with_(asks=None, options=(), input_type="", about="", files=())
    before = replace(situation, dialogue=plain)
    return replace(before, dialogue=again(before, tools).dialogue)


def _menu(situation: Situation, tools: Tools, *lead: str) -> Reply:
    options = (
        Option("start", tools.say("option_start")),
        Option("status", tools.say("option_status")),
        Option("human", tools.say("option_human")),
    )
    text = "\n\n".join(each for each in (*lead, tools.say("menu")) if each)
    stored = tuple((each.id, each.label) for each in options)
    dialogue = situation.dialogue.with_(asks=None, options=stored, input_type="")
    return Reply(dialogue, (Utterance(text, options),))


def not_understood(situation: Situation, tools: Tools) -> Reply:
    """One calm line and the question again; after three in a row, other ways are offered."""
    if situation.dialogue.asks == FACTS and situation.draft is not None:
        return with_ways_on(facts_unclear(situation, tools), tools)
    misses = situation.dialogue.misses + 1
    open_ = gathering(situation) or not situation.dialogue.consented
    code = "not_understood" if open_ else "not_understood_idle"
    lead = () if misses >= PATIENCE else (tools.say(code),)
    reply = again(situation, tools, *lead)
    counted = replace(reply, dialogue=reply.dialogue.with_(misses=misses))
    return with_ways_on(counted, tools)


def with_ways_on(reply: Reply, tools: Tools) -> Reply:
    """After three turns in a row that led nowhere: a person or a pause is offered too."""
    if reply.dialogue.misses < PATIENCE or not reply.utterances:
        return reply
    *others, last = reply.utterances
    ways = tuple(Option(each, tools.say(f"option_{each}")) for each in WAYS_ON)
    text = "\n\n".join((tools.say("not_understood_often"), last.text))
    offered = replace(last, text=text, options=(*last.options, *ways))
    return replace(reply, utterances=(*others, offered))
