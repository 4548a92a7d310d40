"""Checks interviews: shape, names that lead nowhere, citations, examples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dialogs.answers import Answers
from dialogs.errors import DefinitionError
from dialogs.schema.check_files import Files
from dialogs.schema.check_world import World
from dialogs.schema.definition import Element, ElementType, Group, Interview, Otherwise
from dialogs.schema.files import read_bundle
from dialogs.schema.loader import compile_bundle
from dialogs.schema.source import ElementSource, InterviewSource, MaterialsFile, PartSource

__all__ = ["CheckedInterview", "check_interviews"]

PLACE = re.compile(r"^[\w-]+/(?P<file>[\w/]+?)(?:\.yml)?: (?P<keys>[\w.]+)(?P<rest>.*)$", re.DOTALL)
UNSAID = {ElementType.FILE, ElementType.SIGNATURE, ElementType.GROUP}
FILL_IN = "就填"


@dataclass(frozen=True, slots=True)
class CheckedInterview:
    """An interview that compiled, and where its words stand."""

    interview: Interview
    folder: Path
    files: Files

    def place(self, path: str, *field: str) -> tuple[Path, tuple[str, ...]]:
        """The file and the keys of an element (`loans[i].due_on`), or of a field of it."""
        group, _, key = path.rpartition("[i].")
        for name in self.parts():
            file = part_path(self.folder, name)
            raw = self.files.read(file) or {}
            if raw.get("group") == (group or None):
                found = _home(self.files, self.folder, file, key, field)
                if found is not None:
                    return found
        return self.folder / "interview.yml", ()

    def parts(self) -> list[str]:
        """The names of the parts, in order."""
        head = self.files.read(self.folder / "interview.yml") or {}
        return [name for section in head.get("sections", []) for name in section["parts"]]

    def add(self, path: str, field: str, text: str) -> None:
        """Note a problem of an element's field."""
        file, keys = self.place(path, *([field] if field else []))
        self.files.add(file, keys, text)


def part_path(folder: Path, name: str) -> Path:
    """The file of a part: beside the interview, or in the folder that its name says."""
    return (folder.parent if "/" in name else folder) / f"{name}.yml"


def _home(
    files: Files, folder: Path, file: Path, key: str, field: tuple[str, ...]
) -> tuple[Path, tuple[str, ...]] | None:
    raw = files.read(file) or {}
    patch = (raw.get("override") or {}).get(key) or {}
    if patch and (not field or field[0] in patch):
        return file, ("override", key, *field)
    elements = raw.get("elements") or {}
    if key in elements:
        return file, ("elements", key, *field)
    for name in _used(elements):
        found = _home(files, folder, part_path(folder, name), key, field)
        if found is not None:
            return found
    return None


def _used(elements: dict[str, Any]) -> Iterator[str]:
    for key, value in elements.items():
        if key == "use" or key.startswith("use_"):
            yield from [value] if isinstance(value, str) else value


def check_interviews(files: Files, world: World) -> list[CheckedInterview]:
    """Note what is wrong in every interview; gives those that could be compiled."""
    heads = list(files.find("interviews/*/interview.yml"))
    used: set[Path] = set()
    before = len(files.problems)
    for head in heads:
        _shapes(files, head, used)
    if len(files.problems) > before:
        return []
    folders = {head.parent for head in heads} | {files.folder / "interviews" / "common"}
    for path in files.find("interviews/*/*.yml"):
        if path.parent in folders and path not in used:
            files.add(path, (), "no interview uses this file; name it in a part or take it out")
    found = [each for head in heads if (each := _compiled(files, head, world)) is not None]
    for each in found:
        _Elements(each, world).check()
    return found


def _shapes(files: Files, head: Path, used: set[Path]) -> None:
    used.add(head)
    shape = files.shaped(InterviewSource, files.read(head), head)
    if shape is None:
        return
    if shape.id != head.parent.name:
        files.add(head, ("id",), f"the id must be the folder's name, {head.parent.name!r}")
    for name in shape.materials:
        path = part_path(head.parent, name)
        used.add(path)
        files.shaped(MaterialsFile, files.read(path), path)
    for section in shape.sections:
        for name in section.parts:
            _part(files, head.parent, part_path(head.parent, name), used)


def _part(files: Files, folder: Path, path: Path, used: set[Path]) -> None:
    if path in used:
        return
    used.add(path)
    raw = files.read(path)
    if raw is None:
        return
    rest = {key: value for key, value in raw.items() if key not in ("elements", "override")}
    files.shaped(PartSource, rest, path)
    for key, element in (raw.get("elements") or {}).items():
        if key == "use" or key.startswith("use_"):
            for name in [element] if isinstance(element, str) else element:
                _part(files, folder, part_path(folder, name), used)
        else:
            files.shaped(ElementSource, element, path, ("elements", key))
    known = {field.alias or name for name, field in ElementSource.model_fields.items()}
    for key, patch in (raw.get("override") or {}).items():
        for field in set(patch) - known:
            files.add(path, ("override", key, field), f"{field!r} is no key of an element; mend it")


def _compiled(files: Files, head: Path, world: World) -> CheckedInterview | None:
    folder = head.parent
    try:
        bundle = read_bundle(folder.name, folder.parent)
        interview = compile_bundle(bundle, world.named)
    except DefinitionError as error:
        blank = CheckedInterview(_nothing(folder.name), folder, files)
        for problem in error.problems:
            _translated(blank, head, problem)
        return None
    return CheckedInterview(interview, folder, files)


def _nothing(id: str) -> Interview:
    return Interview(id, 0, "", "", "", (), (), "")


def _translated(checked: CheckedInterview, head: Path, problem: str) -> None:
    """A problem of the loader, with the line where its words stand."""
    found = PLACE.match(problem)
    if found is None:
        file, _, text = problem.partition(": ")
        known = Path(file).is_absolute() and Path(file).is_file()
        checked.files.add(Path(file) if known else head, (), text if known else problem)
        return
    path = part_path(checked.folder, found["file"])
    keys = found["keys"].split(".")
    home = _home(checked.files, checked.folder, path, keys[0], tuple(keys[1:]))
    where, place = home or (path, tuple(keys))
    text = found["rest"].lstrip(": ") or "mend this"
    checked.files.add(where, place, f"{'.'.join(keys)}: {text}")


class _Elements:
    """Checks every element of one interview."""

    def __init__(self, checked: CheckedInterview, world: World) -> None:
        self.checked = checked
        self.interview = checked.interview
        self.world = world
        self.kinds = {rule.kind for rule in self.interview.materials}

    def check(self) -> None:
        self._twice()
        for path, element in self.interview.elements.items():
            self._names(path, element)
            self._cites(path, element)
            self._words(path, element)
            self._example(path, element)
        self._materials()
        self._groups()

    def _twice(self) -> None:
        seen: set[str] = set()
        for section in self.interview.sections:
            for part in section.parts:
                elements = part.elements if isinstance(part, Group) else (part,)
                for path in [each.path() for each in elements]:
                    if path in seen:
                        self.checked.add(path, "", f"{path!r} stands in two parts; rename one")
                    seen.add(path)

    def _names(self, path: str, element: Element) -> None:
        add = self.checked.add
        if element.derive is not None:
            names = {element.derive, f"{element.group}.{element.derive}"}
            if not names & self.world.derivations:
                text = f"there is no derivation {element.derive!r}; write it in dialogs/rules"
                add(path, "derive", text)
        if element.refers is not None and element.refers not in self.interview.groups:
            add(path, "refers", f"{element.refers!r} is no group; mend it")
        for shown in element.show:
            if shown.replace("[0]", "[i]") not in self.interview.elements:
                add(path, "show", f"{shown!r} is no element; mend the path")
        if element.counts_from is not None:
            start = self.interview.elements.get(replace(element, key=element.counts_from).path())
            if start is None or start.type is not ElementType.DATE:
                add(path, "counts_from", f"{element.counts_from!r} is no date beside it; mend it")
        for kind in element.evidence:
            if kind not in self.kinds:
                add(path, "evidence", f"{kind!r} is no material of this interview; mend it")
        for check in element.checks:
            if not self.world.says("checks", check.code):
                text = f"responses/checks.yml has no sentence {check.code!r}; write it"
                add(path, "validate", text)

    def _cites(self, path: str, element: Element) -> None:
        for citation in element.source:
            problem = self.world.cite_problem(citation.cite)
            if problem:
                self.checked.add(path, "source", problem)

    def _words(self, path: str, element: Element) -> None:
        if element.derive is not None and not element.ask:
            return
        for field in ("ask", "help", "example"):
            if not getattr(element, field):
                text = f"an element that may be asked needs {field!r}; write it"
                self.checked.add(path, "", text)

    def _example(self, path: str, element: Element) -> None:
        if not element.example or element.type in UNSAID:
            return
        text = element.example.rpartition(FILL_IN)[2].strip() or element.example
        value, why = self.world.read(element, text, self.world.today)
        if value is None:
            told = f"its own type refuses the example {text!r} ({why}); write one that it takes"
            self.checked.add(path, "example", told)
            return
        index = None if element.group is None else 0
        counts = dict.fromkeys(self.interview.groups, 1)
        today = self.world.today.isoformat()
        answers = Answers({"claims_as_of": today, element.path(index): value}, counts)
        for check in element.checks:
            if check.otherwise is Otherwise.REFUSE and check.condition.violated(answers, index):
                told = f"its own check {check.code!r} refuses the example {text!r}; write another"
                self.checked.add(path, "example", told)

    def _materials(self) -> None:
        head = self.checked.files.read(self.checked.folder / "interview.yml")
        for name in head.get("materials", []):
            path = part_path(self.checked.folder, name)
            for kind, raw in self.checked.files.read(path)["materials"].items():
                self._material(path, kind, raw)

    def _material(self, path: Path, kind: str, raw: dict[str, Any]) -> None:
        add = self.checked.files.add
        for cite in [] if raw.get("source", "form") == "form" else raw["source"]:
            problem = self.world.cite_problem(cite["cite"])
            if problem:
                add(path, ("materials", kind, "source"), problem)
        if raw.get("per") is not None and raw["per"] not in self.interview.groups:
            add(path, ("materials", kind, "per"), f"{raw['per']!r} is no group; mend it")

    def _groups(self) -> None:
        for name in self.checked.parts():
            path = part_path(self.checked.folder, name)
            raw = self.checked.files.read(path)
            for cite in [] if raw.get("source", "form") == "form" else raw["source"]:
                problem = self.world.cite_problem(cite["cite"])
                if problem:
                    self.checked.files.add(path, ("source",), problem)
