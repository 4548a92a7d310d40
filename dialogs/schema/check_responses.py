"""Checks sentences: placeholders that nobody fills in, codes that have none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, meta

from dialogs.schema.check_files import Files
from dialogs.schema.check_interviews import CheckedInterview
from dialogs.schema.check_world import World

__all__ = ["check_responses", "read_sentences"]

AUDIENCES = ("title", "person", "clerk")
NEEDED = ("person", "clerk")
FIXED = {"checks": frozenset({"label", "value", "example", "said", "since"})}
"""Namespaces whose sentences are all filled by one place."""

LANGUAGE = "zh-CN"


def read_sentences(files: Files) -> dict[str, frozenset[str]]:
    """The codes of every file of sentences."""
    return {
        path.stem: frozenset(str(code) for code in files.read(path) or ())
        for path in files.find(f"responses/{LANGUAGE}/*.yml")
    }


def check_responses(files: Files, interviews: list[CheckedInterview], world: World) -> None:
    """Note templates that cannot be filled, and codes without their sentences."""
    environment = Environment(autoescape=True)
    for path in files.find(f"responses/{LANGUAGE}/*.yml"):
        for code, place, text in _texts(files, path):
            _template(files, world, environment, path, code, place, text)
    for checked in interviews:
        _summaries(checked, environment)
    _missing(files, world)


def _texts(files: Files, path: Path) -> Iterator[tuple[str, tuple[str, ...], str]]:
    for code, entry in (files.read(path) or {}).items():
        if not isinstance(entry, dict):
            yield str(code), (str(code),), str(entry)
            continue
        for audience in set(entry) - set(AUDIENCES):
            text = f"{audience!r} is no key here; use title, person and clerk"
            files.add(path, (str(code), audience), text)
        for audience in AUDIENCES:
            if audience in entry:
                yield str(code), (str(code), audience), str(entry[audience])


def _template(
    files: Files,
    world: World,
    environment: Environment,
    path: Path,
    code: str,
    place: tuple[str, ...],
    text: str,
) -> None:
    if "{" not in text:
        return
    try:
        wanted = meta.find_undeclared_variables(environment.parse(text))
    except TemplateSyntaxError as error:
        files.add(path, place, f"the template cannot be read ({error.message}); mend it")
        return
    given = FIXED.get(path.stem)
    if given is None:
        given = world.codes.given.get(path.stem, {}).get(code, world.codes.names)
    for name in sorted(wanted - given - environment.globals.keys()):
        text = (
            f"nobody fills in {{{{ {name} }}}}; mend the name, or give the value where it is said"
        )
        files.add(path, place, text)


def _summaries(checked: CheckedInterview, environment: Environment) -> None:
    for group in checked.interview.groups.values():
        known = {each.key for each in group.elements} | {"number"}
        try:
            wanted = meta.find_undeclared_variables(environment.parse(group.summary))
        except TemplateSyntaxError as error:
            _at_group(checked, group.key, f"cannot be read ({error.message}); mend it")
            continue
        for name in sorted(wanted - known):
            _at_group(checked, group.key, f"{name!r} is no element of {group.key}; mend it")


def _at_group(checked: CheckedInterview, key: str, text: str) -> None:
    first = checked.interview.groups[key].elements[0]
    file, _ = checked.place(first.path())
    raw: Any = checked.files.read(file)
    if raw.get("group") != key:
        file = checked.folder / "interview.yml"
    checked.files.add(file, ("summary",), f"summary: {text}")


def _missing(files: Files, world: World) -> None:
    for namespace, codes in world.codes.wanted.items():
        path = files.folder / "responses" / LANGUAGE / f"{namespace}.yml"
        written = files.read(path) or {}
        for code, where in codes.items():
            entry = written.get(code)
            if entry is None:
                text = f"{where} says {code!r}, which has no sentence; write it here"
                files.add(path, (), text)
            elif namespace == "findings":
                for audience in NEEDED:
                    if not (isinstance(entry, dict) and entry.get(audience)):
                        text = f"the finding {code!r} has no sentence for the {audience}; write it"
                        files.add(path, (code,), text)
