"""Reads the YAML files of an interview into one bundle, a plain tree that has a digest."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from dialogs.errors import DefinitionError, UnknownInterviewError
from dialogs.schema.yaml_files import read_yaml

__all__ = [
    "DIALOGS",
    "Bundle",
    "digest_of",
    "interview_ids",
    "interviews_by_label",
    "read_bundle",
    "read_yaml",
    "titles",
]

DIALOGS = Path(__file__).resolve().parent.parent
INTERVIEWS = DIALOGS / "interviews"

Bundle = dict[str, Any]


def interview_ids(folder: Path = INTERVIEWS) -> tuple[str, ...]:
    """The ids of all interviews: first those of `order.yml`, in its order, then by name."""
    there = sorted(each.parent.name for each in folder.glob("*/interview.yml"))
    order = read_yaml(folder / "order.yml") if (folder / "order.yml").is_file() else []
    first = [each for each in order if each in there]
    return (*first, *(each for each in there if each not in first))


def titles(folder: Path = INTERVIEWS) -> dict[str, str]:
    """The title of each interview, without compiling any."""
    return {each: str(head["title"]) for each, head in _heads(folder).items()}


def interviews_by_label(folder: Path = INTERVIEWS) -> dict[str, tuple[str, ...]]:
    """The interviews that stand under each label of case type."""
    found: dict[str, tuple[str, ...]] = {}
    for interview_id, head in _heads(folder).items():
        for label in head.get("labels", ()):
            found[label] = (*found.get(label, ()), interview_id)
    return found


def _heads(folder: Path) -> dict[str, Any]:
    return {each: read_yaml(folder / each / "interview.yml") for each in interview_ids(folder)}


def read_bundle(interview_id: str, folder: Path = INTERVIEWS) -> Bundle:
    """All that defines an interview: its head, its parts and its materials.

    Raises:
        UnknownInterviewError: there is no folder of that name.
    """
    head_path = folder / interview_id / "interview.yml"
    if not head_path.is_file():
        raise UnknownInterviewError(interview_id)
    head = read_yaml(head_path)
    names = [name for section in head.get("sections", []) for name in section["parts"]]
    reader = _Reader(folder, interview_id)
    return {
        "head": head,
        "parts": {name: reader.part(name) for name in names},
        "materials": {name: read_yaml(reader.path(name)) for name in head.get("materials", [])},
        "topics": read_yaml(shared) if (shared := folder / "topics.yml").is_file() else [],
    }


class _Reader:
    def __init__(self, folder: Path, interview_id: str) -> None:
        self.folder = folder
        self.interview_id = interview_id
        self.read = cache(read_yaml)

    def path(self, name: str) -> Path:
        base = self.folder if "/" in name else self.folder / self.interview_id
        return base / f"{name}.yml"

    def part(self, name: str) -> dict[str, Any]:
        raw = dict(self.read(self.path(name)))
        raw["elements"] = self._elements(raw, self.path(name))
        raw.pop("override", None)
        return raw

    def _elements(self, raw: dict[str, Any], place: Path) -> dict[str, Any]:
        """Elements in order, changed by `override`; `use: file` puts that file's in its place."""
        found: dict[str, Any] = {}
        for key, value in (raw.get("elements") or {}).items():
            more = {key: value}
            if key == "use" or key.startswith("use_"):
                more = {}
                for name in [value] if isinstance(value, str) else value:
                    more |= self._elements(self.read(self.path(name)), self.path(name))
            for twice in found.keys() & more.keys():
                raise DefinitionError([f"{place}: {twice!r} is there twice; override it instead"])
            found |= more
        for key, patch in (raw.get("override") or {}).items():
            if key not in found:
                raise DefinitionError([f"{place}: override names {key!r}, which no used file has"])
            found[key] = {**found[key], **patch}
        return found


def digest_of(bundle: Bundle) -> str:
    """SHA-256 of the bundle's canonical JSON."""
    text = json.dumps(bundle, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
