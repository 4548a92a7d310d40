"""The audit trail for the supervisor: filtered, checked, and taken away with its seals."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.responses import Response

from filing_backend.console.history import Names, interview_of
from filing_backend.console.pages import HEADERS
from filing_backend.console.sheet import name_of
from filing_backend.console.visits import Visit
from filing_backend.persistence.audit import Entry, Wanted

__all__ = ["act_words", "export", "trail"]

TRAIL_SIZE = 100
MOST_EXPORTED = 50_000
LONGEST = 80
NUMBERED = ("number", "numbers")


@dataclass(frozen=True, slots=True)
class Line:
    """An entry in words. role: of a member of staff, with the log-in name."""

    entry: Entry
    who: str
    role: str
    what: str
    about: str
    details: str


def trail(visit: Visit) -> Response:
    """The audit trail, newest first; on wish with a check that nothing in it was changed."""
    desk, wanted = visit.desk, _wanted(visit)
    before = visit.number("before", least=0, most=999_999) or None
    entries = desk.audit.latest(TRAIL_SIZE + 1, before, wanted)
    checked = visit.query.get("check") == "1"
    return visit.page(
        "trail.html",
        lines=_lines(visit, entries[:TRAIL_SIZE]),
        more=len(entries) > TRAIL_SIZE,
        before=before,
        checked=checked,
        broken_at=desk.audit.broken_at() if checked else None,
        wanted=wanted,
        actors=[(each, Names(desk, visit.pages).in_full(each)) for each in desk.audit.actors()],
        acts=sorted(act_words(visit, desk.audit.acts()).items()),
    )


def export(visit: Visit) -> Response:
    """The entries as CSV, oldest first, each with its seal and that of the one before."""
    wanted = _wanted(visit)
    entries = visit.desk.audit.latest(MOST_EXPORTED, None, wanted)[::-1]
    last = entries[-1].seal.hex() if entries else ""
    visit.note("trail.export", "trail", entries=len(entries), last_seal=last)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    say = visit.pages.say
    columns = ("number", "at", "actor", "who", "act", "what", "object", "details", "raw")
    writer.writerow([say(f"trail_{name}") for name in (*columns, "previous", "seal")])
    for line in _lines(visit, entries):
        entry = line.entry
        raw = orjson.dumps(dict(entry.details), option=orjson.OPT_SORT_KEYS).decode()
        who = f"{line.who} {line.role}".strip()
        fields = (entry.seq, entry.at.isoformat(), entry.actor, who, entry.act, line.what)
        seals = (entry.previous.hex(), entry.seal.hex())
        writer.writerow([*fields, entry.object, line.details, raw, *seals])
    name = f"lian-audit-{visit.desk.today().isoformat()}.csv"
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response("\ufeff" + out.getvalue(), 200, headers, "text/csv; charset=utf-8")


def act_words(visit: Visit, acts: Iterable[str]) -> dict[str, str]:
    """The words for acts of the audit trail; an act without words is shown as it is."""
    known = visit.pages.responses.has
    codes = {act: f"act_{act.replace('.', '_')}" for act in acts}
    return {
        act: visit.pages.say(code) if known("console", code) else act for act, code in codes.items()
    }


def _wanted(visit: Visit) -> Wanted:
    actor, act, target = (
        visit.query.get(name, "").strip()[:LONGEST] for name in ("who", "what", "object")
    )
    return Wanted(actor, act, target)


def _lines(visit: Visit, entries: list[Entry]) -> list[Line]:
    names, acts = Names(visit.desk, visit.pages), act_words(visit, {each.act for each in entries})
    elements = _Elements(visit, entries)
    return [
        Line(
            each,
            names(each.actor),
            names.role(each.actor),
            acts[each.act],
            _about(visit, each.object),
            "；".join(_words(visit, each, elements)),
        )
        for each in entries
    ]


def _about(visit: Visit, target: str) -> str:
    known = visit.pages.responses.has("console", f"trail_object_{target}")
    return visit.pages.say(f"trail_object_{target}") if known else target


def _words(visit: Visit, entry: Entry, elements: _Elements) -> Iterable[str]:
    say, known = visit.pages.say, visit.pages.responses.has
    for key, value in entry.details.items():
        values = value if isinstance(value, list) else [value]
        texts = [str(each) for each in values]
        if key == "elements":
            texts = [elements.name(entry.object, each) for each in texts]
        elif known("console", f"trail_{key}_{texts[0] if texts else ''}"):
            texts = [say(f"trail_{key}_{texts[0]}")]
        elif key == "kind":
            texts = [
                say(f"document_{each}") for each in texts if known("console", f"document_{each}")
            ]
        elif key == "page":
            texts = [each.removesuffix(".png") for each in texts]
        label = say(f"trail_key_{key}") if known("console", f"trail_key_{key}") else key
        yield f"{label}：{'、'.join(texts) or say('no_value')}"


class _Elements:
    """What element paths of filings are called, each definition looked up once."""

    def __init__(self, visit: Visit, entries: Iterable[Entry]) -> None:
        numbers = {each.object for each in entries if "elements" in each.details}
        found = visit.desk.filings.by_numbers(sorted(numbers))
        self._interviews: Mapping[str, Any] = {
            each.number: interview_of(visit.desk, each) for each in found
        }
        self._responses = visit.pages.responses

    def name(self, number: str, path: str) -> str:
        """The name in the definition that the filing was made by."""
        interview = self._interviews.get(number)
        return path if interview is None else name_of(interview, path, self._responses)
