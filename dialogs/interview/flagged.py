"""What a court sent back, item by item: the same words for the chat and for the clerk's preview."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from dialogs.answers import Answers, Known
from dialogs.interview.labels import label_in
from dialogs.interview.readback import read_back
from dialogs.schema.definition import Interview
from dialogs.schema.responses import Responses

__all__ = ["Flagged", "flagged"]

LONGEST_SHOWN = 40
MATERIAL = "material:"


@dataclass(frozen=True, slots=True)
class Flagged:
    """One item: what it is called, what stands there now, why it came back, how to mend it.

    way: `element`, `material`, `court` or `item`, the code of what to do.
    done: it has been mended since.
    """

    label: str
    now: str
    reason: str
    way: str
    done: bool = False


def flagged(
    interview: Interview,
    answers: Answers,
    items: Iterable[tuple[str, str]],
    responses: Responses,
    done: Container[str] = (),
) -> tuple[Flagged, ...]:
    """The items (path and reason) in order, with the answers as they stand; `done` are paths."""
    return tuple(
        Flagged(
            label_in(interview, answers.counts, path, responses, full=True),
            _now(interview, answers, path),
            reason.strip().rstrip("。；;"),
            _way(interview, path),
            path in done,
        )
        for path, reason in items
    )


def _way(interview: Interview, path: str) -> str:
    if path == "court":
        return "court"
    if path.startswith(MATERIAL):
        return "material"
    return "element" if _is_element(interview, path) else "item"


def _now(interview: Interview, answers: Answers, path: str) -> str:
    if not _is_element(interview, path) or answers.known(path) is not Known.GIVEN:
        return ""
    text = read_back(interview.element(path), answers.get(path)).replace("\n", " ")
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def _is_element(interview: Interview, path: str) -> bool:
    try:
        interview.element(path)
    except KeyError:
        return False
    return True
