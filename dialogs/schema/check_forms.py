"""Checks forms: cells fed by nothing, cells that say the same twice, words they cannot know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from dialogs.errors import DefinitionError
from dialogs.schema.check_files import Files
from dialogs.schema.check_interviews import CheckedInterview
from dialogs.schema.check_world import World
from dialogs.schema.conditions import ConditionError, Scope, compile_condition
from dialogs.schema.definition import Element, Interview
from dialogs.schema.form_files import parse_form
from dialogs.schema.form_parts import Expansion, expand
from dialogs.schema.forms import Cell, Form, Format, template_path

__all__ = ["check_forms"]

Keys = tuple[str | int, ...]


def check_forms(
    files: Files, interviews: Sequence[CheckedInterview], world: World
) -> dict[str, frozenset[str]]:
    """Note what is wrong in every form; gives for each interview the paths that are printed."""
    every = [each.interview for each in interviews]
    printed: dict[str, set[str]] = {each.id: set() for each in every}
    known: set[str] = set()
    shared = set(files.find("forms/common/*.yml"))
    for path in files.find("forms/*/cells.yml"):
        expansion = _expanded(files, path)
        form = _parsed(files, path, expansion) if expansion else None
        if expansion is None or form is None:
            continue
        shared -= {files.folder / "forms" / f"{name}.yml" for name in expansion.used}
        known.add(form.form)
        if form.form != path.parent.name:
            files.add(path, ("form",), f"must be the folder's name, {path.parent.name!r}")
        own = [each for each in every if each.form == form.form]
        check = _FormCheck(files, path, expansion, form, own or every, world)
        check.shared = not own
        check.run()
        for each in own or every:
            printed[each.id] |= check.printed
    for path in sorted(shared):
        files.add(path, (), "no form uses this file; use it or take it out")
    for checked in interviews:
        if checked.interview.form not in known:
            head = checked.folder / "interview.yml"
            text = f"there is no forms/{checked.interview.form}/cells.yml; write it or mend"
            files.add(head, ("form",), text)
    return {id: frozenset(paths) for id, paths in printed.items()}


def _expanded(files: Files, path: Path) -> Expansion | None:
    raw = files.read(path)
    if raw is None:
        return None
    try:
        return expand(raw, lambda name: files.read(files.folder / "forms" / f"{name}.yml"))
    except DefinitionError as error:
        for problem in error.problems:
            files.add(path, ("sections",), problem)
        return None


def _parsed(files: Files, path: Path, expansion: Expansion) -> Form | None:
    try:
        return parse_form(expansion.tree, files.name(path))
    except DefinitionError as error:
        cause = error.__cause__
        assert isinstance(cause, ValidationError)
        files.shaped(
            Form, expansion.tree, path, origin=lambda keys: _origin(files, path, expansion, keys)
        )
        return None


def _origin(files: Files, path: Path, expansion: Expansion, keys: Keys) -> tuple[Path, Keys]:
    """The file and the keys in it where keys of the expanded form were written."""
    name, place = expansion.origin(keys)
    file = files.folder / "forms" / f"{name}.yml" if name else path
    return file, _written(files.read(file), place)


class _FormCheck:
    """Checks one form against the interviews that print it.

    shared: no interview has it as its form; a cell need then be known to one of them only.
    """

    def __init__(
        self,
        files: Files,
        path: Path,
        expansion: Expansion,
        form: Form,
        interviews: Sequence[Interview],
        world: World,
    ) -> None:
        self.files = files
        self.path = path
        self.expansion = expansion
        self.form = form
        self.interviews = interviews
        self.world = world
        self.shared = False
        self.printed: set[str] = set()
        self.seen: set[tuple[tuple[str, ...], str | None, str]] = set()

    def run(self) -> None:
        for number, section in enumerate(self.form.sections):
            here: Keys = ("sections", number)
            if section.repeat is not None and not self._is_group(section.repeat):
                self._add((*here, "repeat"), f"{section.repeat!r} is no group; mend it")
                continue
            self._when(section.when, (*here, "when"), section.repeat)
            for name, rows, repeat in (
                ("rows", section.rows, section.repeat),
                ("absent", section.absent, None),
            ):
                for index, row in enumerate(rows):
                    place = (*here, name, index)
                    self._when(row.when, (*place, "when"), repeat)
                    self._cells(row.cells, (*place, "cells"), repeat)

    def _cells(self, cells: Sequence[Cell], here: Keys, repeat: str | None) -> None:
        for index, cell in enumerate(cells):
            place = (*here, index)
            self._cell(cell, place, repeat)
            for number, option in enumerate(cell.options):
                self._cells(option.cells, (*place, "options", number, "cells"), repeat)

    def _cell(self, cell: Cell, place: Keys, repeat: str | None) -> None:
        self._when(cell.when, (*place, "when"), repeat)
        if cell.compose is not None and cell.compose not in self.world.composers:
            self._add((*place, "compose"), f"there is no composer {cell.compose!r}; mend the name")
        if cell.key and not (cell.text or cell.path or cell.compose or cell.options):
            self._add(place, f"nothing feeds the cell {cell.key!r}; give it a path")
        paths = tuple(template_path(each, repeat) for each in cell.path)
        for each in paths:
            self._fed(each, (*place, "path"))
        self._ticks(cell, paths, place)
        mark = (paths, cell.compose, repeat or "")
        if paths and mark in self.seen and not cell.again:
            text = f"{', '.join(paths)} stands in another cell too; write `again: true` if it must"
            self._add((*place, "path"), text)
        self.seen.add(mark)
        self.printed.update(paths)

    def _ticks(self, cell: Cell, paths: tuple[str, ...], place: Keys) -> None:
        """Boxes of a choice that no option of the element can tick."""
        if cell.format is not Format.TICKS or cell.compose is not None or len(paths) != 1:
            return
        ids = {
            option.id
            for interview in self.interviews
            for option in getattr(interview.elements.get(paths[0]), "options", ())
        }
        wanted = {each for option in cell.options for each in option.on}
        for stray in sorted(wanted - ids - {"unknown", "none"}) if ids else ():
            self._add((*place, "options"), f"{paths[0]} has no option {stray!r}; mend the box")

    def _fed(self, path: str, place: Keys) -> None:
        holders = [each for each in self.interviews if self._holds(each, path)]
        if not holders or (not self.shared and len(holders) < len(self.interviews)):
            self._add(place, f"nothing feeds this cell: there is no element {path!r}; mend it")

    def _holds(self, interview: Interview, path: str) -> bool:
        return path in interview.elements or path in interview.groups

    def _is_group(self, name: str) -> bool:
        return any(name in each.groups for each in self.interviews)

    def _when(self, text: str | None, place: Keys, repeat: str | None) -> None:
        if text is None:
            return
        keys = self._options(repeat) if repeat else {}
        scope = Scope(repeat, keys, self._options(None), self.world.named)
        try:
            self.printed |= compile_condition(text, scope).paths
        except ConditionError as error:
            self._add(place, str(error))

    def _options(self, group: str | None) -> dict[str, frozenset[str]]:
        return {
            element.key: frozenset(option.id for option in element.options)
            for interview in self.interviews
            for element in _of_group(interview, group)
        }

    def _add(self, place: Keys, text: str) -> None:
        file, keys = _origin(self.files, self.path, self.expansion, place)
        self.files.add(file, keys, text)


def _of_group(interview: Interview, group: str | None) -> Iterator[Element]:
    return (each for each in interview.elements.values() if each.group == group)


def _written(raw: Any, place: Keys) -> Keys:
    """The keys as they stand in the file, where short forms leave out a level."""
    kept: list[str | int] = []
    for key in place:
        try:
            raw = raw[key]
        except (KeyError, IndexError, TypeError):
            break
        kept.append(key)
    return tuple(kept)
