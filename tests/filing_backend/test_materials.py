"""Every uploaded file is opened for real; what is not taken is refused with a clear sentence."""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from PIL import Image

from dialogs.schema.responses import Responses
from filing_backend.services.office import Limits
from filing_backend.services.opening import FileRefused, open_file
from tests.fakes.materials import jpeg_photo, page_pdf, png_screenshot, word_file
from tests.filing_backend.conftest import Stand
from tests.filing_backend.drafts import loan_draft, upload, upload_all

LIMITS = Limits()


def encrypted_pdf() -> bytes:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(page_pdf(1))) as pdf:
        pdf.save(buffer, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    return buffer.getvalue()


def dense_docx() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 30_000_000)
    return buffer.getvalue()


def broken_docx() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<w:document")
    return buffer.getvalue()


def archive_of_photos() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.jpg", jpeg_photo(80, 80))
    return buffer.getvalue()


def huge_png() -> bytes:
    """The head of a picture of 30,000 × 30,000, and next to nothing behind it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 64
OLD_DOC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512
LOCKED_DOCX = OLD_DOC + "EncryptedPackage".encode("utf-16-le")

REFUSALS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("a.jpg", lambda: b"", "file_empty"),
    "too large": ("a.jpg", lambda: b"\xff\xd8\xff" + b"\0" * LIMITS.file_bytes, "file_too_large"),
    "half a photo": ("a.jpg", lambda: jpeg_photo(900, 900)[:9000], "image_broken"),
    "only a head": ("a.jpg", lambda: b"\xff\xd8\xff\xe0" + b"x" * 500, "image_broken"),
    "half a screenshot": ("a.png", lambda: png_screenshot()[:5000], "image_broken"),
    "too many pixels": ("a.png", huge_png, "image_too_many_pixels"),
    "PDF with password": ("a.pdf", encrypted_pdf, "pdf_encrypted"),
    "PDF of junk": ("a.pdf", lambda: b"%PDF-1.7\n" + b"junk " * 200, "pdf_broken"),
    "Word of junk": ("a.docx", broken_docx, "docx_broken"),
    "Word that unpacks too large": ("a.docx", dense_docx, "docx_unpacks_too_large"),
    "locked Word": ("a.docx", lambda: LOCKED_DOCX, "file_docx_encrypted"),
    "old Word": ("a.doc", lambda: OLD_DOC, "file_doc_old"),
    "archive": ("a.zip", archive_of_photos, "file_archive"),
    "archive called photo": ("a.jpg", archive_of_photos, "file_archive"),
    "iPhone photo": ("a.heic", lambda: HEIC, "file_heic"),
    "iPhone photo called JPG": ("a.jpg", lambda: HEIC, "file_heic"),
    "photo called PDF": ("a.pdf", lambda: jpeg_photo(80, 80), "file_not_what_it_says"),
    "PDF called photo": ("a.jpg", lambda: page_pdf(1), "file_not_what_it_says"),
    "text called PDF": ("a.pdf", lambda: b"hello there", "file_not_what_it_says_unknown"),
    "text": ("a.txt", lambda: b"hello there", "file_kind_not_taken"),
    "program": ("a.exe", lambda: b"MZ" + b"\0" * 200, "file_kind_not_taken"),
    "web page": ("a", lambda: b"<html><script>alert(1)</script>", "file_kind_not_taken"),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_a_bad_file_is_refused_with_a_sentence_that_says_what_to_do(case: str) -> None:
    name, make, code = REFUSALS[case]
    with pytest.raises(FileRefused) as caught:
        open_file(make(), name, LIMITS)
    assert caught.value.code == code
    sentence = Responses.load().say("files", code, **caught.value.values)
    assert "请" in sentence
    assert "！" not in sentence


def test_a_pdf_with_too_many_pages_is_refused() -> None:
    with pytest.raises(FileRefused, match="pdf_too_many_pages"):
        open_file(page_pdf(3), "a.pdf", Limits(pdf_pages=2))


def test_every_refusal_code_has_its_sentence() -> None:
    used = {code for _, _, code in REFUSALS.values()} | {"pdf_too_many_pages"}
    assert used == Responses.load().codes("files")


@pytest.mark.parametrize(
    ("name", "data", "media_type", "pages"),
    [
        ("a.jpg", jpeg_photo(300, 200), "image/jpeg", 1),
        ("A.JPEG", jpeg_photo(300, 200), "image/jpeg", 1),
        ("photo", jpeg_photo(300, 200), "image/jpeg", 1),
        ("really-a-jpeg.png", jpeg_photo(300, 200), "image/jpeg", 1),
        ("a.png", png_screenshot(), "image/png", 1),
        ("a.pdf", page_pdf(3), "application/pdf", 3),
        (
            "合同.docx",
            word_file(),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            0,
        ),
    ],
)
def test_a_good_file_is_taken(name: str, data: bytes, media_type: str, pages: int) -> None:
    opened = open_file(data, name, LIMITS)
    assert (opened.media_type, opened.pages) == (media_type, pages)


def test_the_bytes_come_back_as_they_came(stand: Stand) -> None:
    photo = jpeg_photo(600, 400, orientation=6)
    draft = loan_draft()
    (verdict,) = upload(stand, draft, "iou", [("借条.jpg", photo)])
    assert verdict["sha256"] == hashlib.sha256(photo).hexdigest()
    assert verdict["name"] == "借条.jpg"
    answer = stand.bot_calls("GET", f"/api/v1/materials/{verdict['material_id']}/content")
    assert answer.content == photo
    assert answer.headers["content-type"] == "image/jpeg"


def test_a_thumbnail_is_upright_and_small(stand: Stand) -> None:
    draft = loan_draft()
    files = [("a.jpg", jpeg_photo(1200, 1600, orientation=6)), ("b.pdf", page_pdf(2))]
    for verdict in upload(stand, draft, "iou", files):
        path = f"/api/v1/materials/{verdict['material_id']}/thumbnail"
        with Image.open(io.BytesIO(stand.bot_calls("GET", path).content)) as picture:
            assert picture.format == "PNG"
            assert picture.width <= 320
            assert picture.height > picture.width
    (word,) = upload(stand, draft, "iou", [("c.docx", word_file())])
    path = f"/api/v1/materials/{word['material_id']}/thumbnail"
    assert stand.bot_calls("GET", path).status_code == 404


def test_the_same_bytes_again_are_the_same_material(stand: Stand) -> None:
    draft = loan_draft()
    (first,) = upload(stand, draft, "iou", [("a.jpg", jpeg_photo(300, 200))])
    (again,) = upload(stand, draft, "iou", [("b.jpg", jpeg_photo(300, 200))])
    assert again == {**first, "existing": True}
    (other,) = upload(stand, loan_draft(draft_id="d2"), "iou", [("a.jpg", jpeg_photo(300, 200))])
    assert other["material_id"] != first["material_id"]


def test_one_bad_file_among_good_ones_is_refused_alone(stand: Stand) -> None:
    files = [("a.jpg", jpeg_photo(300, 200)), ("b.pdf", b"no"), ("c.pdf", page_pdf(1))]
    verdicts = upload(stand, loan_draft(), "iou", files)
    assert [each["code"] for each in verdicts] == ["", "file_not_what_it_says_unknown", ""]
    assert verdicts[1]["material_id"] == ""
    assert all(each["material_id"] for each in (verdicts[0], verdicts[2]))


def test_stored_bytes_are_sealed(stand: Stand) -> None:
    photo = jpeg_photo(300, 200)
    upload(stand, loan_draft(), "iou", [("a.jpg", photo)])
    folder = stand.settings.data_dir / "objects"
    stored = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    assert stored
    assert all(photo[:64] not in blob and photo[-64:] not in blob for blob in stored)


def test_a_file_can_be_taken_away_until_a_filing_holds_it(stand: Stand) -> None:
    draft = loan_draft()
    (verdict,) = upload(stand, draft, "iou", [("a.jpg", jpeg_photo(310, 200))])
    path = f"/api/v1/drafts/draft-1/materials/{verdict['material_id']}"
    assert stand.bot_calls("DELETE", path).status_code == 204
    assert stand.bot_calls("DELETE", path).status_code == 204
    content = f"/api/v1/materials/{verdict['material_id']}/content"
    assert stand.bot_calls("GET", content).status_code == 404

    held = upload_all(stand, draft)
    stand.bot_calls(
        "POST", "/api/v1/filings", json=held, headers={"Idempotency-Key": "key-00000001"}
    )
    path = f"/api/v1/drafts/draft-1/materials/{held['materials'][0]['material_ids'][0]}"
    assert stand.bot_calls("DELETE", path).json()["error"]["code"] == "material_in_filing"


def test_an_upload_without_files_or_person_is_refused(stand: Stand) -> None:
    path = "/api/v1/drafts/draft-1/materials"
    assert stand.bot_calls("POST", path, data={"person_id": "p"}).status_code == 422
    files = [("files", ("a.jpg", jpeg_photo(80, 80)))]
    assert stand.bot_calls("POST", path, files=files).status_code == 422
    assert stand.bot_calls("POST", path, json={"a": 1}).status_code == 422


def test_too_many_files_at_once_are_refused_with_the_limit(stand: Stand) -> None:
    files = [("files", (f"{n}.jpg", jpeg_photo(80, 80))) for n in range(21)]
    answer = stand.bot_calls(
        "POST", "/api/v1/drafts/draft-1/materials", files=files, data={"person_id": "p"}
    )
    assert answer.status_code == 422
    assert answer.json()["error"]["code"] == "too_many_files"
    assert "20" in answer.json()["error"]["text"]
