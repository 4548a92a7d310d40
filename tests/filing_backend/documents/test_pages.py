"""Pages as pictures."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from filing_backend.documents.errors import UnreadableMaterial
from filing_backend.documents.pages import page_png
from tests.fakes.materials import page_pdf


def test_a_page_is_drawn_as_wide_as_asked() -> None:
    image = Image.open(io.BytesIO(page_png(page_pdf(2), 2, 800)))
    assert image.format == "PNG"
    assert image.size[0] == 800


@pytest.mark.parametrize("page", [0, 3])
def test_a_page_that_is_not_there_is_refused(page: int) -> None:
    with pytest.raises(IndexError):
        page_png(page_pdf(2), page)


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(UnreadableMaterial):
        page_png(b"junk", 1)
