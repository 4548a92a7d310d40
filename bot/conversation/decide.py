"""Decides one turn: a message and the situation in, a reply out. Pure."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation import (
    after_danger,
    after_filing,
    asking,
    changing,
    claiming,
    files,
    helping,
    intake,
    interviewing,
    leaving,
    openings,
    placing,
    relayed,
    reminding,
    removing,
    repairs,
    safety,
    side_questions,
    switching,
)
from bot.conversation.asking import again, gathering, not_understood, with_ways_on
from bot.conversation.dialogue import Dialogue
from bot.conversation.doubts_settled import another_value, told_anew
from bot.conversation.kept_stories import kept_for_later
from bot.conversation.openings import CONFIRMED
from bot.conversation.plain_words import (
    agrees,
    asks_for_workings,
    asks_whether,
    meant_plainly,
    of_the_party_named,
    sees_badly,
)
from bot.conversation.situation import Reply, Situation, Utterance
from bot.conversation.tools import Tools
from bot.messages import Inbound, Option
from bot.understanding.acts import denies_danger
from bot.understanding.asked_back import asked_back
from bot.understanding.consent import agrees_plainly
from bot.understanding.engine import Context
from dialogs.answers import Answers, split_path
from dialogs.interview.commands import Act, ChooseOption, Command, Do, Unparsed
from dialogs.schema.definition import Element

__all__ = ["MOST_CHARACTERS", "context_of", "decide", "greet"]

MOST_CHARACTERS = 10_000
SHOWN = ("case_type", "confirm_facts")
"""Questions that show what was read: a yes may stand with a few words more."""
SENTENCES = ("sentence_not_found", "which_sentence")


def greet(situation: Situation, tools: Tools) -> Reply:
    """The first messages of a conversation: what the bot is, and the question of consent."""
    return openings.ask_consent(situation, tools, tools.say("greeting"))


def decide(situation: Situation, inbound: Inbound, tools: Tools) -> Reply:
    """The reply to what came in. Never raises for anything that a person can send."""
    commands = _commands(situation, inbound, tools)
    act = next((each.act for each in commands if isinstance(each, Do)), None)
    dialogue = situation.dialogue
    if act in safety.DANGERS:
        return safety.danger(situation, act, inbound.text or "", tools)
    if after_danger.wants_plain_news(inbound):
        return after_danger.speak_plainly(situation, tools)
    wanted = reminding.wish_of(inbound, act)
    if wanted is not None:
        return reminding.switched(situation, wanted, tools)
    if dialogue.muted:
        return safety.while_muted(situation, act, inbound.text or "", tools)
    if dialogue.alarmed and act in safety.CALLED:
        return after_danger.resume(situation, tools)
    if dialogue.alarmed and denies_danger(inbound.text or ""):
        return after_danger.called_off(situation, tools)
    if dialogue.alarmed:
        return safety.while_alarmed(situation, act, tools)
    if not dialogue.consented:
        return _before_consent(situation, commands, inbound.text or "", tools)
    if inbound.attachments:
        return files.take(situation, inbound, tools)
    if side_questions.stands(situation):
        told = side_questions.answered(situation, commands, inbound.text or "", tools)
        return told or decide(asking.left(situation, tools), inbound, tools)
    if inbound.option is not None and not _offered(situation, inbound.option):
        return _old_option(situation, inbound.option, tools)
    return _route(situation, commands, act, inbound.text or "", tools)


def _before_consent(
    situation: Situation, commands: tuple[Command, ...], text: str, tools: Tools
) -> Reply:
    kind = after_filing.kind_word(text, tools)
    if sees_badly(text):
        kind = tools.say("large_type")
    if kind and not agrees_plainly(text):
        return openings.ask_consent(kept_for_later(situation, text), tools, kind, brief=True)
    reply = intake.take_consent(situation, commands, text, tools)
    reply = helping.after_consent(situation, reply, tools)
    return replace(reply, utterances=(Utterance(kind), *reply.utterances)) if kind else reply


def _route(
    situation: Situation, commands: tuple[Command, ...], act: Act | None, text: str, tools: Tools
) -> Reply:
    settled = repairs.pending_question(situation, commands, text, tools)
    if settled is not None:
        return settled
    about = _beside(situation, commands, text, tools) if text else None
    if about is not None:
        return about
    if helping.meant(text) and not situation.dialogue.helper:
        return helping.begin(situation, text, tools)
    if situation.dialogue.asks == "statement_of_truth" and _says(commands, Act.NO):
        return changing.ask(situation, tools)
    other = switching.wanted(text, situation, tools) if text else None
    if ChooseOption("switch") in commands:
        other = ""
    if other is not None:
        return switching.ask(situation, other, tools)
    if gathering(situation) and switching.means_this_one(text, act, situation.dialogue.asks):
        return again(situation, tools, tools.say("this_one"))
    gone = _of_what_came(situation, text, tools) if text else None
    if gone is not None:
        return gone
    repaired = repairs.repair(situation, act, tools) if act is not None else None
    if situation.dialogue.proposals and repaired is None:
        return intake.take_facts(situation, commands, text, tools)
    if repaired is not None:
        return repaired
    if not gathering(situation):
        about = after_filing.of_a_filing(situation, text, tools) if text else None
        if about is not None:
            return about
        return intake.take_case(situation, commands, text, tools)
    return _in_interview(situation, commands, tools)


def _beside(
    situation: Situation, commands: tuple[Command, ...], text: str, tools: Tools
) -> Reply | None:
    """What is said beside the interview: a court's message passed on, a question about a filing.

    Also which sentence of the story is meant, if none is like the one to be taken out.
    """
    for each in commands:
        if isinstance(each, Unparsed) and each.code in SENTENCES:
            return again(situation, tools, tools.say(each.code, **dict(each.values)))
    return relayed.heard(situation, text, tools) or after_filing.answer(
        situation, commands, text, tools
    )


def _of_what_came(situation: Situation, text: str, tools: Tools) -> Reply | None:
    """An item opened by mistake, a paper lost, a file named afterwards, a claim added at last."""
    if not gathering(situation) or situation.dialogue.proposals:
        return None
    return (
        leaving.left(situation, text, tools)
        or placing.named(situation, text, tools)
        or claiming.opened(situation, text, tools)
    )


def _in_interview(situation: Situation, commands: tuple[Command, ...], tools: Tools) -> Reply:
    """What is answered, corrected or taken away while a filing is gathered."""
    if situation.dialogue.asks == "submit" and _says(commands, Act.YES):
        return interviewing.hand_over(situation, tools)
    taken = removing.wanted(commands)
    if taken is not None:
        return removing.ask(situation, taken, tools) or not_understood(situation, tools)
    lead = removing.added(situation, commands, tools)
    reply = interviewing.advance(situation, commands, tools, lead)
    if reply is None:
        return not_understood(situation, tools)
    if _silent(situation, reply, tools):
        if _moved(situation, reply):
            return replace(again(situation, tools, tools.say("already_so")), draft=reply.draft)
        return not_understood(situation, tools)
    return reply if _moved(situation, reply) else _missed(situation, reply, tools)


def _silent(situation: Situation, reply: Reply, tools: Tools) -> bool:
    """Whether it only puts the same question again, without a word about what was said."""
    was, now = situation.draft, reply.draft
    if was is None or now is None or was.state.values() != now.state.values():
        return False
    before = again(situation, tools).utterances[-1:]
    same = [(each.asks, each.text) for each in before] == [
        (each.asks, each.text) for each in reply.utterances
    ]
    return same and not reply.jobs


def _moved(situation: Situation, reply: Reply) -> bool:
    before, after = situation.draft, reply.draft
    return before is None or after is None or before.state is not after.state


def _missed(situation: Situation, reply: Reply, tools: Tools) -> Reply:
    misses = situation.dialogue.misses + 1
    return with_ways_on(replace(reply, dialogue=reply.dialogue.with_(misses=misses)), tools)


def _commands(situation: Situation, inbound: Inbound, tools: Tools) -> tuple[Command, ...]:
    if inbound.option is not None:
        return (_pressed(inbound.option),)
    found = _understood(situation, inbound, tools)
    return tuple(
        _pressed(each.option) if isinstance(each, ChooseOption) else each for each in found
    )


def _pressed(option: str) -> Command:
    """A button, pressed or named: some mean an act wherever they stand."""
    act = repairs.ALWAYS.get(option)
    return ChooseOption(option) if act is None else Do(act)


def _understood(situation: Situation, inbound: Inbound, tools: Tools) -> tuple[Command, ...]:
    if inbound.text is None:
        return ()
    text, context = inbound.text[:MOST_CHARACTERS], context_of(situation)
    paused = situation.dialogue.paused
    plain = meant_plainly(text, paused=paused, gathering=gathering(situation))
    if plain:
        return plain
    if context.asks == "statement_of_truth" and asks_whether(text):
        return ()
    if context.asks in SHOWN and agrees(text):
        return (Do(Act.YES),)
    if context.element is not None and context.element.show and asks_for_workings(text):
        return (Do(Act.WHY),)
    if anew := told_anew(text, situation, context, tools.engine):
        return anew
    found = tools.engine.understand(text, context).commands
    found = asked_back(text, of_the_party_named(text, found, context.interview), context)
    return found or another_value(text, situation, context, tools.engine)


def context_of(situation: Situation) -> Context:
    """What understanding may know: the open question, and the draft as far as it goes."""
    dialogue, draft = situation.dialogue, situation.draft
    options = tuple(Option(*each) for each in dialogue.options)
    if draft is None or not gathering(situation):
        return Context(situation.today, asks=dialogue.asks, options=options)
    answers = _with_proposals(interviewing.current_view(situation).answers, dialogue)
    element: Element | None
    try:
        element = draft.interview.element(dialogue.asks or "")
    except KeyError:
        element = None
    index = split_path(dialogue.asks or "")[1] if element is not None else None
    return Context(
        situation.today, dialogue.asks, element, index, options, draft.interview, answers
    )


def _with_proposals(answers: Answers, dialogue: Dialogue) -> Answers:
    """The answers, with facts that wait to be confirmed: they can be corrected too."""
    if not dialogue.proposals:
        return answers
    waiting = {path: value for path, value, _ in dialogue.proposals}
    counts = dict(answers.counts)
    for group, index, _ in map(split_path, waiting):
        if group is not None:
            counts[group] = max(counts.get(group, 0), (index or 0) + 1)
    return replace(answers, values={**answers.values, **waiting}, counts=counts)


def _offered(situation: Situation, option: str) -> bool:
    return option in {each[0] for each in situation.dialogue.options} or option in repairs.ALWAYS


def _old_option(situation: Situation, option: str, tools: Tools) -> Reply:
    """A button of an earlier question: says what it would change and asks; else changes nothing."""
    change = interviewing.meant_before(situation, option) if gathering(situation) else None
    if change is not None and situation.dialogue.asks not in CONFIRMED:
        reply = interviewing.advance(situation, [change], tools)
        if reply is not None and _moved(situation, reply):
            return reply
    return again(situation, tools, tools.say("old_option"))


def _says(commands: tuple[Command, ...], act: Act) -> bool:
    return any(
        each == ChooseOption(act.value) or (isinstance(each, Do) and each.act is act)
        for each in commands
    )
