"""Checks the questions that tell similar matters apart: where they lead, and their citations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from dialogs.schema.check_files import Files
from dialogs.schema.check_interviews import CheckedInterview
from dialogs.schema.check_world import World
from dialogs.schema.distinctions import DistinctionsFile, DistinctionSource, WaySource
from dialogs.schema.files import interviews_by_label

__all__ = ["check_distinctions"]

NAME = "interviews/distinctions.yml"
NOT_OURS = "non_civil"


def check_distinctions(files: Files, interviews: Sequence[CheckedInterview], world: World) -> None:
    """Note ways to no interview, answers that it does not know, and citations of nothing."""
    path = files.folder / NAME
    raw = files.read(path) if path.is_file() else None
    read = files.shaped(DistinctionsFile, raw, path) if raw else None
    if read is None:
        return
    there = {each.interview.id: each for each in interviews}
    labels = {*interviews_by_label(files.folder / "interviews"), NOT_OURS}
    for id, source in read.root.items():
        for label in sorted(set(source.labels) - labels):
            files.add(path, (id, "labels"), f"no interview stands under the label {label!r}")
        if source.after and source.after not in there:
            files.add(path, (id, "after"), f"there is no interview {source.after!r}")
        _check_citations(files, path, id, source, world)
        for way_id, way in source.options.items():
            for text in _problems(way, there):
                files.add(path, (id, "options", way_id), text)


def _check_citations(
    files: Files, path: Path, id: str, source: DistinctionSource, world: World
) -> None:
    for each in source.source:
        problem = world.cite_problem(each.cite)
        if problem:
            files.add(path, (id, "source"), problem)


def _problems(way: WaySource, there: dict[str, CheckedInterview]) -> Iterator[str]:
    checked = there.get(way.interview)
    if checked is None:
        yield f"there is no interview {way.interview!r}; name one or take the way out"
        return
    for key, value in way.known.items():
        try:
            element = checked.interview.element(key)
        except KeyError:
            yield f"{way.interview} has no element {key!r}; mend the path"
            continue
        if element.options and value not in {each.id for each in element.options}:
            yield f"{key} has no option {value!r}; name one of its options"
