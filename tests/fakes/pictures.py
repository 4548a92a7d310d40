"""Pictures made up for tests."""

from __future__ import annotations

import io
from functools import cache

from PIL import Image, ImageDraw

__all__ = ["page_picture", "photo"]


@cache
def page_picture(title: str) -> bytes:
    """A PNG that looks like a page of text: lines, no words a font would be needed for."""
    page = Image.new("RGB", (794, 1123), "white")
    draw = ImageDraw.Draw(page)
    draw.rectangle((280, 70, 514, 96), fill="#222222")
    for line in range(28):
        width = 640 if (line + len(title)) % 5 else 380
        top = 150 + line * 32
        draw.rectangle((76, top, 76 + width, top + 10), fill="#666666")
    return _encoded(page, "PNG")


@cache
def photo(shade: int = 90) -> bytes:
    """A JPEG as a phone would send it, only smaller."""
    return _encoded(Image.new("RGB", (640, 480), (shade, shade, 120)), "JPEG")


def _encoded(picture: Image.Image, kind: str) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind)
    return buffer.getvalue()
