"""Pages of a PDF as pictures, for previews."""

from __future__ import annotations

import io
import threading
from typing import TYPE_CHECKING

from filing_backend.documents.errors import UnreadableMaterial

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

__all__ = ["page_count", "page_png", "page_texts"]

# pdfium is not safe to enter from two threads.
LOCK = threading.Lock()


def _opened(pdf: bytes) -> PdfDocument:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise UnreadableMaterial("no PDF") from error


def page_png(pdf: bytes, page: int, width: int = 1000) -> bytes:
    """Page `page` (from 1) as a PNG `width` pixels wide.

    Raises:
        UnreadableMaterial: it is no PDF.
        IndexError: there is no such page.
    """
    with LOCK:
        document = _opened(pdf)
        try:
            if not 1 <= page <= len(document):
                raise IndexError(page)
            opened = document[page - 1]
            image = opened.render(scale=width / opened.get_width()).to_pil()
        finally:
            document.close()
    drawn = image.convert("RGB")
    if drawn.width != width:
        drawn = drawn.resize((width, round(drawn.height * width / drawn.width)))
    buffer = io.BytesIO()
    drawn.save(buffer, "PNG", compress_level=3)
    return buffer.getvalue()


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has.

    Raises:
        UnreadableMaterial: it is no PDF.
    """
    with LOCK:
        document = _opened(pdf)
        try:
            return len(document)
        finally:
            document.close()


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page, as a reader may copy it out."""
    with LOCK:
        document = _opened(pdf)
        try:
            return [page.get_textpage().get_text_bounded() for page in document]
        finally:
            document.close()
