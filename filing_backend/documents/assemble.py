"""One filing into all its papers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from dialogs.schema.form_files import load_form
from filing_backend.documents.case_file import CaseFile, Document, Kind, MediaType
from filing_backend.documents.evidence import (
    AGENCY_SLOT,
    EVIDENCE_SLOT,
    IDENTITY_SLOT,
    OTHER_SLOT,
    Sheaf,
    arrange,
    evidence_entries,
)
from filing_backend.documents.evidence_bundle import evidence_bundle
from filing_backend.documents.evidence_list import evidence_list
from filing_backend.documents.fill import Filling, fill_form
from filing_backend.documents.filled import FilledForm
from filing_backend.documents.form_docx import form_docx
from filing_backend.documents.form_pdf import form_pdf
from filing_backend.documents.glyphs import FONT_FOLDER
from filing_backend.documents.packet import Part, packet_pdf, packet_zip, set_feet
from filing_backend.documents.pdf_bytes import pdf_pages
from filing_backend.documents.phrases import Phrases
from filing_backend.documents.typesetter import Typeset, Typesetter, typesetter
from filing_backend.documents.workings import workings

__all__ = ["Assembled", "assemble", "complaint", "warm_up"]

EVIDENCE = frozenset({EVIDENCE_SLOT, OTHER_SLOT})
PACKET_ORDER = (
    "complaint",
    "workings",
    "identity",
    "legal_rep_certificate",
    "authorization",
    "agency",
    "evidence_list",
    "evidence_bundle",
    "service_address",
)


@dataclass(frozen=True, slots=True)
class Assembled:
    """All documents of a filing; `missing` are the characters to be written by hand."""

    documents: tuple[Document, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Characters that the font lacks, each once."""
        return tuple(dict.fromkeys(each for one in self.documents for each in one.missing))

    def one(self, kind: Kind, media_type: str = MediaType.PDF) -> Document | None:
        """The document of a kind in a format, None if the filing has none."""
        found = (d for d in self.documents if d.kind == kind and d.media_type == media_type)
        return next(found, None)


def assemble(case: CaseFile, fonts: Path = FONT_FOLDER) -> Assembled:
    """Every paper of the filing. The same case file gives the same bytes."""
    return _Assembly(case, typesetter(fonts)).run()


def complaint(case: CaseFile, fonts: Path = FONT_FOLDER) -> Document:
    """The complaint alone as PDF, for a preview."""
    return _Assembly(case, typesetter(fonts)).complaint_pdf


def warm_up(fonts: Path = FONT_FOLDER) -> None:
    """Reads the fonts and compiles once, so that the first person does not wait for it."""
    set_feet(typesetter(fonts), [""], date(2000, 1, 1))


class _Assembly:
    def __init__(self, case: CaseFile, setter: Typesetter) -> None:
        self.case = case
        self.setter = setter
        self.phrases = Phrases.load()
        sheaves = arrange(case.materials, case.interview, self.phrases)
        self.evidence = [each for each in sheaves if each.slot in EVIDENCE]
        self.identity = [each for each in sheaves if each.slot == IDENTITY_SLOT]
        self.agency = [each for each in sheaves if each.slot == AGENCY_SLOT]
        self.filling = Filling(
            interview=case.interview,
            answers=case.answers,
            today=case.today,
            court=case.court,
            evidence=evidence_entries(self.evidence, self.phrases),
            signatures=case.signatures,
            workings=case.workings,
            phrases=self.phrases,
        )

    def run(self) -> Assembled:
        """The documents, the packet last."""
        documents = [
            self.complaint_pdf,
            Document(Kind.COMPLAINT, MediaType.DOCX, form_docx([self.filled], self.case.today)),
            *self.optional(Kind.WORKINGS, workings(self.filling, self.setter)),
            *self.optional(Kind.EVIDENCE_LIST, evidence_list(self.filling, self.setter)),
            *self.optional(Kind.EVIDENCE_BUNDLE, self.bundle(self.evidence, "sheet")),
            *self.optional(Kind.AUTHORIZATION, self.authorization()),
            *self.optional(Kind.LEGAL_REP_CERTIFICATE, self.legal_rep_certificates()),
            *self.optional(Kind.SERVICE_ADDRESS, self.paper("service_address")),
        ]
        bound = packet_pdf(self.case, self.parts(documents), self.filling, self.setter)
        archive = packet_zip(self.case, documents, self.filling)
        packet = [
            Document(Kind.PACKET, MediaType.ZIP, archive),
            *self.optional(Kind.PACKET, bound),
        ]
        return Assembled((*documents, *packet))

    @cached_property
    def filled(self) -> FilledForm:
        """The complaint's form, filled."""
        return fill_form(self.case.form or load_form(self.case.interview.form), self.filling)

    @cached_property
    def complaint_pdf(self) -> Document:
        """The complaint as PDF."""
        return _document(Kind.COMPLAINT, self.typeset([self.filled]))

    def typeset(self, forms: Sequence[FilledForm]) -> Typeset:
        """Filled forms as PDF."""
        return form_pdf(forms, self.setter, self.phrases, self.case.today)

    def paper(self, form_id: str) -> Typeset:
        """A paper that is a form of its own."""
        return self.typeset([fill_form(load_form(form_id), self.filling)])

    def authorization(self) -> Typeset | None:
        """The power of attorney, when there is an agent."""
        return self.paper("authorization") if self.case.answers.count("agents") else None

    def legal_rep_certificates(self) -> Typeset | None:
        """One certificate for each plaintiff that is an organisation."""
        form = load_form("legal_rep_certificate")
        filled = [
            fill_form(form, replace(self.filling, only=("plaintiffs", party.index)))
            for party in self.case.answers.items("plaintiffs")
            if party.get("kind") == "org"
        ]
        return self.typeset(filled) if filled else None

    def bundle(self, sheaves: Sequence[Sheaf], style: str) -> Typeset | None:
        """The sheaves as one paged PDF, None if there is nothing in them."""
        if not sheaves:
            return None
        return evidence_bundle(sheaves, self.setter, self.phrases, self.case.today, style)

    def optional(self, kind: Kind, typeset: Typeset | None) -> Iterator[Document]:
        """The document, if there is one."""
        if typeset is not None:
            yield _document(kind, typeset)

    def parts(self, documents: Sequence[Document]) -> list[Part]:
        """The parts of the bound packet, in the order of the court platform's slots."""
        papers = {
            each.kind.value: each.content for each in documents if each.media_type == MediaType.PDF
        }
        for code, sheaves in (("identity", self.identity), ("agency", self.agency)):
            bundled = self.bundle(sheaves, "papers")
            if bundled is not None:
                papers[code] = bundled.pdf
        return [Part(code, papers[code]) for code in PACKET_ORDER if code in papers]


def _document(kind: Kind, typeset: Typeset) -> Document:
    return Document(kind, MediaType.PDF, typeset.pdf, pdf_pages(typeset.pdf), typeset.missing)
