"""A filing's answers laid out for the clerk: by section, each beside what was found on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dialogs.answers import Answers, Known, split_path
from dialogs.findings import Finding, Level
from dialogs.interview.readback import read_back
from dialogs.rules.citations import cited
from dialogs.schema.definition import Element, Group, Interview
from dialogs.schema.responses import Responses
from filing_backend.contracts.filings import ReturnedItem

__all__ = ["Block", "Note", "Part", "Row", "Sheet", "lay_out", "name_of"]

LEVELS = (Level.BLOCK, Level.WARN, Level.INFO)


@dataclass(frozen=True, slots=True)
class Note:
    """A finding in the clerk's words. places: (path, name) of the elements it rests on.

    told: the same in the words for the person. code: of the rule.
    """

    level: Level
    title: str
    text: str
    told: str
    code: str
    sources: tuple[str, ...]
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One element. before: what it said in the round before, if that was something else.

    returned: why it was sent back the last time; derived: we computed it, nobody said it.
    """

    path: str
    label: str
    name: str
    text: str
    known: Known
    derived: bool
    notes: tuple[Note, ...]
    before: str | None = None
    returned: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of one item of a group, or of a section's own elements (title `""`)."""

    title: str
    rows: tuple[Row, ...]
    blank: tuple[Row, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the interview with what was answered in it."""

    id: str
    label: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All sections, and all findings, the gravest first."""

    parts: tuple[Part, ...]
    notes: tuple[Note, ...]

    def notes_on(self, path: str) -> tuple[Note, ...]:
        """The findings on one path, e.g. `court` or `material:iou`."""
        return _on(self.notes, path)


@dataclass(frozen=True, slots=True)
class _Round:
    """What was handed over before, and what had been sent back then."""

    answers: Answers | None
    returned: Mapping[str, str]


def lay_out(
    interview: Interview,
    answers: Answers,
    findings: Sequence[Finding],
    responses: Responses,
    *,
    before: Answers | None = None,
    returned: Sequence[ReturnedItem] = (),
) -> Sheet:
    """The sheet of one round; `before` and `returned` belong to the round before it."""
    reasons = {item.element: item.reason for item in returned}
    writer = _Writer(interview, answers, _Round(before, reasons), responses, ())
    notes = tuple(writer.note(finding) for finding in _gravest_first(findings))
    writer = _Writer(interview, answers, _Round(before, reasons), responses, notes)
    parts = tuple(
        Part(section.id, section.label, blocks)
        for section in interview.sections
        if (blocks := tuple(writer.blocks(section.parts)))
    )
    return Sheet(parts, notes)


def name_of(interview: Interview, path: str, responses: Responses) -> str:
    """What a path is called: `借款2 · 实际出借金额`, `材料：借条`, `受理法院`."""
    head, colon, kind = path.partition(":")
    if path == "court":
        return responses.say("console", "court_element")
    if colon and head == "material":
        labels = {rule.kind: rule.label for rule in interview.materials}
        return responses.say("console", "material_element", label=labels.get(kind, kind))
    group, index, key = split_path(path)
    item = ""
    if group is not None and index is not None and group in interview.groups:
        item = f"{interview.groups[group].item_label}{index + 1}"
    if group is not None and not key:
        return item or path
    try:
        label = interview.element(path).label
    except KeyError:
        return interview.groups[path].label if path in interview.groups else path
    return f"{item} · {label}" if item else label


@dataclass(frozen=True, slots=True)
class _Writer:
    interview: Interview
    answers: Answers
    before: _Round
    responses: Responses
    notes: tuple[Note, ...]

    def note(self, finding: Finding) -> Note:
        title, text, told = self.words(finding)
        return Note(
            level=finding.level,
            title=title,
            text=text,
            told=told,
            code=finding.code,
            sources=tuple(cited(source) for source in finding.sources),
            places=tuple(
                (path, name_of(self.interview, path, self.responses)) for path in finding.elements
            ),
        )

    def words(self, finding: Finding) -> tuple[str, str, str]:
        """Title, sentence, and that for the person; no review fails for want of a sentence."""
        say, code, values = self.responses.say, finding.code, finding.values
        if not self.responses.has("findings", code):
            return code, say("console", "finding_without_words", code=code), ""
        title = say("findings", code, audience="title", **values)
        told = say("findings", code, audience="person", **values)
        return title, say("findings", code, audience="clerk", **values), told

    def blocks(self, parts: Sequence[Element | Group]) -> Iterator[Block]:
        """Runs of plain elements make one block, each item of a group one of its own."""
        run: list[Element] = []
        for part in parts:
            if isinstance(part, Element):
                run.append(part)
                continue
            yield from self.block("", run, None, "")
            run = []
            for index in range(self.answers.count(part.key)):
                title = f"{part.item_label}{index + 1}"
                yield from self.block(title, part.elements, index, f"{part.key}[{index}]")
        yield from self.block("", run, None, "")

    def block(
        self, title: str, elements: Sequence[Element], index: int | None, place: str
    ) -> Iterator[Block]:
        rows = [row for element in elements if (row := self.row(element, index)) is not None]
        answered = tuple(row for row in rows if row.known is not Known.MISSING or row.notes)
        blank = tuple(row for row in rows if row not in answered)
        if rows:
            yield Block(title, answered, blank, _on(self.notes, place) if place else ())

    def row(self, element: Element, index: int | None) -> Row | None:
        path = element.path(index)
        known = self.answers.known(path)
        wanted = element.when is None or element.when(self.answers, index)
        if known is Known.MISSING and (not wanted or element.derive is not None):
            return None
        text = self.text(self.answers, element, path)
        earlier = self.before.answers
        old = None if earlier is None else self.text(earlier, element, path)
        return Row(
            path=path,
            label=element.label,
            name=name_of(self.interview, path, self.responses),
            text=text,
            known=known,
            derived=element.derive is not None,
            notes=_on(self.notes, path),
            before=old if old != text else None,
            returned=self.before.returned.get(path, ""),
        )

    def text(self, answers: Answers, element: Element, path: str) -> str:
        known = answers.known(path)
        if known is Known.GIVEN:
            return read_back(element, answers.get(path))
        return self.responses.say("console", f"known_{known}")


def _gravest_first(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: LEVELS.index(finding.level))


def _on(notes: Sequence[Note], path: str) -> tuple[Note, ...]:
    return tuple(note for note in notes if any(place == path for place, _ in note.places))
