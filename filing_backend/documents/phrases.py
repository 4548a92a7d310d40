"""The words that documents add to what people said; they stand in `documents.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dialogs.schema.responses import Responses

__all__ = ["Phrases"]

NAMESPACE = "documents"


@dataclass(frozen=True, slots=True)
class Phrases:
    """The sentences of `documents.yml` in one language."""

    responses: Responses

    @classmethod
    def load(cls, language: str = "zh-CN") -> Phrases:
        """The shared phrases of a language."""
        return cls(Responses.load(language))

    def say(self, code: str, /, **values: Any) -> str:
        """The phrase of a code, filled in."""
        return self.responses.say(NAMESPACE, code, **values)

    def option(self, key: str, option: str) -> str:
        """How an option reads on paper where the chat says it otherwise; `""` if it does not."""
        return self.maybe(f"option_{key}_{option}")

    def maybe(self, code: str) -> str:
        """The phrase of a code, `""` if there is none."""
        return self.say(code) if self.responses.has(NAMESPACE, code) else ""

    def either(self, code: str, otherwise: str, /, **values: Any) -> str:
        """The phrase of a code, or that of another one when there is none."""
        return self.say(code if self.responses.has(NAMESPACE, code) else otherwise, **values)
