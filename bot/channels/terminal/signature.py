"""A typed name as a picture, for a person who has no pen and no camera at hand."""

from __future__ import annotations

import io
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from PIL import Image, ImageDraw, ImageFont

__all__ = ["draw_name"]

SIZE = 120
MARGIN = 24


def draw_name(name: str, font: Path) -> bytes | None:
    """A PNG of `name`, black on white; None without the font or if it lacks a character."""
    if not font.is_file():
        return None
    with TTFont(font, lazy=True) as face:
        known = face.getBestCmap()
        if any(ord(character) not in known for character in name):
            return None
    typeface = ImageFont.truetype(str(font), SIZE)
    left, top, right, bottom = (round(edge) for edge in typeface.getbbox(name))
    size = (right - left + 2 * MARGIN, bottom - top + 2 * MARGIN)
    picture = Image.new("L", size, 255)
    ImageDraw.Draw(picture).text((MARGIN - left, MARGIN - top), name, font=typeface, fill=0)
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()
