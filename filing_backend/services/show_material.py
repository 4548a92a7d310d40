"""A small picture of an uploaded file's first page."""

from __future__ import annotations

import io

from filing_backend.documents.pages import page_png
from filing_backend.domain.errors import NotFound

__all__ = ["thumbnail"]

WIDTH = 320


def thumbnail(media_type: str, data: bytes) -> bytes:
    """The picture as PNG, upright.

    Raises:
        NotFound: a Word file has no picture.
    """
    if media_type == "application/pdf":
        return page_png(data, 1, WIDTH)
    if not media_type.startswith("image/"):
        raise NotFound("no picture", code="no_thumbnail")
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(data)) as image:
        image.draft("RGB", (2 * WIDTH, 2 * WIDTH))
        small = ImageOps.exif_transpose(image)
        small.thumbnail((WIDTH, 4 * WIDTH))
        buffer = io.BytesIO()
        small.save(buffer, "PNG")
    return buffer.getvalue()
