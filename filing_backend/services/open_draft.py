"""Open a draft that came over the wire: its interview is known and its answers are canonical."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.answers import split_path
from dialogs.interview.canonical import well_formed
from dialogs.schema.definition import ElementType, Interview
from filing_backend.contracts.drafts import FilingDraft
from filing_backend.domain.errors import Invalid
from filing_backend.services.office import Desk

__all__ = ["open_draft"]

TEXTS = frozenset({ElementType.TEXT, ElementType.LONG_TEXT, ElementType.PERSON_NAME})


def open_draft(desk: Desk, draft: FilingDraft) -> Interview:
    """The draft's interview; a definition that came along is stored.

    Raises:
        Invalid: the definition is unknown or not genuine, or an answer is not canonical
            for its element (see `dialogs.answers`).
    """
    desk.keep_definition(draft)
    interview = desk.interview(draft.interview_id, draft.interview_digest)
    odd = next(_odd_paths(interview, draft), None)
    if odd is not None:
        raise Invalid(odd, code="answer_not_canonical", values={"element": odd})
    return interview


def _odd_paths(interview: Interview, draft: FilingDraft) -> Iterator[str]:
    counts = draft.answers.counts
    for path, value in draft.answers.values.items():
        try:
            element = interview.element(path)
            group, index, _ = split_path(path)
        except (KeyError, ValueError):
            yield path
            continue
        beyond = group is not None and not 0 <= (index or 0) < counts.get(group, 0)
        # A computed text may be longer than what is asked for, and has no options.
        computed = element.derive is not None and element.type in TEXTS and isinstance(value, str)
        if beyond or not (computed or well_formed(element, value)):
            yield path
