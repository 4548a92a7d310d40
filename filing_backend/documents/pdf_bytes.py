"""Saving and joining PDFs so that the same input gives the same bytes."""

from __future__ import annotations

import io
from collections.abc import Sequence

from pikepdf import Name, ObjectStreamMode, Page, Pdf, Rectangle

__all__ = ["joined", "lay_over", "pdf_pages", "saved"]


def saved(pdf: Pdf) -> bytes:
    """The bytes of a PDF; its id comes from its content, never from the clock."""
    buffer = io.BytesIO()
    pdf.save(
        buffer,
        deterministic_id=True,
        object_stream_mode=ObjectStreamMode.generate,
        compress_streams=True,
    )
    return buffer.getvalue()


def lay_over(page: Page, other: Page, within: Rectangle, name: str) -> None:
    """Draws another page over this one, upright, fitted into a rectangle.

    `Page.add_overlay` does the same under a random name, and the bytes would differ each time.
    """
    form = other.as_form_xobject()
    placed = page.add_resource(form, Name.XObject, Name(name))
    drawing = page.calc_form_xobject_placement(
        form, placed, within, invert_transformations=True, allow_shrink=True, allow_expand=True
    )
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"Q\n" + drawing, prepend=False)


def joined(parts: Sequence[bytes]) -> bytes:
    """PDFs one after another."""
    with Pdf.new() as whole:
        for part in parts:
            with Pdf.open(io.BytesIO(part)) as source:
                whole.pages.extend(source.pages)
        return saved(whole)


def pdf_pages(content: bytes) -> int:
    """How many pages a PDF has."""
    with Pdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)
