"""Drafts between their row and the interview: loaded with their definition, stored with state."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.conversation.situation import Draft, Reply, Situation, Utterance
from bot.conversation.tools import Tools
from bot.sessions.store import StoredDraft
from dialogs.errors import UnknownInterviewError
from dialogs.interview.state import Given, Phase, State
from dialogs.interview.view import View, look
from dialogs.schema.definition import Element, ElementType, Interview

__all__ = ["fits", "loaded", "stored", "told_of_change"]


def loaded(row: StoredDraft | None, tools: Tools) -> Draft | None:
    """The draft ready to go on.

    A draft that gathers moves to the present version of its interview; one that was handed
    over keeps its own.
    """
    if row is None:
        return None
    interview, state = tools.interviews(row.interview_id), row.state
    draft = Draft(row.id, interview, state, row.round, row.filing_number)
    if state.digest == interview.digest:
        return draft
    if state.phase is not Phase.GATHERING:
        return replace(draft, interview=tools.interview_of(row.interview_id, state.digest))
    moved = _moved(state, interview)
    dropped = len(state.given) - len(moved.given)
    return replace(draft, state=moved, moved_from=state.digest, dropped=dropped)


def _moved(state: State, interview: Interview) -> State:
    """What of a state the present version of its interview still knows."""
    return state.with_(
        given={path: each for path, each in state.given.items() if fits(interview, path, each)},
        unknown=frozenset(path for path in state.unknown if _has(interview, path)),
        none=frozenset(
            path for path in state.none if path in interview.groups or _has(interview, path)
        ),
        doubts=tuple(each for each in state.doubts if _has(interview, each.path)),
        version=interview.version,
        digest=interview.digest,
    )


def fits(interview: Interview, path: str, given: Given, before: Interview | None = None) -> bool:
    """Whether the element is there, of the same type, and still offers what was chosen."""
    if not _has(interview, path):
        return False
    element = interview.element(path)
    if before is not None and before.element(path).type is not element.type:
        return False
    if element.type not in (ElementType.CHOICE, ElementType.CHOICES):
        return True
    chosen = given.value if isinstance(given.value, list | tuple) else [given.value]
    return {each.id for each in element.options} >= set(chosen)


def _has(interview: Interview, path: str) -> bool:
    try:
        interview.element(path)
    except KeyError:
        return False
    return True


def told_of_change(situation: Situation, reply: Reply, tools: Tools) -> Reply:
    """The reply, led by what a new version of the interview changed; told once, with the draft.

    Nothing is said while the person waits for a human or for safety.
    """
    draft = reply.draft or situation.draft
    quiet = reply.closed or reply.dialogue.muted or reply.dialogue.alarmed
    if draft is None or not draft.moved_from or quiet:
        return reply
    questions = _new_questions(draft, situation.today, tools)
    known = replace(draft, moved_from="", dropped=0)
    if questions == 0 and draft.dropped == 0:
        return replace(reply, draft=known)
    text = tools.say("version_changed", questions=questions, dropped=draft.dropped)
    return replace(reply, draft=known, utterances=(Utterance(text), *reply.utterances))


def _new_questions(draft: Draft, today: date, tools: Tools) -> int | None:
    """How many questions the earlier version did not ask; None if nobody knows that version."""
    try:
        before = tools.interview_of(draft.interview.id, draft.moved_from)
    except UnknownInterviewError:
        return None
    view = look(draft.interview, draft.state, today)
    new = [
        each
        for path, each in draft.interview.elements.items()
        if path not in before.elements and (each.group is None or each.group in before.groups)
    ]
    groups = sum(
        not each.offered and (each.when is None or each.when(view.answers))
        for key, each in draft.interview.groups.items()
        if key not in before.groups
    )
    return groups + sum(_asked(view, each) for each in new)


def _asked(view: View, element: Element) -> int:
    """How often the element is asked by itself as things stand."""
    group = view.interview.groups[element.group] if element.group is not None else None
    places: tuple[int | None, ...] = (None,) if group is None else tuple(range(view.count(group)))
    return sum(
        view.visible(element, index)
        and not view.answered(element.path(index))
        and (element.required or bool(element.ask_when and element.ask_when(view.answers, index)))
        for index in places
    )


def stored(draft: Draft) -> StoredDraft:
    """The row of a draft."""
    return StoredDraft(
        id=draft.id,
        interview_id=draft.interview.id,
        interview_version=draft.state.version,
        interview_digest=draft.state.digest,
        round=draft.round,
        filing_number=draft.filing_number,
        state=draft.state,
    )
