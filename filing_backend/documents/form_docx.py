"""Filled forms as a Word file: the same words in the same cells as in the PDF."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from itertools import groupby

from docx import Document
from docx.document import Document as Docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from dialogs.schema.forms import Layout
from filing_backend.documents import wordml
from filing_backend.documents.filled import (
    FilledClosing,
    FilledForm,
    FilledRow,
    FilledSection,
    Line,
    Tick,
)
from filing_backend.documents.zip_bytes import with_fixed_dates

__all__ = ["form_docx"]

SONG, LATIN = "宋体", "Times New Roman"
WIDTHS = (2500, 6800)
SHADE = "E4E4E4"
TITLE, SUBTITLE, LETTER, HEADING, SMALL = 20, 14, 12, 12, 9
SIGNATURE_HEIGHT = Cm(1.5)
SIGNATURE_BLANK = "\u3000" * 8


def form_docx(forms: Sequence[FilledForm], on: date) -> bytes:
    """The forms one after another, each from a new page, dated `on`."""
    document = Document()
    _set_up(document, forms[0].title, on)
    for number, form in enumerate(forms):
        for block in _blocks(form, new_page=number > 0):
            _append(document, block)
        if form.closing is not None:
            _close(document, form.closing)
    buffer = io.BytesIO()
    document.save(buffer)
    return with_fixed_dates(buffer.getvalue())


def _set_up(document: Docx, title: str, on: date) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
    style = document.styles["Normal"]
    style.font.name, style.font.size = LATIN, Pt(10.5)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), SONG)
    # Quotation marks and dashes are Chinese ones.
    fonts.set(qn("w:hint"), "eastAsia")
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    style.paragraph_format.space_after = Pt(0)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "", ""
    properties.created = properties.modified = datetime.combine(on, time(), UTC)
    number = wordml.field("PAGE") + wordml.run(" / ") + wordml.field("NUMPAGES")
    footer = section.footer.paragraphs[0]._p
    footer.getparent().replace(
        footer, parse_xml(wordml.paragraph(number, align="center", root=True))
    )


def _append(document: Docx, xml: str) -> None:
    document.element.body.insert_element_before(parse_xml(xml), "w:sectPr")


def _blocks(form: FilledForm, *, new_page: bool) -> Iterator[str]:
    """The paragraphs and tables of a form, each as XML."""
    title = wordml.run(form.title, size=TITLE, bold=True)
    yield wordml.paragraph(title, align="center", new_page=new_page, keep=True, root=True)
    subtitle = wordml.run(form.subtitle, size=SUBTITLE)
    yield wordml.paragraph(subtitle, align="center", root=True)
    notes = list(_notes(form))
    last = form.sections[-1].rows[-1] if form.closing and form.sections[-1].rows else None
    for layout, sections in groupby(form.sections, key=lambda section: section.layout):
        if layout is Layout.PROSE:
            yield from (block for section in sections for block in _prose(section))
            continue
        rows = [row for section in sections for row in _rows(section, last)]
        yield wordml.table([*notes, *rows], WIDTHS)
        notes = []


def _notes(form: FilledForm) -> Iterator[str]:
    if form.notes:
        heading = wordml.paragraph(wordml.run(form.notes_heading, bold=True))
        notes = (
            wordml.paragraph(wordml.run(f"{number}. {note}"))
            for number, note in enumerate(form.notes, start=1)
        )
        yield _across([heading, *notes])


def _across(paragraphs: Iterable[str], shade: str = "") -> str:
    return wordml.row([wordml.cell(paragraphs, sum(WIDTHS), span=2, shade=shade)])


def _rows(section: FilledSection, last: FilledRow | None) -> Iterator[str]:
    """Heading and rows; a heading stays with its first row, the last one with the closing."""
    if section.heading:
        heading = wordml.run(section.heading, size=HEADING, bold=True)
        lines = [wordml.paragraph(heading, align="center", keep=True)]
        if section.note:
            note = wordml.run(section.note, size=SMALL)
            lines.append(wordml.paragraph(note, align="center", keep=True))
        yield _across(lines, SHADE)
    yield from (_row(row, keep=row is last and row.is_short) for row in section.rows)


def _row(row: FilledRow, *, keep: bool) -> str:
    lines = [wordml.paragraph(_runs(line), keep=keep) for line in row.lines]
    if row.span:
        return _across([wordml.paragraph(wordml.run(row.label, size=SMALL), keep=True), *lines])
    label = wordml.paragraph(wordml.run(row.label), keep=keep)
    return wordml.row(
        [
            wordml.cell([label], WIDTHS[0], middle=True),
            wordml.cell(lines, WIDTHS[1], middle=True),
        ],
        whole=row.is_short,
    )


def _runs(line: Line, size: float = 0) -> str:
    parts = []
    for piece in line.pieces:
        if isinstance(piece, Tick):
            parts.append(wordml.run(piece.label, size=size))
            parts.append(wordml.run(piece.box, size=size, symbol=True))
        else:
            parts.append(wordml.run(piece.text, size=size))
    return "".join(parts)


def _prose(section: FilledSection) -> Iterator[str]:
    if section.heading:
        heading = wordml.run(section.heading, size=LETTER, bold=True)
        yield wordml.paragraph(heading, keep=True, root=True)
    for row in section.rows:
        for number, line in enumerate(row.lines):
            label = wordml.run(row.label, size=LETTER) if number == 0 and row.label else ""
            yield wordml.paragraph(label + _runs(line, LETTER), indent=24, line=1.5, root=True)


def _close(document: Docx, closing: FilledClosing) -> None:
    if closing.court:
        addressed = wordml.run(closing.addressed, size=LETTER)
        _append(document, wordml.paragraph(addressed, indent=24, before=18, keep=True, root=True))
        court = wordml.run(closing.court, size=LETTER)
        _append(document, wordml.paragraph(court, keep=True, root=True))
    for signer in closing.signers:
        label = wordml.run(closing.label(signer), size=LETTER)
        if signer.image is None:
            label += wordml.run(SIGNATURE_BLANK, size=LETTER)
        _append(document, wordml.paragraph(label, align="right", before=18, keep=True, root=True))
        if signer.image is not None:
            _sign(document.paragraphs[-1], signer.image)
    on = wordml.run(closing.date_label + closing.date, size=LETTER)
    _append(document, wordml.paragraph(on, align="right", before=12, root=True))


def _sign(paragraph: Paragraph, image: bytes) -> None:
    paragraph.add_run().add_picture(io.BytesIO(image), height=SIGNATURE_HEIGHT)
