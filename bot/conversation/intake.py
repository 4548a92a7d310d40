"""Before a draft: consent, what the matter is, and the facts told in free words."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from bot.conversation import asking, interviewing
from bot.conversation.dialogue import Dialogue
from bot.conversation.situation import Draft, Job, Reply, Situation, Utterance
from bot.conversation.tools import Tools
from bot.conversation.wording import question, remember
from bot.messages import InputHint, Option
from bot.understanding.engine import Context
from dialogs.interview.agenda import Agenda
from dialogs.interview.answering import concrete
from dialogs.interview.commands import Act, ChooseOption, Command, Do, ProposeCase, SetAnswer
from dialogs.interview.engine import begin
from dialogs.interview.labels import label_of
from dialogs.interview.readback import read_back
from dialogs.interview.view import View, look

__all__ = ["ask_case", "ask_consent", "take_case", "take_consent", "take_facts"]

YES = {"yes", "agree"}
STORY_LENGTH = 4000


def ask_consent(situation: Situation, tools: Tools, *lead: str) -> Reply:
    """Asks once for consent to the handling of personal data (个人信息保护法 13、17、29)."""
    asked = Utterance(
        "\n\n".join([*lead, tools.say("ask_consent")]),
        (Option("yes", tools.say("option_agree")), Option("no", tools.say("option_disagree"))),
        asks="consent",
        input=InputHint("options", required=True, options_only=True),
    )
    return Reply(remember(situation.dialogue, (asked,)), (asked,))


def take_consent(
    situation: Situation, commands: Sequence[Command], text: str, tools: Tools
) -> Reply:
    """Consent given, refused, or a story told before it: the story is kept for after."""
    chosen = _chosen(commands)
    if chosen in YES:
        dialogue = situation.dialogue.with_(consented=True, story="")
        after = _at(situation, dialogue)
        job = Job("bot.record_consent", {"person_id": situation.person_id})
        if situation.dialogue.story:
            reply = _told(after, situation.dialogue.story, tools)
        else:
            reply = ask_case(after, tools)
        return Reply(reply.dialogue, reply.utterances, reply.draft, (job, *reply.jobs))
    if chosen == "no":
        return ask_consent(situation, tools, tools.say("consent_refused"))
    act = next((each.act for each in commands if isinstance(each, Do)), None)
    if act in (Act.WHY, Act.MEANING, Act.HELP, Act.ASK_IDENTITY):
        return ask_consent(situation, tools, tools.say("consent_explained"))
    story = "\n".join(each for each in (situation.dialogue.story, text.strip()) if each)
    kept = situation.dialogue.with_(story=story[:STORY_LENGTH])
    return ask_consent(_at(situation, kept), tools, tools.say("consent_first"))


def _at(situation: Situation, dialogue: Dialogue) -> Situation:
    return replace(situation, dialogue=dialogue)


def _chosen(commands: Sequence[Command]) -> str:
    for each in commands:
        if isinstance(each, ChooseOption):
            return each.option
        if isinstance(each, Do) and each.act in (Act.YES, Act.NO):
            return each.act.value
    return ""


def ask_case(situation: Situation, tools: Tools, *lead: str, first: Iterable[str] = ()) -> Reply:
    """What is the matter about? The likeliest types first, all that can be begun."""
    likely = [each for each in first if each in tools.titles]
    ids = [*likely, *(each for each in tools.titles if each not in likely)]
    options = tuple(Option(each, tools.titles[each]) for each in ids[:15])
    code = "ask_case_likely" if likely else "ask_case"
    titles = [tools.titles[each] for each in likely]
    asked = Utterance(
        "\n\n".join([*lead, tools.say(code, titles=titles)]),
        (*options, Option("other", tools.say("option_other_case"))),
        asks="case_type",
        input=InputHint("options", required=True),
    )
    return Reply(remember(situation.dialogue, (asked,)), (asked,))


def take_case(situation: Situation, commands: Sequence[Command], text: str, tools: Tools) -> Reply:
    """A case type chosen, or a matter told in free words."""
    chosen = _chosen(commands) or _titled(text, tools)
    if chosen in tools.titles and situation.dialogue.asks in ("case_type", None):
        return _begin(situation, chosen, tools)
    if chosen == "other":
        return ask_case(situation, tools, tools.say("other_case"))
    if text.strip():
        return _told(situation, text, tools, commands)
    return ask_case(situation, tools)


def _titled(text: str, tools: Tools) -> str:
    """The interview whose title or id the text is, with or without 纠纷."""
    wanted = text.strip().removesuffix("纠纷")
    for each in tools.titles:
        if wanted and wanted in (each, tools.titles[each].removesuffix("纠纷")):
            return each
    return ""


def _told(
    situation: Situation, story: str, tools: Tools, commands: Sequence[Command] = ()
) -> Reply:
    """A story: the types it may be, best first; the person chooses."""
    if not commands:
        commands = tools.engine.understand(story, Context(situation.today)).commands
    proposed = next((each for each in commands if isinstance(each, ProposeCase)), None)
    if proposed is None:
        if situation.dialogue.asks == "case_type":
            return asking.not_understood(situation, tools)
        return ask_case(situation, tools)
    kept = situation.dialogue.with_(story=story[:STORY_LENGTH], misses=0)
    likely = [each for each, _ in proposed.candidates if each in tools.titles]
    if not likely:
        label = proposed.candidates[0][0] if proposed.candidates else ""
        return ask_case(_at(situation, kept), tools, tools.say("case_not_offered", label=label))
    return ask_case(_at(situation, kept), tools, first=likely[:3])


def _begin(situation: Situation, interview_id: str, tools: Tools) -> Reply:
    interview = tools.interviews(interview_id)
    draft = Draft(str(uuid.uuid4()), interview, begin(interview))
    story = situation.dialogue.story
    dialogue = situation.dialogue.with_(story="", misses=0)
    lead = tools.say("begun", title=tools.titles[interview_id])
    context = Context(situation.today, interview=interview, answers=None)
    facts = tools.engine.understand(story, context).commands if story else ()
    proposals = tuple(
        (concrete(_look(draft, situation), each.path, None), each.value, each.text)
        for each in facts
        if isinstance(each, SetAnswer) and not each.alternatives and each.text
    )
    if proposals:
        return _show_facts(_at(situation, dialogue), draft, proposals, tools, lead)
    return _ask_first(_at(situation, dialogue), draft, tools, lead)


def _look(draft: Draft, situation: Situation) -> View:
    return look(draft.interview, draft.state, situation.today)


def _ask_first(situation: Situation, draft: Draft, tools: Tools, *lead: str) -> Reply:
    view = _look(draft, situation)
    ask = Agenda(view).first()
    assert ask is not None, "an interview that has just begun asks something"
    asked = question(view, ask, tools, lead)
    return Reply(remember(situation.dialogue, (asked,)), (asked,), draft)


def _show_facts(
    situation: Situation,
    draft: Draft,
    proposals: tuple[tuple[str, Any, str], ...],
    tools: Tools,
    *lead: str,
) -> Reply:
    view = _look(draft, situation)
    facts = [
        {
            "label": label_of(view, path, tools.responses),
            "value": read_back(draft.interview.element(path), value),
            "text": text,
        }
        for path, value, text in proposals
    ]
    asked = Utterance(
        "\n\n".join([*lead, tools.say("ask_facts", facts=facts)]),
        (Option("yes", tools.say("option_right")), Option("no", tools.say("option_ask_me"))),
        asks="confirm_facts",
        input=InputHint("options"),
    )
    dialogue = remember(situation.dialogue.with_(proposals=proposals), (asked,))
    return Reply(dialogue, (asked,), draft)


def take_facts(situation: Situation, commands: Sequence[Command], text: str, tools: Tools) -> Reply:
    """The person confirmed the facts read from the story, refused them, or corrected one."""
    draft = situation.draft
    assert draft is not None
    proposals = situation.dialogue.proposals
    chosen = _chosen(commands)
    dialogue = situation.dialogue.with_(proposals=())
    corrected = {
        concrete(_look(draft, situation), each.path, None): (each.value, each.text)
        for each in commands
        if isinstance(each, SetAnswer)
    }
    if corrected:
        merged = {path: (value, words) for path, value, words in proposals} | corrected
        again = tuple((path, value, words) for path, (value, words) in merged.items())
        return _show_facts(_at(situation, dialogue), draft, again, tools)
    if chosen == "yes":
        answers = [SetAnswer(path, value, words) for path, value, words in proposals]
        return interviewing.advance(_at(situation, dialogue), answers, tools) or _ask_first(
            _at(situation, dialogue), draft, tools
        )
    if chosen == "no":
        return _ask_first(_at(situation, dialogue), draft, tools, tools.say("asking_instead"))
    return asking.not_understood(situation, tools)
