"""Opens an uploaded file for real and says what it is, or why it cannot be taken.

Sniffing the first bytes is not enough (junk behind a good head passes): every picture is decoded,
every PDF page reached, every Word file parsed. Nothing of the content is kept or logged.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from filing_backend.services.office import Limits

__all__ = ["DOCX", "FileRefused", "Opened", "open_file"]

JPEG, PNG, PDF = "image/jpeg", "image/png", "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

CLAIMS = {"jpg": "image", "jpeg": "image", "png": "image", "pdf": "pdf", "docx": "docx"}
SHORT = {JPEG: "JPG", PNG: "PNG", PDF: "PDF", DOCX: "DOCX"}
FAMILY = {JPEG: "image", PNG: "image", PDF: "pdf", DOCX: "docx"}

HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"heif", b"mif1", b"msf1")
ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PDF_HEAD_WITHIN = 1024


class FileRefused(Exception):
    """The file is not taken; `code` names its sentence under `files`."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


@dataclass(frozen=True, slots=True)
class Opened:
    """What the file is. pages: 0 where only Word could tell."""

    media_type: str
    pages: int


def open_file(data: bytes, name: str, limits: Limits) -> Opened:
    """Open the file with this name.

    Raises:
        FileRefused: empty, too large, broken, encrypted, of a kind that is not taken, or not
            what its name says.
    """
    if not data:
        raise FileRefused("file_empty")
    if len(data) > limits.file_bytes:
        raise FileRefused("file_too_large", limit=_megabytes(limits.file_bytes))
    media_type = _sniff(data)
    extension = PurePosixPath(name.replace("\\", "/")).suffix.lower().lstrip(".")
    claimed = CLAIMS.get(extension)
    if media_type is None:
        raise _why_not(data, extension if claimed else "")
    if claimed is not None and claimed != FAMILY[media_type]:
        raise FileRefused("file_not_what_it_says", claimed=extension, found=SHORT[media_type])
    return OPENERS[media_type](data, limits)


def _sniff(data: bytes) -> str | None:
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data.startswith(b"PK\x03\x04") and b"word/" in data:
        return DOCX
    return PDF if b"%PDF-" in data[:PDF_HEAD_WITHIN] else None


def _why_not(data: bytes, claimed: str) -> FileRefused:
    if data[4:8] == b"ftyp" and data[8:12] in HEIC_BRANDS:
        return FileRefused("file_heic")
    if data.startswith(OLE):
        protected = "EncryptedPackage".encode("utf-16-le") in data
        return FileRefused("file_docx_encrypted" if protected else "file_doc_old")
    if data.startswith((b"PK\x03\x04", *ARCHIVES)):
        return FileRefused("file_archive")
    if claimed:
        return FileRefused("file_not_what_it_says_unknown", claimed=claimed)
    return FileRefused("file_kind_not_taken")


def _open_image(data: bytes, limits: Limits) -> Opened:
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # our own limit of pixels is looked at below
            with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "MPO")) as image:
                width, height = image.size
                if width * height > limits.pixels:
                    raise FileRefused("image_too_many_pixels", limit=str(limits.pixels // 10**4))
                image.verify()
            with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "MPO")) as image:
                image.load()
                media_type = PNG if image.format == "PNG" else JPEG
    except FileRefused:
        raise
    except Image.DecompressionBombError as error:
        raise FileRefused("image_too_many_pixels", limit=str(limits.pixels // 10**4)) from error
    except Exception as error:  # Pillow raises whatever its decoders raise
        raise FileRefused("image_broken") from error
    return Opened(media_type, 1)


def _open_pdf(data: bytes, limits: Limits) -> Opened:
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            pages = len(pdf.pages)
            if pages > limits.pdf_pages:
                raise FileRefused("pdf_too_many_pages", limit=str(limits.pdf_pages))
            for page in pdf.pages:
                _reach(page)
    except FileRefused:
        raise
    except pikepdf.PasswordError as error:
        raise FileRefused("pdf_encrypted") from error
    except Exception as error:  # pikepdf raises errors of several trees for broken files
        raise FileRefused("pdf_broken") from error
    if pages == 0:
        raise FileRefused("pdf_broken")
    return Opened(PDF, pages)


def _reach(page: Any) -> None:
    """Touch what a reader needs to show the page."""
    box = [float(edge) for edge in page.mediabox]
    if len(box) != 4 or box[0] == box[2] or box[1] == box[3]:
        raise ValueError("a page without a size")
    contents = page.obj.get("/Contents")
    if contents is not None:
        for stream in contents if contents._type_name == "array" else [contents]:
            stream.read_bytes()


def _open_docx(data: bytes, limits: Limits) -> Opened:
    import docx

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if any(entry.flag_bits & 0x1 for entry in entries):
                raise FileRefused("file_docx_encrypted")
            unpacked = sum(entry.file_size for entry in entries)
            too_dense = unpacked > limits.unpacked_ratio * len(data)
            if too_dense or unpacked > limits.unpacked_bytes:
                raise FileRefused("docx_unpacks_too_large")
            if archive.testzip() is not None:
                raise FileRefused("docx_broken")
        docx.Document(io.BytesIO(data))
    except FileRefused:
        raise
    except Exception as error:  # zipfile, lxml and python-docx each have their own errors
        raise FileRefused("docx_broken") from error
    return Opened(DOCX, 0)


def _megabytes(number: int) -> str:
    return f"{number / 2**20:g}"


OPENERS: dict[str, Callable[[bytes, Limits], Opened]] = {
    JPEG: _open_image,
    PNG: _open_image,
    PDF: _open_pdf,
    DOCX: _open_docx,
}
