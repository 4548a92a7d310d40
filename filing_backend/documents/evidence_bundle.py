"""Materials as one paged PDF: a photo per page, PDFs page by page, a slip for a Word file."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Page, Pdf, Rectangle, Stream

from filing_backend.documents.case_file import Material, MediaType
from filing_backend.documents.errors import UnreadableMaterial
from filing_backend.documents.evidence import IMAGES, Sheaf
from filing_backend.documents.pdf_bytes import lay_over, saved
from filing_backend.documents.phrases import Phrases
from filing_backend.documents.pictures import Picture, orientation_matrix, read_picture
from filing_backend.documents.typesetter import Typeset, Typesetter

__all__ = ["evidence_bundle"]

A4 = (595.276, 841.89)
PAPER = Rectangle(0, 0, *A4)
# Room for the head and foot lines of templates/bundle.typ.
FRAME = Rectangle(45, 62, A4[0] - 45, A4[1] - 62)
# A picture is never drawn larger than one pixel to a point: 72 dots an inch.
POINTS_PER_PIXEL = 1.0
THREADS = 4
# What a page that is damaged inside makes the library say.
BROKEN = (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One page to be: its head line, and the slip that stands for what cannot be shown."""

    head: str
    slip: dict[str, Any] | None


def evidence_bundle(
    sheaves: Sequence[Sheaf], setter: Typesetter, phrases: Phrases, on: date, style: str = "sheet"
) -> Typeset:
    """All pages with running numbers. style: `sheet` for evidence, `papers` for the rest."""
    materials = [material for sheaf in sheaves for material in sheaf.materials]
    with ThreadPoolExecutor(THREADS) as pool:
        contents = list(pool.map(_content, materials))
    with Pdf.new() as bundle:
        slips = [_place(content, bundle) for content in contents]
        sheets = list(_sheets(sheaves, slips, phrases, style))
        total = len(sheets)
        data = {
            "title": phrases.say("part_evidence_bundle"),
            "handwrite_note": "",
            "sheets": [
                {
                    "head": sheet.head,
                    "foot": phrases.say(f"{style}_foot", page=number, pages=total),
                    "slip": sheet.slip,
                }
                for number, sheet in enumerate(sheets, start=1)
            ],
        }
        overlay = setter.set("bundle", data, on)
        _stamp(bundle, overlay.pdf)
        return Typeset(saved(bundle), overlay.missing)


Content = Picture | bytes | None


def _content(material: Material) -> Content:
    """A picture, the bytes of a PDF that opens, or None for what gets a slip."""
    if material.media_type in IMAGES:
        try:
            return read_picture(material.content)
        except UnreadableMaterial:
            return None
    return material.content if material.media_type == MediaType.PDF else None


def _place(content: Content, bundle: Pdf) -> list[bool]:
    """Adds the pages of one material; for each, whether it is only a slip."""
    if isinstance(content, Picture):
        _add_picture(content, bundle)
        return [False]
    slips = _add_pdf(content, bundle) if isinstance(content, bytes) else []
    if not slips:
        bundle.add_blank_page(page_size=A4)
    return slips or [True]


def _add_picture(picture: Picture, bundle: Pdf) -> None:
    image = Stream(bundle, picture.data)
    image.Type, image.Subtype = Name.XObject, Name.Image
    image.Width, image.Height, image.BitsPerComponent = picture.width, picture.height, 8
    image.ColorSpace, image.Filter = Name(picture.colour), Name(picture.filter)
    page = bundle.add_blank_page(page_size=A4)
    page.obj.Resources = Dictionary(XObject=Dictionary(Im0=bundle.make_indirect(image)))
    width, height = picture.upright_size
    scale = min(FRAME.width / width, FRAME.height / height, POINTS_PER_PIXEL)
    width_pt, height_pt = width * scale, height * scale
    x = FRAME.llx + (FRAME.width - width_pt) / 2
    y = FRAME.lly + (FRAME.height - height_pt) / 2
    a, b, c, d, e, f = orientation_matrix(picture.orientation, width_pt, height_pt)
    numbers = " ".join(f"{each:.3f}" for each in (a, b, c, d, e + x, f + y))
    page.obj.Contents = Stream(bundle, f"q {numbers} cm /Im0 Do Q".encode())


def _add_pdf(content: bytes, bundle: Pdf) -> list[bool]:
    """Adds each page, fitted into the frame with its seals and notes.

    A page that cannot be drawn gets a slip of its own, so that the list's page numbers hold.
    """
    try:
        with Pdf.open(io.BytesIO(content)) as source:
            with suppress(*BROKEN):
                source.flatten_annotations("print")
            return [not _drawn(original, bundle) for original in source.pages]
    except pikepdf.PdfError:
        return []


def _drawn(original: Page, bundle: Pdf) -> bool:
    page = bundle.add_blank_page(page_size=A4)
    try:
        lay_over(page, original, FRAME, "/Page")
    except BROKEN:
        return False
    return True


def _sheets(
    sheaves: Sequence[Sheaf], slips: list[list[bool]], phrases: Phrases, style: str
) -> Iterator[_Sheet]:
    taken = iter(slips)
    for number, sheaf in enumerate(sheaves, start=1):
        own = [(material, slip) for material in sheaf.materials for slip in next(taken)]
        for page, (material, slip) in enumerate(own, start=1):
            head = phrases.say(
                f"{style}_head", number=number, name=sheaf.name, page=page, pages=len(own)
            )
            yield _Sheet(head, _slip(material, phrases) if slip else None)


def _slip(material: Material, phrases: Phrases) -> dict[str, Any]:
    word = material.media_type == MediaType.DOCX
    return {
        "title": phrases.say("slip_title"),
        "note": phrases.say("slip_word" if word else "slip_unreadable"),
        "rows": [
            [phrases.say("slip_name"), material.name],
            [phrases.say("slip_size"), phrases.say("bytes", count=f"{len(material.content):,}")],
            [phrases.say("slip_sha256"), material.sha256],
        ],
    }


def _stamp(bundle: Pdf, overlay: bytes) -> None:
    with Pdf.open(io.BytesIO(overlay)) as stamps:
        for page, stamp in zip(bundle.pages, stamps.pages, strict=True):
            lay_over(page, stamp, PAPER, "/Stamp")
