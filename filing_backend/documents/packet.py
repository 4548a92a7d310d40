"""The packet: all papers in one PDF with bookmarks and a manifest, and a ZIP with the originals."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pikepdf import Name, OutlineItem, Pdf, Rectangle

from filing_backend.documents.case_file import CaseFile, Document, Material, MediaType, digest
from filing_backend.documents.fill import Filling
from filing_backend.documents.formatters import clean, date_text
from filing_backend.documents.parties import cause_of_action, party_names
from filing_backend.documents.pdf_bytes import lay_over, pdf_pages, saved
from filing_backend.documents.typesetter import Typeset, Typesetter
from filing_backend.documents.zip_bytes import zipped

__all__ = ["Part", "packet_pdf", "packet_zip", "set_feet"]

FRONT_PAGES = 2
SUFFIX = {MediaType.PDF: ".pdf", MediaType.DOCX: ".docx"}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the packet. code: `part_<code>` names it."""

    code: str
    pdf: bytes = field(repr=False)

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return pdf_pages(self.pdf)


def packet_pdf(
    case: CaseFile, parts: Sequence[Part], filling: Filling, setter: Typesetter
) -> Typeset:
    """Cover, contents, manifest, then every part; bookmarked, each page numbered at its foot."""
    starts, page = [], FRONT_PAGES + 1
    for part in parts:
        starts.append(page)
        page += part.pages
    front = setter.set("packet", _front(case, parts, starts, filling), filling.today)
    with Pdf.new() as whole:
        for content in (front.pdf, *(part.pdf for part in parts)):
            with Pdf.open(io.BytesIO(content)) as source:
                whole.pages.extend(source.pages)
        _number(whole, filling, setter)
        _bookmark(whole, parts, starts, filling)
        return Typeset(saved(whole), front.missing)


def _front(
    case: CaseFile, parts: Sequence[Part], starts: Sequence[int], filling: Filling
) -> dict[str, Any]:
    say = filling.phrases.say
    names = [say(f"part_{part.code}") for part in parts]
    facts = {
        "packet_number": case.number,
        "packet_cause": cause_of_action(case.interview, case.answers),
        "packet_court": clean(case.court),
        "packet_plaintiffs": party_names(case.answers, "plaintiffs", filling.phrases),
        "packet_defendants": party_names(case.answers, "defendants", filling.phrases),
        "packet_date": date_text(case.today),
    }
    return {
        "title": say("packet_title"),
        "facts": [[say(code), value or say("empty")] for code, value in facts.items()],
        "contents_title": say("packet_contents"),
        "contents": [[name, str(start)] for name, start in zip(names, starts, strict=True)],
        "manifest_title": say("packet_manifest"),
        "manifest_note": say("packet_manifest_note"),
        "manifest_columns": [say("column_part"), say("column_sha256")],
        "manifest": [
            *([name, digest(part.pdf)] for name, part in zip(names, parts, strict=True)),
            *([each.name, each.sha256] for each in case.materials),
        ],
        "handwrite_note": say("handwrite_note"),
    }


def _number(whole: Pdf, filling: Filling, setter: Typesetter) -> None:
    total = len(whole.pages)
    feet = [
        filling.phrases.say("packet_foot", page=number, pages=total)
        for number in range(1, total + 1)
    ]
    with Pdf.open(io.BytesIO(set_feet(setter, feet, filling.today))) as stamps:
        for page, stamp in zip(whole.pages, stamps.pages, strict=True):
            lay_over(page, stamp, Rectangle(page.mediabox), "/Foot")


def set_feet(setter: Typesetter, feet: Sequence[str], on: date) -> bytes:
    """A PDF with nothing but a foot on each page."""
    return setter.set("feet", {"title": "", "handwrite_note": "", "feet": list(feet)}, on).pdf


def _bookmark(whole: Pdf, parts: Sequence[Part], starts: Sequence[int], filling: Filling) -> None:
    with whole.open_outline() as outline:
        for part, start in zip(parts, starts, strict=True):
            outline.root.append(OutlineItem(filling.phrases.say(f"part_{part.code}"), start - 1))
    whole.Root.PageMode = Name.UseOutlines


def packet_zip(case: CaseFile, documents: Sequence[Document], filling: Filling) -> bytes:
    """All documents, the originals untouched, and `manifest.json` with the digest of each."""
    files: list[tuple[str, bytes]] = []
    entries: list[dict[str, Any]] = []
    for number, document in enumerate(documents, start=1):
        label = filling.phrases.say(f"part_{document.kind.value}")
        name = f"{number:02d}_{label}{SUFFIX[MediaType(document.media_type)]}"
        entries.append(_entry(name, document.kind.value, document.media_type, document.content))
        files.append((name, document.content))
    for number, material in enumerate(case.materials, start=1):
        name = f"originals/{number:03d}_{_safe(material)}"
        entry = _entry(name, material.kind, material.media_type, material.content)
        entries.append({**entry, "given_as": material.name})
        files.append((name, material.content))
    manifest = {
        "number": case.number,
        "cause_of_action": cause_of_action(case.interview, case.answers),
        "court": case.court,
        "date": case.today.isoformat(),
        "interview": {"id": case.interview.id, "version": case.interview.version},
        "files": entries,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True)
    return zipped([("manifest.json", text.encode()), *files])


def _entry(name: str, kind: str, media_type: str, content: bytes) -> dict[str, Any]:
    return {
        "path": name,
        "kind": kind,
        "media_type": str(media_type),
        "size": len(content),
        "sha256": digest(content),
    }


def _safe(material: Material) -> str:
    """The file's name without what could lead out of the archive."""
    kept = "".join(
        each if each.isalnum() or each in "._-（）()" else "_" for each in clean(material.name)
    )
    return kept.lstrip(".")[-80:] or material.kind
