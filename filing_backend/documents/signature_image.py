"""A signature as the papers take it: from the pad as it is, from a photo upright and small."""

from __future__ import annotations

import io

from PIL import Image, ImageOps, UnidentifiedImageError

__all__ = ["signature_png"]

MOST_PIXELS = (1200, 600)
"""Printed 1.6 cm high, that is far more than a printer shows."""


def signature_png(content: bytes) -> bytes | None:
    """The picture as PNG, None if the bytes are no picture: then there is room to sign by hand."""
    try:
        with Image.open(io.BytesIO(content)) as image:
            if image.format == "PNG" and image.width <= MOST_PIXELS[0]:
                image.load()
                return content
            upright = ImageOps.exif_transpose(image)
            plain = upright if upright.mode in ("L", "RGB", "RGBA") else upright.convert("RGB")
            plain.thumbnail(MOST_PIXELS)
            made = io.BytesIO()
            plain.save(made, "PNG")
            return made.getvalue()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return None
    except Image.DecompressionBombError:
        return None
