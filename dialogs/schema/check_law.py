"""Checks the register of legal texts and the dated parameters of law."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict

from dialogs.schema.check_files import Files
from dialogs.schema.check_world import Text, World

__all__ = ["check_law", "read_texts"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TextFile(_Strict):
    """What may stand in `dialogs/sources/<id>.yml`."""

    id: str
    title: str
    short: str
    number: str
    issuer: str
    in_force: date
    until: date | None
    checked_on: date
    to_confirm: list[str]
    articles: dict[str | int, str]


class DatedValue(_Strict):
    value: Any
    source: str


class LawFile(_Strict):
    """What may stand in `dialogs/law/<name>.yml`."""

    label: str
    unit: str
    values: dict[date, DatedValue]
    before: str = ""
    unverified_from: date | None = None
    checked_on: date


def read_texts(files: Files) -> dict[str, Text]:
    """The register, with what is wrong in it noted."""
    found: dict[str, Text] = {}
    for path in files.find("sources/*.yml"):
        read = files.shaped(TextFile, files.read(path), path) if files.read(path) else None
        if read is None:
            continue
        if read.id != path.stem:
            files.add(path, ("id",), f"the id must be the file's name, {path.stem!r}")
        articles = frozenset(str(each) for each in read.articles)
        found[path.stem] = Text(articles, read.in_force, read.until)
    return found


def check_law(files: Files, world: World) -> None:
    """Note parameters that cite nothing, or what is not in force while they hold."""
    for path in files.find("law/*.yml"):
        raw = files.read(path)
        read = files.shaped(LawFile, raw, path) if raw else None
        if read is None:
            continue
        days = sorted(read.values)
        for since in days:
            holds = since == days[-1] and read.values[since].value is not None
            day = max(since, world.today) if holds else since
            problem = world.cite_problem(read.values[since].source, day)
            if problem:
                files.add(path, ("values", since.isoformat(), "source"), problem)
    _check_rules(files, world)


def _check_rules(files: Files, world: World) -> None:
    """Note what rules cite outside the register, and parameters that they ask for in vain."""
    for cite, where in sorted(world.cited.items()):
        problem = world.cite_problem(cite)
        if problem:
            path = files.folder / "sources" / f"{cite.partition(':')[0]}.yml"
            files.add(path, (), f"{where} cites {cite!r}: {problem}")
    for name, where in sorted(world.periods.items()):
        path = files.folder / "law" / f"{name}.yml"
        if not path.is_file():
            files.add(path, (), f"{where} asks for {name!r}, which there is not; write it here")
