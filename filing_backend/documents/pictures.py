"""Photos as PDF images: bytes kept as they are where the format allows, upright by EXIF."""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from filing_backend.documents.errors import UnreadableMaterial

__all__ = ["Picture", "orientation_matrix", "read_picture"]

ORIENTATION = 0x0112
SIDEWAYS = frozenset({5, 6, 7, 8})
COLOURS = {"L": "/DeviceGray", "RGB": "/DeviceRGB"}
LAYERED, OPAQUE = frozenset({"RGBA", "LA", "PA"}), 255
# Screens give RGBA; a fast level keeps a phone's screenshot under 0.1 s.
COMPRESSION = 1


@dataclass(frozen=True, slots=True)
class Picture:
    """An image stream for a PDF. width and height in pixels as stored, before turning."""

    data: bytes
    filter: str
    colour: str
    width: int
    height: int
    orientation: int = 1

    @property
    def upright_size(self) -> tuple[int, int]:
        """Width and height once it is turned upright."""
        if self.orientation in SIDEWAYS:
            return self.height, self.width
        return self.width, self.height


def read_picture(content: bytes) -> Picture:
    """The picture in a JPEG or PNG. A plain JPEG goes in byte for byte.

    Raises:
        UnreadableMaterial: the bytes are no picture.
    """
    try:
        with Image.open(io.BytesIO(content)) as image:
            orientation = int(image.getexif().get(ORIENTATION, 1))
            if image.format in ("JPEG", "MPO") and image.mode in COLOURS:
                known = orientation if 1 <= orientation <= 8 else 1
                return Picture(
                    content, "/DCTDecode", COLOURS[image.mode], image.width, image.height, known
                )
            return _decoded(image)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise UnreadableMaterial(f"no picture: {type(error).__name__}") from error
    except Image.DecompressionBombError as error:
        raise UnreadableMaterial("picture too large") from error


def _decoded(image: Image.Image) -> Picture:
    upright = ImageOps.exif_transpose(image) if ORIENTATION in image.getexif() else image
    plain = _on_white(upright)
    data = zlib.compress(plain.tobytes(), COMPRESSION)
    return Picture(data, "/FlateDecode", COLOURS[plain.mode], plain.width, plain.height)


def _on_white(image: Image.Image) -> Image.Image:
    """The picture without transparency, in grey or in colour."""
    if image.mode not in LAYERED and "transparency" not in image.info:
        return image.convert("L" if image.mode in ("1", "L") else "RGB")
    layered = image.convert("RGBA")
    alpha = layered.getchannel("A")
    if alpha.getextrema() == (OPAQUE, OPAQUE):
        return layered.convert("RGB")
    plain = Image.new("RGB", layered.size, "white")
    plain.paste(layered, mask=alpha)
    return plain


def orientation_matrix(orientation: int, width: float, height: float) -> tuple[float, ...]:
    """The PDF matrix that draws the unit image upright in a box of this size.

    Source: EXIF 2.3, tag 0x0112: where row 0 and column 0 of the stored image are seen.
    """
    w, h = width, height
    return {
        2: (-w, 0, 0, h, w, 0),
        3: (-w, 0, 0, -h, w, h),
        4: (w, 0, 0, -h, 0, h),
        5: (0, -h, -w, 0, w, h),
        6: (0, -h, w, 0, 0, h),
        7: (0, h, w, 0, 0, 0),
        8: (0, h, -w, 0, w, 0),
    }.get(orientation, (w, 0, 0, h, 0, 0))
