"""Before a draft: consent, what the matter is, and the facts told in free words."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.conversation import asking, safety
from bot.conversation.dialogue import Dialogue
from bot.conversation.facts_settled import all_right, one_by_one
from bot.conversation.kept_stories import STORY_LENGTH, with_words
from bot.conversation.more_told import (
    Known,
    chosen_besides,
    chosen_in_words,
    told_besides,
    with_corrected,
    with_more,
)
from bot.conversation.openings import APART, ask_apart, ask_case, ask_consent, ask_facts
from bot.conversation.proposing import LEAST_STORY, Proposed, proposals_of
from bot.conversation.situation import Draft, Job, Reply, Situation
from bot.conversation.tools import Tools
from bot.conversation.wording import question, remember
from bot.understanding.consent import agrees_plainly, questions_it
from bot.understanding.engine import Context
from dialogs.interview.agenda import Agenda
from dialogs.interview.answering import concrete
from dialogs.interview.commands import (
    Act,
    ChooseOption,
    Command,
    Do,
    ProposeCase,
    SetAnswer,
    SetOneOf,
)
from dialogs.interview.engine import begin
from dialogs.interview.view import View, look

__all__ = [
    "LEAST_STORY",
    "STORY_LENGTH",
    "take_case",
    "take_consent",
    "take_facts",
    "take_later_story",
    "take_story",
]

YES = {"yes", "agree"}
LONGEST_QUESTION = 14
MOST_LIKELY = 3
FAR_BEHIND = 8
"""A matter so many times less likely than the first is none to be asked about."""
NOT_CIVIL = "non_civil"
SAID_BEFORE = {
    Act.ASK_IDENTITY: "digress_identity",
    Act.ASK_FEE: "digress_fee",
    Act.ASK_DURATION: "digress_duration",
    Act.ASK_COURT: "digress_court",
    Act.ASK_LEGAL_AID: "digress_legal_aid",
    Act.ASK_OUTCOME: "digress_outcome",
    Act.STATUS: "status_nothing",
    Act.GREET: "hello",
    Act.THANKS: "thanks",
    Act.INSULT: "calm",
    Act.LARGE_TYPE: "large_type",
}
"""What may be answered before consent, since it keeps nothing of the person."""


def take_consent(
    situation: Situation, commands: Sequence[Command], text: str, tools: Tools
) -> Reply:
    """Consent given, refused, or a story told before it: the story is kept for after."""
    chosen = _chosen(commands)
    if agrees_plainly(text) if text else chosen in YES:
        return _consented(situation, tools)
    if chosen == "no":
        return ask_consent(situation, tools, tools.say("consent_refused"))
    act = next((each.act for each in commands if isinstance(each, Do)), None)
    if act is Act.HUMAN:
        return safety.hand_to_human(situation, tools)
    code = SAID_BEFORE.get(act) if act is not None else None
    if code is not None:
        return ask_consent(situation, tools, tools.say(code), brief=True)
    told = len(text) > LONGEST_QUESTION or any(
        isinstance(each, ProposeCase | ChooseOption) for each in commands
    )
    if act is not None or not told or (chosen in YES and questions_it(text)):
        return ask_consent(situation, tools, tools.say("consent_explained"))
    kept = with_words(situation, text)
    return ask_consent(kept, tools, tools.say("consent_first"), brief=True)


def _consented(situation: Situation, tools: Tools) -> Reply:
    after = _at(situation, situation.dialogue.with_(consented=True, story="", asks=None))
    job = Job("bot.record_consent", {"person_id": situation.person_id})
    story = situation.dialogue.story
    reply = take_story(after, story, tools) if story else ask_case(after, tools)
    return Reply(reply.dialogue, reply.utterances, reply.draft, (job, *reply.jobs))


def _at(situation: Situation, dialogue: Dialogue) -> Situation:
    return replace(situation, dialogue=dialogue)


def _chosen(commands: Sequence[Command]) -> str:
    for each in commands:
        if isinstance(each, ChooseOption):
            return each.option
        if isinstance(each, Do) and each.act in (Act.YES, Act.NO):
            return each.act.value
    return ""


def take_case(situation: Situation, commands: Sequence[Command], text: str, tools: Tools) -> Reply:
    """A case type chosen, or a matter told in free words."""
    chosen = _chosen(commands) or _titled(text, tools)
    asks = situation.dialogue.asks or ""
    if asks.startswith(APART) and chosen:
        return _told_apart(situation, asks.removeprefix(APART), chosen, tools)
    if chosen in tools.titles and situation.dialogue.asks in ("case_type", None):
        return _chosen_case(situation, chosen, tools)
    if chosen == "other":
        return ask_case(situation, tools, tools.say("other_case"))
    if (named := chosen_in_words(situation, text, tools)) is not None:
        return _chosen_case(*named[:2], tools, named[2])
    if chosen == "yes" and situation.dialogue.story and situation.dialogue.options:
        return _chosen_case(situation, situation.dialogue.options[0][0], tools)
    if not text.strip():
        return ask_case(situation, tools)
    told = "\n".join(each for each in (situation.dialogue.story, text.strip()) if each)
    return take_story(situation, told, tools, commands)


def _chosen_case(situation: Situation, chosen: str, tools: Tools, known: Known = ()) -> Reply:
    """A type was chosen; of a story it may still be asked which of its matters it is."""
    story = situation.dialogue.story
    found = tools.engine.understand(story, Context(situation.today)).commands if story else ()
    proposed = next((each for each in found if isinstance(each, ProposeCase)), None)
    labels = [label for label, _ in proposed.candidates] if proposed else []
    apart = tools.distinction(story, labels, after=chosen) if labels else None
    if apart is None:
        return _begin(situation, chosen, tools, known)
    return ask_apart(_at(situation, situation.dialogue.with_(apart=apart.id)), tools, apart)


def _told_apart(situation: Situation, id: str, chosen: str, tools: Tools) -> Reply:
    """One of the ways was chosen: its interview begins, with what the choice itself answers."""
    asked = next(each for each in tools.distinctions if each.id == id)
    way = next((each for each in asked.ways if each.id == chosen), None)
    if chosen == "other" and asked.after in tools.titles:
        return _begin(situation, asked.after, tools)
    if way is None or way.interview not in tools.titles:
        if chosen in tools.titles:
            return _begin(situation, chosen, tools)
        other = chosen == "other"
        return ask_case(situation, tools) if other else asking.not_understood(situation, tools)
    known = tuple((path, value, way.label) for path, value in way.known.items())
    return _begin(situation, way.interview, tools, known)


def _titled(text: str, tools: Tools) -> str:
    """The interview whose title or id the text is, with or without 纠纷."""
    wanted = text.strip().removesuffix("纠纷")
    for each in tools.titles:
        if wanted and wanted in (each, tools.titles[each].removesuffix("纠纷")):
            return each
    return ""


def take_story(
    situation: Situation, story: str, tools: Tools, commands: Sequence[Command] = ()
) -> Reply:
    """A story: the types it may be, best first; the person chooses."""
    if not commands:
        commands = tools.engine.understand(story, _met(situation)).commands
    proposed = next((each for each in commands if isinstance(each, ProposeCase)), None)
    labels = _likely(proposed) if proposed else []
    apart = None if situation.dialogue.apart else tools.distinction(story, labels)
    if apart is not None:
        kept = situation.dialogue.with_(story=story[:STORY_LENGTH], misses=0, apart=apart.id)
        return ask_apart(_at(situation, kept), tools, apart)
    if proposed is None:
        longer = situation.dialogue.with_(story=story[:STORY_LENGTH])
        told = _at(situation, longer) if len(story) >= LEAST_STORY else situation
        if situation.dialogue.asks == "case_type":
            return asking.not_understood(told, tools)
        return ask_case(told, tools)
    kept = situation.dialogue.with_(story=story[:STORY_LENGTH], misses=0)
    if proposed.candidates and proposed.candidates[0][0] == NOT_CIVIL:
        return ask_case(_at(situation, kept), tools, tools.say("case_not_civil"))
    likely = tools.likely(proposed.candidates[:MOST_LIKELY])
    if not likely:
        return ask_case(_at(situation, kept), tools, tools.say("case_not_offered"))
    named = tools.plain_matter(proposed.candidates[:MOST_LIKELY])
    return ask_case(_at(situation, kept), tools, first=likely, plainly=named)


def _likely(proposed: ProposeCase) -> list[str]:
    """The labels near enough to the first to be told apart from it."""
    best = proposed.candidates[0][1]
    return [label for label, share in proposed.candidates if share * FAR_BEHIND >= best]


def _begin(
    situation: Situation,
    interview_id: str,
    tools: Tools,
    known: tuple[Proposed, ...] = (),
) -> Reply:
    """The interview begins; `known` and what the story states are shown to be confirmed."""
    interview = tools.interviews(interview_id)
    state = begin(interview).with_(helper=dict(situation.dialogue.helper))
    draft = Draft(str(uuid.uuid4()), interview, state)
    story = situation.dialogue.story
    dialogue = situation.dialogue.with_(story="", misses=0, apart="", helper=())
    lead = tools.say("begun", title=tools.titles[interview_id])
    proposals = proposals_of(story, interview, known, situation.today, tools)
    if proposals:
        told = _at(situation, dialogue.with_(proposals=proposals))
        return ask_facts(replace(told, draft=draft), tools, lead)
    return _ask_first(_at(situation, dialogue), draft, tools, lead)


def _met(situation: Situation) -> Context:
    """What a story is understood in: it came in by a turn, which met any danger it tells of."""
    return Context(situation.today, heeded=True)


def take_later_story(situation: Situation, story: str, tools: Tools) -> Reply:
    """A story told while a draft was in hand: the facts that it adds are shown to be confirmed."""
    draft = situation.draft
    assert draft is not None
    told = _at(situation, situation.dialogue.with_(story=""))
    found = proposals_of(story, draft.interview, (), situation.today, tools)
    fresh = tuple(each for each in found if not draft.state.answered(each[0]))
    if not fresh:
        return asking.again(told, tools)
    return ask_facts(_at(told, told.dialogue.with_(proposals=fresh)), tools)


def _look(draft: Draft, situation: Situation) -> View:
    return look(draft.interview, draft.state, situation.today)


def _ask_first(situation: Situation, draft: Draft, tools: Tools, *lead: str) -> Reply:
    view = _look(draft, situation)
    ask = Agenda(view).first()
    assert ask is not None, "an interview that has just begun asks something"
    asked = question(view, ask, tools, lead)
    return Reply(remember(situation.dialogue, (asked,)), (asked,), draft)


def _answers(commands: Sequence[Command]) -> Iterator[SetAnswer]:
    """All answers; of several that may be meant all, since what follows is shown once more."""
    for each in commands:
        if isinstance(each, SetAnswer):
            yield each
        elif isinstance(each, SetOneOf):
            yield from each.candidates


def take_facts(situation: Situation, commands: Sequence[Command], text: str, tools: Tools) -> Reply:
    """The person confirmed the facts read from the story, refused them, or corrected one."""
    draft = situation.draft
    assert draft is not None
    proposals = situation.dialogue.proposals
    chosen = _chosen(commands)
    dialogue = situation.dialogue.with_(proposals=())
    told = {
        concrete(_look(draft, situation), each.path, None): (each.value, each.text)
        for each in _answers(commands)
    }
    corrected = chosen_besides(proposals, told, text, draft.interview, situation.today)
    if more := told_besides(text, proposals, corrected):
        fresh = with_more(proposals, more, draft.interview, situation.today, tools)
        return ask_facts(_at(situation, dialogue.with_(proposals=fresh)), tools)
    if corrected:
        fresh = with_corrected(proposals, corrected, draft.interview, situation.today, tools)
        return ask_facts(_at(situation, dialogue.with_(proposals=fresh)), tools)
    if chosen == "yes":
        accepted = all_right(_at(situation, dialogue), proposals, tools)
        return accepted or _ask_first(_at(situation, dialogue), draft, tools)
    if chosen == "no":
        lead = tools.say("asking_instead")
        asked = one_by_one(_at(situation, dialogue), proposals, tools)
        return asked or _ask_first(_at(situation, dialogue), draft, tools, lead)
    return asking.not_understood(situation, tools)
