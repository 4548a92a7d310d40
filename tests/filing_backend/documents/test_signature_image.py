"""Signatures from the pad stay as they are; photos of one become upright, small PNGs."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from filing_backend.documents.signature_image import signature_png
from tests.fakes.materials import jpeg_photo
from tests.fakes.materials import signature_png as pad_signature


def test_signature_of_the_pad_stays_as_it_is() -> None:
    assert signature_png(pad_signature()) == pad_signature()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_photo_is_upright_and_small(orientation: int) -> None:
    made = signature_png(jpeg_photo(1600, 1200, orientation))
    assert made is not None
    with Image.open(io.BytesIO(made)) as image:
        assert image.format == "PNG"
        assert image.width <= 1200
        assert image.height <= 600
        corner = image.convert("RGB").getpixel((10, 10))
        assert isinstance(corner, tuple)
        assert corner[0] > 150 > corner[2]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\xff\xd8\xff\xe0cut"])
def test_what_is_no_picture_leaves_room_to_sign_by_hand(content: bytes) -> None:
    assert signature_png(content) is None
