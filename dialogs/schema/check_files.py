"""The YAML files under check: each read once, and at which line of a file a key stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from dialogs.errors import DefinitionError
from dialogs.schema.files import read_yaml

__all__ = ["Files", "Problem"]

Model = TypeVar("Model", bound=BaseModel)
Keys = Sequence[str | int]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong: where, and a sentence that says what to do."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}"


class Files:
    """The files below one folder, and the problems found in them so far."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self._trees: dict[Path, Any] = {}
        self._nodes: dict[Path, Node | None] = {}

    def find(self, pattern: str) -> Iterator[Path]:
        """Files that match, in order of name."""
        return iter(sorted(self.folder.glob(pattern)))

    def read(self, path: Path) -> Any:
        """The content of a file; None, and a problem noted once, if it is broken or missing."""
        if path not in self._trees:
            try:
                self._trees[path] = read_yaml(path)
            except DefinitionError as error:
                self._trees[path] = None
                self._broken(path, error)
        return self._trees[path]

    def add(self, path: Path, keys: Keys, text: str) -> None:
        """Note a problem at the line where `keys` lead to, as far as they lead."""
        self.add_at(path, self.line(path, keys), text)

    def add_at(self, path: Path, line: int, text: str) -> None:
        """Note a problem at a line."""
        problem = Problem(self.name(path), line, text)
        if problem not in self.problems:
            self.problems.append(problem)

    def name(self, path: Path) -> str:
        """The file as it is called in the repository: `dialogs/…`."""
        return f"{self.folder.name}/{path.relative_to(self.folder).as_posix()}"

    def line(self, path: Path, keys: Keys) -> int:
        """The line of the last of these keys that is there, 1 if none is."""
        node, line = self._root(path), 1
        for key in keys:
            found = _child(node, key)
            if found is None:
                break
            node, line = found
        return line

    def shaped(
        self,
        model: type[Model],
        raw: Any,
        path: Path,
        keys: Keys = (),
        origin: Callable[[tuple[str | int, ...]], tuple[Path, Keys]] | None = None,
    ) -> Model | None:
        """The tree as that model; None, and problems noted, if it does not fit.

        origin: where keys of the tree were written, if not all of it is from `path`.
        """
        try:
            return model.model_validate(raw)
        except ValidationError as error:
            for each in error.errors():
                place = (*keys, *each["loc"])
                where, at = origin(place) if origin else (path, place)
                self.add(where, at, _told(each["type"], str(each["loc"][-1]), each["msg"]))
            return None

    def _broken(self, path: Path, error: DefinitionError) -> None:
        cause = error.__cause__
        mark = cause.problem_mark if isinstance(cause, MarkedYAMLError) else None
        what = cause.problem if isinstance(cause, MarkedYAMLError) else str(error)
        if not path.is_file():
            what = "there is no such file; write it or drop its name"
        what = str(what or "this is no YAML").splitlines()[0].strip()
        if what.startswith("found duplicate key"):
            what += "; keep one of the two"
        self.add_at(path, mark.line + 1 if mark else 1, what)

    def _root(self, path: Path) -> Node | None:
        if path not in self._nodes:
            text = path.read_text(encoding="utf-8") if path.is_file() else ""
            try:
                self._nodes[path] = YAML(typ="safe", pure=True).compose(text)
            except MarkedYAMLError:
                self._nodes[path] = None
        return self._nodes[path]


def _child(node: Node | None, key: str | int) -> tuple[Node, int] | None:
    if isinstance(node, MappingNode):
        for name, value in node.value:
            if name.value == str(key):
                return value, name.start_mark.line + 1
    if isinstance(node, SequenceNode) and isinstance(key, int) and key < len(node.value):
        return node.value[key], node.value[key].start_mark.line + 1
    return None


def _told(kind: str, key: str, message: str) -> str:
    if kind == "extra_forbidden":
        return f"{key!r} is no key here; mend its spelling or take it out"
    if kind == "missing":
        return f"{key!r} is missing; write it"
    return f"{key!r}: {message}; mend it"
