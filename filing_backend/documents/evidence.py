"""Materials put in order: which are evidence, how they are named, on which pages they stand."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pikepdf

from dialogs.schema.definition import Interview
from filing_backend.documents.case_file import Material, MediaType
from filing_backend.documents.formatters import clean
from filing_backend.documents.phrases import Phrases

__all__ = ["EvidenceEntry", "Sheaf", "arrange", "evidence_entries", "page_count"]

IDENTITY_SLOT, AGENCY_SLOT, EVIDENCE_SLOT, OTHER_SLOT = 2, 3, 4, 6
IMAGES = frozenset({MediaType.JPEG, MediaType.PNG})


@dataclass(frozen=True, slots=True)
class EvidenceEntry:
    """One piece of evidence, as the 证据目录 lists it. pages: `3` or `3-5` in the bundle."""

    number: int
    name: str
    source: str
    proves: str
    pages: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Sheaf:
    """The materials of one kind, in the order given. slot: the court platform's, 1 to 6."""

    kind: str
    name: str
    slot: int
    materials: tuple[Material, ...]
    page_counts: tuple[int, ...]

    @property
    def pages(self) -> int:
        """How many pages the sheaf has in a bundle."""
        return sum(self.page_counts)


def arrange(
    materials: Iterable[Material], interview: Interview, phrases: Phrases
) -> tuple[Sheaf, ...]:
    """The materials by kind, in the order of the interview's checklist."""
    by_kind: dict[str, list[Material]] = {}
    for material in materials:
        by_kind.setdefault(material.kind, []).append(material)
    rules = {rule.kind: rule for rule in interview.materials}
    order = [*(kind for kind in rules if kind in by_kind), *(k for k in by_kind if k not in rules)]
    found = []
    for kind in order:
        group = tuple(by_kind[kind])
        label = rules[kind].label if kind in rules else clean(group[0].name)
        name = phrases.maybe(f"evidence_name_{kind}") or label
        slot = rules[kind].slot if kind in rules else OTHER_SLOT
        counts = tuple(page_count(each) for each in group)
        found.append(Sheaf(kind, name, slot, group, counts))
    return tuple(found)


def evidence_entries(sheaves: Sequence[Sheaf], phrases: Phrases) -> tuple[EvidenceEntry, ...]:
    """The list of evidence over the sheaves, paged as they follow one another."""
    entries, first = [], 1
    for number, sheaf in enumerate(sheaves, start=1):
        last = first + sheaf.pages - 1
        entries.append(
            EvidenceEntry(
                number=number,
                name=sheaf.name,
                source=phrases.either(f"evidence_source_{sheaf.kind}", "evidence_source"),
                proves=phrases.either(f"evidence_proves_{sheaf.kind}", "evidence_proves"),
                pages=str(first) if last == first else f"{first}-{last}",
                kind=sheaf.kind,
            )
        )
        first = last + 1
    return tuple(entries)


def page_count(material: Material) -> int:
    """Pages that a material takes in a bundle: each page of a PDF, else one."""
    if material.media_type != MediaType.PDF:
        return 1
    if material.pages:
        return material.pages
    try:
        with pikepdf.open(io.BytesIO(material.content)) as pdf:
            return max(len(pdf.pages), 1)
    except pikepdf.PdfError:
        return 1
