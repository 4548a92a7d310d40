"""The one place where services call `filing_backend.documents`.

Rendering is imported where it is used: it takes longer to import than all the rest to start.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dialogs.answers import Answers
from dialogs.rules.derivations import derivation
from dialogs.schema.definition import Element, ElementType, Interview
from dialogs.schema.forms import Form
from filing_backend.contracts.drafts import FilingDraft
from filing_backend.documents.case_file import CaseFile
from filing_backend.documents.case_file import Material as GivenFile
from filing_backend.persistence.materials import Material

__all__ = ["Assembly", "Made", "MaterialFile", "Pictures", "Sheet", "assemble", "preview"]

COMPUTED = frozenset({ElementType.MONEY, ElementType.NUMBER})
PAGE_WIDTH = 1000


@dataclass(frozen=True, slots=True)
class MaterialFile:
    """A file with its bytes, as given for a kind of material; `b""` where they are not needed."""

    kind: str
    owner_path: str | None
    material: Material
    data: bytes


@dataclass(frozen=True, slots=True)
class Assembly:
    """Everything that documents are made from. on: the date that they bear.

    form: the frozen form of a filing; None takes the one that the interview names now.
    """

    draft: FilingDraft
    interview: Interview
    files: Sequence[MaterialFile]
    signatures: Mapping[str, bytes]
    on: date
    fonts: Path
    number: str = ""
    round: int = 0
    form: Form | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document that was made."""

    kind: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Made:
    """All documents. missing: characters to be written by hand, the font lacking them."""

    sheets: Sequence[Sheet]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pictures:
    """The complaint's pages as PNG, and the characters to be written by hand."""

    pages: Sequence[bytes]
    missing: tuple[str, ...]


def assemble(assembly: Assembly) -> Made:
    """Every document of the filing, the packet last; the same assembly gives the same bytes."""
    from filing_backend.documents.assemble import assemble as make_documents

    made = make_documents(_case_file(assembly), assembly.fonts)
    sheets = [Sheet(each.kind, each.media_type, each.content) for each in made.documents]
    return Made(sheets, made.missing)


def preview(assembly: Assembly) -> Pictures:
    """The complaint as it would be handed in now."""
    from filing_backend.documents.assemble import complaint
    from filing_backend.documents.pages import page_png

    paper = complaint(_case_file(assembly), assembly.fonts)
    pages = [page_png(paper.content, page, PAGE_WIDTH) for page in range(1, paper.pages + 1)]
    return Pictures(pages, paper.missing)


def _case_file(assembly: Assembly) -> CaseFile:
    answers = assembly.draft.answers.answers()
    return CaseFile(
        interview=assembly.interview,
        answers=answers,
        today=assembly.on,
        court=assembly.draft.court,
        materials=tuple(_given(file) for file in assembly.files),
        signatures=assembly.signatures,
        workings=dict(_workings(assembly.interview, answers, assembly.on)),
        number=assembly.number,
        form=assembly.form,
    )


def _given(file: MaterialFile) -> GivenFile:
    return GivenFile(
        kind=file.kind,
        name=file.material.name,
        media_type=file.material.media_type,
        content=file.data,
        owner_path=file.owner_path or "",
        pages=file.material.pages,
    )


def _workings(
    interview: Interview, answers: Answers, on: date
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """How each computed amount of the answers came about, if computing gives it again."""
    for element in interview.elements.values():
        if element.derive is None or element.type not in COMPUTED:
            continue
        for index in _places(element, answers):
            path = element.path(index)
            derived = derivation(element.derive, element.group)(answers, index, on)
            if derived is not None and derived.value == answers.get(path):
                yield path, derived.workings


def _places(element: Element, answers: Answers) -> Sequence[int | None]:
    return [None] if element.group is None else range(answers.count(element.group))
