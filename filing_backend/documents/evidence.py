"""Materials as evidence: numbered, named, paged, with source and what each shall prove."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["EvidenceEntry"]


@dataclass(frozen=True, slots=True)
class EvidenceEntry:
    """One piece of evidence, as the 证据目录 lists it. pages: `3` or `3-5` in the bundle."""

    number: int
    name: str
    source: str
    proves: str
    pages: str
    kind: str = ""
