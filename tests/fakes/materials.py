"""Files as people send them: photos of any orientation, screenshots, PDFs, Word files."""

from __future__ import annotations

import io
from functools import cache

from docx import Document
from pikepdf import Dictionary, Name, Pdf, Stream
from PIL import Image, ImageDraw

from filing_backend.documents.zip_bytes import with_fixed_dates

__all__ = ["jpeg_photo", "page_pdf", "png_screenshot", "signature_png", "word_file"]

ORIENTATION = 0x0112

# How a picture must be stored so that a viewer that obeys the tag shows it upright.
STORED = {
    1: (),
    2: (Image.Transpose.FLIP_LEFT_RIGHT,),
    3: (Image.Transpose.ROTATE_180,),
    4: (Image.Transpose.FLIP_TOP_BOTTOM,),
    5: (Image.Transpose.TRANSPOSE,),
    6: (Image.Transpose.ROTATE_90,),
    7: (Image.Transpose.TRANSVERSE,),
    8: (Image.Transpose.ROTATE_270,),
}


def _scene(width: int, height: int) -> Image.Image:
    """Red corner at the top left, blue at the top right, a line of writing in between."""
    image = Image.new("RGB", (width, height), (246, 243, 230))
    draw = ImageDraw.Draw(image)
    side = min(width, height) // 4
    draw.rectangle((0, 0, side, side), fill=(200, 20, 20))
    draw.rectangle((width - side, 0, width, side), fill=(20, 20, 200))
    for step in range(6):
        y = height // 3 + step * height // 12
        draw.line((width // 10, y, width - width // 10, y), fill=(30, 30, 30), width=6)
    return image


@cache
def jpeg_photo(width: int = 1200, height: int = 1600, orientation: int = 1) -> bytes:
    """A phone's photo, stored turned as its EXIF orientation says."""
    image = _scene(width, height)
    for operation in STORED[orientation]:
        image = image.transpose(operation)
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=85, exif=exif)
    return buffer.getvalue()


@cache
def png_screenshot(width: int = 1080, height: int = 2340) -> bytes:
    """A phone's screenshot, with an alpha channel."""
    buffer = io.BytesIO()
    _scene(width, height).convert("RGBA").save(buffer, "PNG")
    return buffer.getvalue()


@cache
def signature_png(width: int = 480, height: int = 180) -> bytes:
    """Strokes on a clear ground, as a signature pad gives."""
    image = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.line((40, 130, 120, 40, 160, 140, 230, 50, 250, 130), fill=(10, 10, 10, 255), width=9)
    draw.line((280, 60, 420, 60, 330, 140, 440, 140), fill=(10, 10, 10, 255), width=9)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


@cache
def page_pdf(pages: int = 2, width: float = 595, height: float = 842, rotate: int = 0) -> bytes:
    """A PDF with `Page n` on each page, as a bank's export may be."""
    with Pdf.new() as pdf:
        font = pdf.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        )
        for number in range(1, pages + 1):
            page = pdf.add_blank_page(page_size=(width, height))
            page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
            text = f"BT /F1 40 Tf 72 {height - 120:.0f} Td (Page {number}) Tj ET"
            page.obj.Contents = Stream(pdf, text.encode())
            page.obj.Rotate = rotate
        buffer = io.BytesIO()
        pdf.save(buffer, deterministic_id=True)
        return buffer.getvalue()


@cache
def word_file(text: str = "借款合同") -> bytes:
    """A Word file with one paragraph; the same bytes every time."""
    document = Document()
    document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return with_fixed_dates(buffer.getvalue())
