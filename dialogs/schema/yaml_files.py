"""Reads YAML files; what was read is kept beside the compiled Python, as JSON, until they change.

Reading YAML is a hundred times slower than reading JSON, and the product starts from some
hundred files.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from dialogs.errors import DefinitionError

__all__ = ["read_yaml"]

CHINESE = "\u2018-\u201d\u3001-\u9fff\uff01-\uff5e"
FOLD = re.compile(f"(?<=[{CHINESE}]) (?=[{CHINESE}])")
DATE = "\x00date:"
FORMAT = 1


def read_yaml(path: Path) -> Any:
    """The content of a YAML 1.2 file, duplicate keys refused.

    Raises:
        DefinitionError: the file is missing or is no YAML; names file and line.
    """
    try:
        found = path.stat()
    except FileNotFoundError as error:
        problem = f"{path}: there is no such file; write it or drop the name"
        raise DefinitionError([problem]) from error
    kept = path.parent / "__pycache__" / f"{path.name}.{FORMAT}.json"
    mark = [found.st_mtime_ns, found.st_size]
    with suppress(OSError, ValueError, TypeError, LookupError):
        stored_mark, tree = json.loads(kept.read_bytes())
        if stored_mark == mark:
            return _dated(tree)
    tree = _unfolded(_parsed(path))
    _keep(kept, [mark, _undated(tree)])
    return tree


def _parsed(path: Path) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    except YAMLError as error:
        raise DefinitionError([f"{path}: {error}"]) from error


def _keep(place: Path, tree: Any) -> None:
    """Write it whole or not at all; a folder that cannot be written is no fault."""
    draft = place.with_suffix(f".{os.getpid()}")
    with suppress(OSError, TypeError):
        place.parent.mkdir(exist_ok=True)
        draft.write_text(json.dumps(tree, ensure_ascii=False), encoding="utf-8")
        draft.replace(place)


def _unfolded(tree: Any) -> Any:
    """The tree without the blanks that folding puts between two Chinese lines."""
    if isinstance(tree, str):
        return FOLD.sub("", tree)
    if isinstance(tree, dict):
        return {key: _unfolded(value) for key, value in tree.items()}
    return [_unfolded(each) for each in tree] if isinstance(tree, list) else tree


def _undated(tree: Any) -> Any:
    """Dates as marked strings. TypeError for what JSON would not give back as it was."""
    if isinstance(tree, dict):
        return {_undated_key(key): _undated(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_undated(each) for each in tree]
    if type(tree) is date:
        return f"{DATE}{tree.isoformat()}"
    if tree is None or isinstance(tree, (str, bool, int, float)):
        return tree
    raise TypeError(type(tree).__name__)


def _undated_key(key: Any) -> str:
    if type(key) is date:
        return f"{DATE}{key.isoformat()}"
    if isinstance(key, str):
        return key
    raise TypeError(type(key).__name__)


def _dated(tree: Any) -> Any:
    if isinstance(tree, str) and tree.startswith(DATE):
        return date.fromisoformat(tree.removeprefix(DATE))
    if isinstance(tree, dict):
        return {_dated(key): _dated(value) for key, value in tree.items()}
    return [_dated(each) for each in tree] if isinstance(tree, list) else tree
