"""Drafts between their row and the interview: loaded with their definition, stored with state."""

from __future__ import annotations

from bot.conversation.situation import Draft
from bot.conversation.tools import Tools
from bot.sessions.store import StoredDraft
from dialogs.interview.state import Phase, State
from dialogs.schema.definition import Interview

__all__ = ["loaded", "stored"]


def loaded(row: StoredDraft | None, tools: Tools) -> Draft | None:
    """The draft ready to go on.

    A draft that gathers moves to the present version of its interview; one that was handed
    over keeps its own.
    """
    if row is None:
        return None
    interview, state = tools.interviews(row.interview_id), row.state
    if state.digest != interview.digest:
        if state.phase is Phase.GATHERING:
            state = _moved(state, interview)
        else:
            interview = tools.interview_of(row.interview_id, state.digest)
    return Draft(row.id, interview, state, row.round, row.filing_number)


def _moved(state: State, interview: Interview) -> State:
    """What of a state the present version of its interview still knows."""
    return state.with_(
        given={path: given for path, given in state.given.items() if _has(interview, path)},
        unknown=frozenset(path for path in state.unknown if _has(interview, path)),
        none=frozenset(path for path in state.none if _has(interview, path)),
        doubts=tuple(each for each in state.doubts if _has(interview, each.path)),
        version=interview.version,
        digest=interview.digest,
    )


def _has(interview: Interview, path: str) -> bool:
    try:
        interview.element(path)
    except KeyError:
        return False
    return True


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
