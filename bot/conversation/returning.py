"""A filing that the court returned: its draft open again, and what changed since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.conversation.situation import Draft, Situation
from bot.conversation.tools import Tools
from dialogs.interview.flagged import Flagged, flagged
from dialogs.interview.labels import label_of, value_text
from dialogs.interview.readback import read_back
from dialogs.interview.state import Phase
from dialogs.interview.view import View, look
from filing_backend.contracts import FilingCopy

__all__ = ["changes", "returned_draft", "what_returned"]

COURT = "court"
MATERIAL = "material:"


def returned_draft(draft: Draft, filing: FilingCopy, today: date) -> Draft:
    """The draft open again at what the court flagged, with the values as they were handed over."""
    view = look(draft.interview, draft.state, today)
    before: dict[str, Any] = dict(view.answers.values)
    before[COURT] = draft.state.court
    before |= {f"{MATERIAL}{kind}": list(ids) for kind, ids in draft.state.materials.items()}
    state = draft.state.with_(
        phase=Phase.CORRECTING,
        deferred=(),
        returned={each.element: each.reason for each in filing.returned},
        before=before,
        truth=None,
        signatures={},
    )
    return replace(draft, state=state, filing_number=filing.number, round=draft.round + 1)


def what_returned(situation: Situation, filing: FilingCopy, tools: Tools) -> tuple[Flagged, ...]:
    """All that the court sent back of a filing, if its draft is at hand; mended items say so."""
    drafts = (situation.draft, *situation.set_aside)
    draft = next((each for each in drafts if each and each.id == filing.draft_id), None)
    if draft is None or not filing.returned:
        return ()
    state = draft.state
    items = [(each.element, each.reason) for each in filing.returned]
    mending = state.phase is Phase.CORRECTING
    done = {path for path, _ in items if mending and path not in state.returned}
    answers = look(draft.interview, state, situation.today).answers
    return flagged(draft.interview, answers, items, tools.responses, done)


def changes(view: View, tools: Tools) -> tuple[Mapping[str, str], ...]:
    """What differs from what was handed over: label, old and new, in the order of the form."""
    return tuple(_changes(view, tools)) if view.state.before else ()


def _changes(view: View, tools: Tools) -> Iterator[Mapping[str, str]]:
    before, values = view.state.before, view.answers.values
    empty = tools.say("value_missing")
    for path in [*values, *(each for each in before if each not in values)]:
        if path == COURT or path.startswith(MATERIAL) or before.get(path) == values.get(path):
            continue
        old = read_back(view.interview.element(path), before.get(path))
        new = value_text(view, path, tools.responses)
        label = label_of(view, path, tools.responses)
        yield {"label": label, "old": old or empty, "new": new or empty}
    for kind in sorted({*view.state.materials, *_kinds(before)}):
        name = f"{MATERIAL}{kind}"
        old_files, new_files = before.get(name, []), list(view.state.materials.get(kind, ()))
        if old_files != new_files:
            counts = [
                tools.say("files_counted", count=len(each)) for each in (old_files, new_files)
            ]
            label = label_of(view, name, tools.responses)
            yield {"label": label, "old": counts[0], "new": counts[1]}
    if before.get(COURT) != view.state.court:
        label = label_of(view, COURT, tools.responses)
        yield {"label": label, "old": before.get(COURT) or empty, "new": view.state.court or empty}


def _kinds(before: Mapping[str, Any]) -> Iterator[str]:
    return (each.removeprefix(MATERIAL) for each in before if each.startswith(MATERIAL))
