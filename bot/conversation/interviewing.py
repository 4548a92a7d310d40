"""A message while a draft is in hand: commands go to the interview, its outcome comes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation import consequences, serving
from bot.conversation.dialogue import Dialogue
from bot.conversation.left_open import left_open_told
from bot.conversation.situation import Draft, Job, Reply, Situation, Utterance
from bot.conversation.tools import Tools
from bot.conversation.wording import findings_text, question, remember, review, sentences
from bot.exchange import asked_before
from bot.messages import Link
from dialogs.findings import Finding, Level
from dialogs.interview.agenda import Agenda, AskKind
from dialogs.interview.commands import Command, SetAnswer
from dialogs.interview.engine import Outcome, apply
from dialogs.interview.state import Phase, State
from dialogs.interview.view import View, carried, look

__all__ = ["advance", "current_view", "hand_over", "meant_before", "resume"]


def current_view(situation: Situation) -> View:
    """The draft in hand, seen today."""
    draft = situation.draft
    assert draft is not None
    return look(draft.interview, draft.state, situation.today)


def advance(
    situation: Situation, commands: Sequence[Command], tools: Tools, *lead: str
) -> Reply | None:
    """The reply to commands, or None if none of them had any effect or anything to say."""
    draft = situation.draft
    assert draft is not None
    outcome = apply(draft.interview, draft.state, commands, situation.today, situation.n)
    if not outcome.taken and not outcome.says:
        return None
    before = look(draft.interview, draft.state, situation.today)
    follows = consequences.told(before, outcome.view, outcome.changed, tools)
    says = consequences.not_told_twice(outcome.says, before, outcome.view)
    served = serving.told(outcome.view, outcome.changed, tools)
    besides = left_open_told(situation, outcome, tools)
    said = [*lead, *sentences(says, outcome.view, tools), besides, follows, served]
    said = [each for each in said if each]
    complete = outcome.ask is not None and outcome.ask.kind is AskKind.SUBMIT
    if complete and outcome.state.signatures != draft.state.signatures:
        return hand_over(replace(situation, draft=replace(draft, state=outcome.state)), tools)
    return _reply(situation, draft, outcome, tools, said)


def _reply(
    situation: Situation, draft: Draft, outcome: Outcome, tools: Tools, said: list[str]
) -> Reply:
    dialogue = situation.dialogue.with_(misses=0, paused=False, cancelling=False)
    if outcome.ask is None:
        return Reply(dialogue, tuple(Utterance(each) for each in said), _with(draft, outcome.state))
    new, state, links = _news(situation, outcome, tools)
    said.extend(new)
    utterances: list[Utterance] = []
    jobs: tuple[Job, ...] = ()
    if outcome.ask.kind is AskKind.STATEMENT and dialogue.asks != outcome.ask.asks:
        if said:
            utterances.append(Utterance("\n\n".join(said)))
            said = []
        utterances.extend(review(outcome.view, tools))
        jobs, dialogue = _preview(draft, outcome.view, dialogue)
    utterances.append(question(outcome.view, outcome.ask, tools, said))
    # What was said stands in the first of them.
    utterances[0] = replace(utterances[0], links=(*utterances[0].links, *links))
    return Reply(remember(dialogue, utterances), tuple(utterances), _with(draft, state), jobs)


def _with(draft: Draft, state: State) -> Draft:
    return replace(draft, state=state)


def _news(
    situation: Situation, outcome: Outcome, tools: Tools
) -> tuple[list[str], State, tuple[Link, ...]]:
    """Bars and warnings not told yet, at the next pause between two runs of questions.

    A bar comes with the page on which it can be read and printed.
    """
    state = outcome.state
    if not (_pausing(outcome) and outcome.taken):
        return [], state, ()
    fresh = [each for each in Agenda(outcome.view).findings if _worth_telling(each, state)]
    if not fresh:
        return [], state, ()
    shown = state.shown | {_mark(each) for each in fresh}
    told = state.with_(shown=shown)
    carried(outcome.view, told)
    text = findings_text(fresh, tools)
    if not any(each.level is Level.BLOCK for each in fresh):
        return text, told, ()
    text.append(tools.say("blocked_ways"))
    label = tools.responses.say("pages", "page_print_link")
    return text, told, (Link(label, f"page:read:{situation.n + 1}"),)


def _pausing(outcome: Outcome) -> bool:
    """Whether a run of questions is over: something else is asked, or another section begins."""
    ask, trail = outcome.ask, outcome.state.trail
    if ask is None or ask.kind is not AskKind.ELEMENT:
        return ask is not None
    answered = _section_of(trail[-1], outcome) if trail else None
    return answered is not None and answered != _section_of(ask.name, outcome)


def _section_of(path: str, outcome: Outcome) -> str | None:
    try:
        return outcome.view.interview.element(path).section
    except KeyError:
        return None


def _worth_telling(finding: Finding, state: State) -> bool:
    """Told once, as soon as every element it rests on has an answer."""
    if finding.level is Level.INFO or _mark(finding) in state.shown:
        return False
    return bool(finding.elements) and all(state.answered(each) for each in finding.elements)


def _mark(finding: Finding) -> str:
    return f"{finding.code} {' '.join(finding.elements)}"


def _preview(draft: Draft, view: View, dialogue: Dialogue) -> tuple[tuple[Job, ...], Dialogue]:
    digest = view.digest()
    if dialogue.previewed == digest:
        return (), dialogue
    arguments = {"draft_id": draft.id, "today": view.today.isoformat(), "digest": digest}
    job = Job("bot.preview", arguments, key=f"preview:{draft.id}")
    return (job,), dialogue.with_(previewed=digest)


def resume(situation: Situation, tools: Tools, *lead: str) -> Reply:
    """The open question of the draft, put again."""
    view = current_view(situation)
    ask = Agenda(view).first()
    if ask is None:
        return Reply(situation.dialogue, tuple(Utterance(each) for each in lead))
    asked = question(view, ask, tools, lead)
    dialogue = situation.dialogue.with_(paused=False, alarmed=False, cancelling=False)
    return Reply(remember(dialogue, (asked,)), (asked,))


def meant_before(situation: Situation, option: str) -> SetAnswer | None:
    """What a button of an earlier question would say now; None if it would change nothing."""
    draft = situation.draft
    assert draft is not None
    asked, option = asked_before(option)
    for path in reversed(draft.state.trail):
        if asked not in (None, path):
            continue
        given = draft.state.given.get(path)
        options = draft.interview.element(path).options if given is not None else ()
        label = next((each.label for each in options if each.id == option), None)
        if given is not None and label is not None:
            same = given.value in (option, [option])
            return None if same else SetAnswer(path, option, label)
    return None


def hand_over(situation: Situation, tools: Tools) -> Reply:
    """The filing is complete and signed: it goes to the backend by a job."""
    draft = situation.draft
    assert draft is not None
    state = draft.state.with_(phase=Phase.HANDED_OVER)
    arguments = {
        "draft_id": draft.id,
        "today": situation.today.isoformat(),
        "at": situation.now.isoformat(),
    }
    job = Job("bot.hand_over", arguments, key=f"hand_over:{draft.id}:{draft.round}")
    code = "handing_over_again" if draft.filing_number else "handing_over"
    said = Utterance(tools.say(code, court=draft.state.court or ""))
    dialogue = situation.dialogue.with_(asks=None, options=(), input_type="", misses=0)
    return Reply(dialogue, (said,), replace(draft, state=state), (job,))
