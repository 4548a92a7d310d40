"""What the bot says, by code: Jinja2 templates in YAML, one folder per language."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, Template, UndefinedError

from dialogs.errors import ResponseError
from dialogs.schema.files import DIALOGS, read_yaml

__all__ = ["Responses"]

FOLDER = DIALOGS / "responses"
MARK = re.compile(r"\{[{%#]")


class Responses:
    """The sentences of one language. Templates are compiled at first use and kept."""

    def __init__(self, language: str = "zh-CN", folder: Path = FOLDER) -> None:
        self._folder = folder / language
        self._environment = Environment(
            undefined=StrictUndefined,
            autoescape=False,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
        )
        self._texts: dict[str, dict[str, Any]] = {}
        self._templates: dict[tuple[str, str, str], Template | str] = {}

    @staticmethod
    @cache
    def load(language: str = "zh-CN") -> Responses:
        """The shared responses of a language."""
        return Responses(language)

    def codes(self, namespace: str) -> frozenset[str]:
        """All codes of one file."""
        return frozenset(self._namespace(namespace))

    def has(self, namespace: str, code: str) -> bool:
        """Whether there is a sentence of this code."""
        return code in self._namespace(namespace)

    def say(self, namespace: str, code: str, /, *, audience: str = "", **values: Any) -> str:
        """The sentence of a code, filled in. `audience` picks one of several, e.g. `clerk`.

        Raises:
            ResponseError: there is no such sentence or it wants a value not given.
        """
        key = (namespace, code, audience)
        template = self._templates.get(key)
        if template is None:
            template = self._compiled(self._text(namespace, code, audience))
            self._templates[key] = template
        if isinstance(template, str):
            return template
        try:
            return template.render(values).strip()
        except UndefinedError as error:
            raise ResponseError(f"{namespace}.{code}: {error}") from error

    def fill(self, text: str, /, **values: Any) -> str:
        """A template that stands elsewhere (a group's summary line), filled in."""
        key = ("", text, "")
        template = self._templates.get(key)
        if template is None:
            template = self._templates[key] = self._compiled(text)
        return template if isinstance(template, str) else template.render(values).strip()

    def _compiled(self, text: str) -> Template | str:
        """The template; a text with nothing to fill in is its own result."""
        return self._environment.from_string(text) if MARK.search(text) else text.strip()

    def _text(self, namespace: str, code: str, audience: str) -> str:
        entry = self._namespace(namespace).get(code)
        if isinstance(entry, dict):
            entry = entry.get(audience or "person")
        if entry is None:
            place = f"{namespace}.yml: {code}" + (f".{audience}" if audience else "")
            raise ResponseError(f"there is no sentence {place}; write it in {self._folder.name}")
        return str(entry)

    def _namespace(self, namespace: str) -> dict[str, Any]:
        found = self._texts.get(namespace)
        if found is None:
            found = read_yaml(self._folder / f"{namespace}.yml") or {}
            self._texts[namespace] = found
        return found
