"""ZIP archives with fixed dates, so that the same content gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

__all__ = ["with_fixed_dates", "zipped"]

EPOCH = (1980, 1, 1, 0, 0, 0)
ALREADY_COMPRESSED = (".pdf", ".docx", ".jpg", ".jpeg", ".png", ".zip")


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """The files in the order given; names in UTF-8, dates fixed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, EPOCH)
            stored = name.lower().endswith(ALREADY_COMPRESSED)
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, content)
    return buffer.getvalue()


def with_fixed_dates(archive: bytes) -> bytes:
    """The same archive with its entries' dates fixed."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return zipped((each.filename, opened.read(each)) for each in opened.infolist())
