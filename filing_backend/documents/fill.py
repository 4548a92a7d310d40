"""Fills a form: every word and tick is decided here, so that DOCX and PDF say the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from dialogs.answers import Answers, Known
from dialogs.rules.conditions import NAMED
from dialogs.schema.conditions import Scope, compile_condition
from dialogs.schema.definition import Condition, Element, Interview
from dialogs.schema.forms import Cell, Form, Format, Row, Section, TickOption
from filing_backend.documents.composers import COMPOSERS
from filing_backend.documents.composition import BLANK, Composition
from filing_backend.documents.evidence import EvidenceEntry
from filing_backend.documents.filled import (
    FilledClosing,
    FilledForm,
    FilledRow,
    FilledSection,
    Signer,
    Tick,
    Words,
)
from filing_backend.documents.formatters import clean, date_text, format_value, one_stop, option_ids
from filing_backend.documents.lines import Lines
from filing_backend.documents.parties import party_name
from filing_backend.documents.phrases import Phrases
from filing_backend.documents.readings import Place, Reading, read_path

__all__ = ["Filling", "fill_form", "signers"]

TOP = Place()
LABEL_ENDS = ("：", "")
"""Ends of what stands before a value that is no part of a sentence."""


@dataclass(frozen=True, slots=True)
class Filling:
    """What a form is filled from. court: the chosen court's name, today: the printed date.

    only: `(group, index)` fills the sections of that group for one item alone.
    """

    interview: Interview
    answers: Answers
    today: date
    court: str = ""
    evidence: tuple[EvidenceEntry, ...] = ()
    signatures: Mapping[str, bytes] = field(default_factory=dict)
    workings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    phrases: Phrases = field(default_factory=Phrases.load)
    only: tuple[str, int] | None = None


def fill_form(form: Form, filling: Filling) -> FilledForm:
    """The form with all its cells decided.

    无 is what was answered so; a cell that nobody was asked about stays empty, as on paper.
    """
    filler = _Filler(form, filling)
    phrases = filling.phrases
    return FilledForm(
        form=form.form,
        edition=form.edition,
        title=form.title,
        subtitle=form.subtitle,
        notes_heading=form.notes_heading or (phrases.say("notes_heading") if form.notes else ""),
        notes=form.notes,
        sections=tuple(each for section in form.sections for each in filler.section(section)),
        closing=_closing(form, filling),
    )


def signers(group: str, filling: Filling) -> tuple[Signer, ...]:
    """The items of a group as signers, each with the signature that was given, if any."""
    found = []
    for index in range(filling.answers.count(group)):
        path = f"{group}[{index}]"
        if filling.only not in (None, (group, index)):
            continue
        name = party_name(filling.answers, path)
        found.append(Signer(path, name, filling.signatures.get(path)))
    return tuple(found)


def _closing(form: Form, filling: Filling) -> FilledClosing | None:
    closing, say = form.closing, filling.phrases.say
    if closing is None:
        return None
    return FilledClosing(
        addressed=(closing.addressed or say("addressed")) if closing.court else "",
        court=clean(filling.court) or say("empty") if closing.court else "",
        signatory=closing.signatory or say("signatory"),
        signers=signers(closing.signers, filling),
        date_label=closing.date or say("date_label"),
        date=date_text(filling.today),
    )


class _Filler:
    def __init__(self, form: Form, filling: Filling) -> None:
        self.form = form
        self.filling = filling
        self.answers = filling.answers
        self.say = filling.phrases.say
        self._conditions: dict[tuple[str, str | None], Condition] = {}

    def section(self, section: Section) -> list[FilledSection]:
        """The section once, or once per item of the group that it repeats."""
        if section.repeat is None:
            places = [TOP]
        else:
            count = self.answers.count(section.repeat)
            places = [Place(section.repeat, index) for index in range(count)]
            places = [each for each in places if self._wanted(each)]
        filled = [
            self._filled(section, section.rows, place)
            for place in places
            if self.holds(section.when, place)
        ]
        if not places and section.absent:
            filled = [self._filled(section, section.absent, TOP)]
        return [
            each if number == 0 else FilledSection("", "", each.layout, each.rows)
            for number, each in enumerate(filled)
        ]

    def _wanted(self, place: Place) -> bool:
        only = self.filling.only
        return only is None or only[0] != place.group or only[1] == place.index

    def _filled(self, section: Section, rows: Iterable[Row], place: Place) -> FilledSection:
        kept = tuple(self.row(row, place) for row in rows if self.holds(row.when, place))
        return FilledSection(section.heading, section.note, section.layout, kept)

    def row(self, row: Row, place: Place) -> FilledRow:
        """The row with its cells run together into lines."""
        lines = Lines()
        for cell in row.cells:
            self.cell(cell, place, lines)
        keys = [row.key, *(cell.key for cell in row.walk())]
        parts = dict.fromkeys(part for key in keys for part in key.split("/") if part)
        return FilledRow(self._label(row, place), lines.done(), tuple(parts), row.span)

    def _label(self, row: Row, place: Place) -> str:
        several = place.group is not None and self.answers.count(place.group) > 1
        number = str((place.index or 0) + 1) if several else ""
        return row.label.replace("{n}", number)

    def holds(self, when: str | None, place: Place) -> bool:
        """Whether a section, row or cell is printed here."""
        if when is None:
            return True
        key = (when, place.group)
        if key not in self._conditions:
            scope = _scope(self.filling.interview, place.group)
            self._conditions[key] = compile_condition(when, scope)
        return self._conditions[key](self.answers, place.index)

    def cell(self, cell: Cell, place: Place, lines: Lines, *, ticked: bool = True) -> None:
        """Adds the cell's pieces to the lines. ticked: the box that it stands behind is."""
        if not self.holds(cell.when, place):
            return
        if not ticked and cell.empty is None:
            cell = cell.model_copy(update={"empty": ""})
        if cell.line:
            lines.new()
        elif cell.gap:
            lines.gap()
        lines.add(Words(cell.before + cell.text))
        if cell.path or cell.compose:
            readings = self.readings(cell, place)
            if cell.format in (Format.TICKS, Format.YES_NO_TICKS):
                self._ticks(cell, readings, place, lines)
            else:
                lines.value(self._text(cell, readings), tuple(each.path for each in readings))
        lines.add(Words(cell.after))

    def readings(self, cell: Cell, place: Place) -> list[Reading]:
        """The value or values that the cell prints."""
        if cell.compose is None:
            filling = self.filling
            return read_path(cell.path[0], place, filling.answers, filling.interview)
        given = COMPOSERS[cell.compose](Composition(self.filling, place, cell.path))
        if isinstance(given, Known):
            return [Reading(given)]
        return [Reading(Known.GIVEN, given)]

    def _text(self, cell: Cell, readings: list[Reading]) -> str:
        if all(each.known is Known.MISSING for each in readings):
            return self._absent(cell, Known.MISSING)
        kept = [each for each in readings if each.known is Known.GIVEN] if cell.sparse else []
        texts = [(each, self._one_text(cell, each)) for each in kept or readings]
        if len(readings) == 1:
            return texts[0][1]
        separator = cell.separator or self.say("item_separator")
        parts = (self._each(cell, each, text or BLANK) for each, text in texts)
        return one_stop(separator.join(parts))

    def _each(self, cell: Cell, reading: Reading, text: str) -> str:
        number = str(reading.number or 0)
        if cell.each is None:
            return self.say("item", n=number, text=text)
        name = party_name(self.answers, reading.path.rpartition(".")[0]) or BLANK
        told = {"{n}": number, "{name}": name, "{value}": text}
        return re.sub(r"\{\w+\}", lambda found: told.get(found[0], found[0]), cell.each)

    def _one_text(self, cell: Cell, reading: Reading) -> str:
        if reading.known is not Known.GIVEN:
            return self._absent(cell, reading.known)
        composed = cell.compose is not None and cell.format is Format.TEXT
        wanted = Format.LONG if composed else cell.format
        text = format_value(reading.value, wanted, reading.element, self.filling.phrases)
        derived = reading.element is not None and reading.element.derive is not None
        text = one_stop(text) if derived or cell.compose is not None else text
        return text + cell.unit if text else self._absent(cell, Known.MISSING)

    def _absent(self, cell: Cell, known: Known) -> str:
        if known is Known.UNKNOWN:
            return cell.unknown if cell.unknown is not None else self.say("unknown")
        given = cell.none if known is Known.NONE and cell.none is not None else cell.empty
        if given is not None:
            return given
        if _in_sentence(cell):
            return BLANK + cell.unit
        return self.say("empty") if known is Known.NONE else ""

    def _ticks(self, cell: Cell, readings: list[Reading], place: Place, lines: Lines) -> None:
        ids = {each for one in readings for each in option_ids(one.value) if one.value is not None}
        if cell.none is None and any(each.known is Known.NONE for each in readings):
            ids.update(("none", "no"))
        paths = tuple(each.path for each in readings)
        boxes = cell.options or self._yes_no()
        ticked = False
        for number, box in enumerate(boxes):
            on = not ids.isdisjoint(box.on)
            ticked = ticked or on
            lines.box(Tick(box.label, on, paths), first=number == 0, line=box.line)
            lines.add(Words(box.after))
            for each in box.cells:
                if on or not each.when_ticked:
                    self.cell(each, place, lines, ticked=on)
        absent = "" if ticked else self._unticked(cell, readings)
        if absent:
            lines.gap()
            lines.value(absent, paths)

    def _unticked(self, cell: Cell, readings: list[Reading]) -> str:
        """What stands behind boxes none of which is ticked: 不知道, or what the cell says."""
        if any(each.known is Known.UNKNOWN for each in readings):
            return self._absent(cell, Known.UNKNOWN)
        return cell.empty or ""

    def _yes_no(self) -> tuple[TickOption, ...]:
        return tuple(TickOption(on=(each,), label=self.say(each)) for each in ("yes", "no"))


def _in_sentence(cell: Cell) -> bool:
    """Whether the cell is a blank in a sentence, 尚欠本金＿＿元, and not a label with its value."""
    return cell.before[-1:] not in LABEL_ENDS or (not cell.before and bool(cell.after))


def _scope(interview: Interview, group: str | None) -> Scope:
    def ids(elements: Iterable[Element]) -> dict[str, frozenset[str]]:
        return {each.key: frozenset(option.id for option in each.options) for each in elements}

    within = interview.groups[group].elements if group and group in interview.groups else ()
    top = (each for each in interview.elements.values() if each.group is None)
    return Scope(group, ids(within), ids(top), NAMED)
