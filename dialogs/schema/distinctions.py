"""Matters that sound alike, and the question that tells them apart (`distinctions.yml`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, RootModel

from dialogs.schema.files import INTERVIEWS
from dialogs.schema.source import CitationSource
from dialogs.schema.yaml_files import read_yaml

__all__ = ["DISTINCTIONS", "Distinction", "DistinctionsFile", "Way", "distinctions"]

DISTINCTIONS = INTERVIEWS / "distinctions.yml"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class WaySource(_Strict):
    label: str
    interview: str
    known: dict[str, str] = {}


class DistinctionSource(_Strict):
    after: str = ""
    labels: list[str]
    signs: list[list[str]] = []
    unless: list[str] = []
    ask: str
    help: str
    source: list[CitationSource]
    options: dict[str, WaySource]


class DistinctionsFile(RootModel[dict[str, DistinctionSource]]):
    """The whole file, by id."""


@dataclass(frozen=True, slots=True)
class Way:
    """One answer: the interview it leads to, and what it answers there (path → value)."""

    id: str
    label: str
    interview: str
    known: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Distinction:
    """A question asked before a form is chosen.

    after: only once this interview was chosen for the story; `""`: before any is offered.
    labels: of the case types that the words may be, one must be among these.
    signs: of each tuple at least one word stands in the story; unless: none of these does.
    """

    id: str
    after: str
    labels: frozenset[str]
    signs: tuple[tuple[str, ...], ...]
    unless: tuple[str, ...]
    ask: str
    help: str
    ways: tuple[Way, ...]

    def fits(self, story: str, labels: Iterable[str]) -> bool:
        """Whether a story of these likely labels leaves open which of the ways is meant.

        Of a story without any likely label the signs alone decide.
        """
        likely = frozenset(labels)
        return (
            not (likely and self.labels.isdisjoint(likely))
            and all(any(word in story for word in line) for line in self.signs)
            and not any(word in story for word in self.unless)
        )


@cache
def distinctions(path: Path = DISTINCTIONS) -> tuple[Distinction, ...]:
    """All distinctions, in the order of the file; the first that fits is asked."""
    read = DistinctionsFile.model_validate(read_yaml(path))
    return tuple(_distinction(id, source) for id, source in read.root.items())


def _distinction(id: str, source: DistinctionSource) -> Distinction:
    return Distinction(
        id=id,
        after=source.after,
        labels=frozenset(source.labels),
        signs=tuple(tuple(line) for line in source.signs),
        unless=tuple(source.unless),
        ask=source.ask,
        help=source.help,
        ways=tuple(
            Way(each, way.label, way.interview, way.known) for each, way in source.options.items()
        ),
    )
