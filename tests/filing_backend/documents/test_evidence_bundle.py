"""Photos upright, one a page; PDFs page by page; a slip for Word; originals untouched."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image

from dialogs.schema.definition import Interview
from filing_backend.documents.case_file import Material, MediaType
from filing_backend.documents.evidence import arrange, evidence_entries
from filing_backend.documents.evidence_bundle import evidence_bundle
from filing_backend.documents.pages import page_png, page_texts
from filing_backend.documents.phrases import Phrases
from filing_backend.documents.typesetter import Typeset, Typesetter
from tests.fakes.materials import jpeg_photo, page_pdf, png_screenshot, word_file
from tests.filing_backend.documents.rich_case import TODAY

RED, BLUE = (200, 20, 20), (20, 20, 200)


@pytest.fixture
def bundle(interview: Interview, setter: Typesetter):
    def make(*materials: Material, style: str = "sheet") -> Typeset:
        phrases = Phrases.load()
        sheaves = arrange(materials, interview, phrases)
        return evidence_bundle(sheaves, setter, phrases, TODAY, style)

    return make


def drawn(pdf: bytes, page: int = 1) -> Image.Image:
    return Image.open(io.BytesIO(page_png(pdf, page, 600))).convert("RGB")


def near(colour: Any, wanted: tuple[int, ...]) -> bool:
    return all(abs(one - two) < 40 for one, two in zip(colour, wanted, strict=True))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_stands_upright_however_the_phone_was_held(bundle, orientation: int) -> None:
    photo = jpeg_photo(orientation=orientation)
    image = drawn(bundle(Material("iou", "a.jpg", MediaType.JPEG, photo)).pdf)
    width, height = image.size
    corners = [
        (x, y) for x in range(0, width, 4) for y in range(0, height, 4)
        if near(image.getpixel((x, y)), RED)
    ]  # fmt: skip
    assert corners
    assert max(x for x, _ in corners) < width / 2
    assert max(y for _, y in corners) < height / 2
    assert near(image.getpixel((width - min(x for x, _ in corners) - 8, corners[0][1] + 8)), BLUE)


def test_a_jpeg_goes_in_byte_for_byte(bundle) -> None:
    photo = jpeg_photo(orientation=6)
    with Pdf.open(io.BytesIO(bundle(Material("iou", "a.jpg", MediaType.JPEG, photo)).pdf)) as pdf:
        image = pdf.pages[0].Resources.XObject.Im0
        assert image.read_raw_bytes() == photo


def test_pages_are_numbered_through_and_headed(bundle) -> None:
    made = bundle(
        Material("iou", "a.jpg", MediaType.JPEG, jpeg_photo()),
        Material("transfer_record", "b.pdf", MediaType.PDF, page_pdf(3)),
        Material("chat_records", "c.png", MediaType.PNG, png_screenshot()),
    )
    texts = ["".join(text.split()) for text in page_texts(made.pdf)]
    assert len(texts) == 5
    for number, text in enumerate(texts, start=1):
        assert f"证据第{number}页/共5页" in text
    assert "证据1借条、欠条或借款合同（1/1）" in texts[0]
    assert "证据2转账记录（2/3）" in texts[2]
    assert "Page2" in texts[2]


def test_the_list_gives_the_pages_of_the_bundle(interview: Interview) -> None:
    phrases = Phrases.load()
    materials = (
        Material("transfer_record", "b.pdf", MediaType.PDF, page_pdf(3)),
        Material("iou", "a.jpg", MediaType.JPEG, jpeg_photo()),
        Material("iou", "a2.jpg", MediaType.JPEG, jpeg_photo()),
        Material("other_evidence", "x.docx", MediaType.DOCX, word_file()),
    )
    entries = evidence_entries(arrange(materials, interview, phrases), phrases)
    assert [(each.kind, each.pages) for each in entries] == [
        ("iou", "1-2"),
        ("transfer_record", "3-5"),
        ("other_evidence", "6"),
    ]


def test_a_word_file_has_a_slip_with_name_size_and_digest(bundle) -> None:
    material = Material("iou", "借款合同.docx", MediaType.DOCX, word_file())
    text = "".join(page_texts(bundle(material).pdf)[0].split())
    assert "借款合同.docx" in text
    assert f"{len(material.content):,}字节" in text
    assert material.sha256 in text


@pytest.mark.parametrize("media_type", [MediaType.JPEG, MediaType.PDF])
def test_what_cannot_be_opened_any_more_has_a_slip(bundle, media_type: MediaType) -> None:
    text = "".join(
        page_texts(bundle(Material("iou", "坏了.x", media_type, b"junk")).pdf)[0].split()
    )
    assert "坏了.x" in text
    assert "不能逐页印出" in text


def test_a_turned_and_oversized_page_is_fitted(bundle) -> None:
    wide = page_pdf(1, width=1684, height=1191, rotate=90)
    with Pdf.open(io.BytesIO(bundle(Material("iou", "a.pdf", MediaType.PDF, wide)).pdf)) as pdf:
        assert [round(float(each)) for each in pdf.pages[0].mediabox] == [0, 0, 595, 842]


def test_a_seal_that_is_an_annotation_stays_visible(bundle) -> None:
    image = drawn(bundle(Material("iou", "合同.pdf", MediaType.PDF, _sealed())).pdf)
    colours = image.getcolors(1 << 20) or []
    assert sum(count for count, colour in colours if near(colour, (255, 0, 0))) > 500


def _sealed() -> bytes:
    with Pdf.open(io.BytesIO(page_pdf(1))) as pdf:
        seal = Stream(pdf, b"1 0 0 rg 0 0 100 100 re f")
        seal.Type, seal.Subtype, seal.BBox = Name.XObject, Name.Form, Array([0, 0, 100, 100])
        annotation = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Stamp,
            Rect=Array([300, 300, 400, 400]),
            F=4,
            AP=Dictionary(N=pdf.make_indirect(seal)),
        )
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(annotation)])
        buffer = io.BytesIO()
        pdf.save(buffer)
        return buffer.getvalue()


def test_the_same_materials_give_the_same_bytes(bundle) -> None:
    materials = (
        Material("iou", "a.jpg", MediaType.JPEG, jpeg_photo(orientation=8)),
        Material("transfer_record", "b.pdf", MediaType.PDF, page_pdf(2, rotate=90)),
        Material("chat_records", "c.png", MediaType.PNG, png_screenshot()),
    )
    assert bundle(*materials).pdf == bundle(*materials).pdf
