"""A language model behind another engine, for any OpenAI-compatible address. Off by default.

It is asked only where the engine before it is at a loss, never sees a personal number, and only
names elements and quotes: `bot.understanding.quoted` checks each quote and reads the value.
"""

from __future__ import annotations

import json
import logging
from functools import cache
from typing import Any

from bot.understanding.acts import NLU_DATA
from bot.understanding.engine import Context, Engine, Understanding
from bot.understanding.quoted import masked, quoted_act, quoted_answers
from bot.understanding.remote import Remote
from dialogs.interview.commands import Command, Do, Unparsed
from dialogs.schema.definition import ElementType
from dialogs.schema.files import read_yaml

__all__ = ["LanguageModelEngine", "ModelClient"]

log = logging.getLogger(__name__)
_NAME = "llm"
_MODEL = "default"
_TIMEOUT_SECONDS = 4.0
_REST_SECONDS = 60.0
_LONGEST_ANSWER = 200_000
_AT_ONCE = 3
"""Turns that may wait for it at once; each holds a connection to the database meanwhile."""
_LONGEST = 3000
_SHORTEST = 4
_MOST_ELEMENTS = 80
_SURE = 0.9
_NOT_OFFERED = (ElementType.FILE, ElementType.SIGNATURE)


class ModelClient:
    """One address, asked for JSON."""

    def __init__(
        self,
        url: str,
        key: str = "",
        model: str = _MODEL,
        timeout_seconds: float = _TIMEOUT_SECONDS,
        rest_seconds: float = _REST_SECONDS,
    ) -> None:
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._model = model
        self._remote = Remote(
            url, "llm.unavailable", timeout_seconds, rest_seconds, _LONGEST_ANSWER, _AT_ONCE
        )

    def ask(self, system: str, words: str) -> Any:
        """The JSON that the model answers; None if it is down, slow or answers no JSON."""
        messages = [{"role": "system", "content": system}, {"role": "user", "content": words}]
        body = {"model": self._model, "temperature": 0, "messages": messages}
        return self._remote.ask("/chat/completions", body, _said, headers=self._headers)

    def close(self) -> None:
        """Let go of the connections."""
        self._remote.close()


def _said(content: bytes) -> Any:
    return json.loads(_bare(json.loads(content)["choices"][0]["message"]["content"]))


class LanguageModelEngine:
    """Another engine first; where it is at a loss, quotes that a model points at."""

    def __init__(self, client: ModelClient, first: Engine) -> None:
        self._client = client
        self._first = first

    def understand(self, text: str, context: Context) -> Understanding:
        """See `bot.understanding.engine.Engine`."""
        found = self._first.understand(text, context)
        if not _at_a_loss(found) or not _SHORTEST <= len(text.strip()) <= _LONGEST:
            return found
        try:
            return self._asked(text, context) or found
        except Exception as error:  # a message must never end a turn
            log.error("llm.failed", extra={"error": type(error).__name__})
            return found

    def _asked(self, text: str, context: Context) -> Understanding | None:
        told = _told()
        answer = self._client.ask(told["system"], _words(text, context, told["acts"]))
        if answer is None:
            return None
        commands: tuple[Command, ...] = quoted_answers(answer, text, context)
        if commands:
            return Understanding(commands, None, 0.6, _NAME)
        act = quoted_act(answer, text, context, told["acts"].keys())
        return Understanding((act,), act.act.value, act.confidence, _NAME) if act else None


@cache
def _told() -> Any:
    return read_yaml(NLU_DATA / "patterns" / "model.yml")


def _at_a_loss(found: Understanding) -> bool:
    """Nothing was understood, or an act was only guessed."""
    if not found.commands or all(isinstance(each, Unparsed) for each in found.commands):
        return True
    guessed = len(found.commands) == 1 and isinstance(found.commands[0], Do)
    return guessed and found.confidence < _SURE and not (found.intent or "").startswith("danger")


def _words(text: str, context: Context, acts: Any) -> str:
    elements = []
    if context.interview is not None:
        elements = [
            {"path": path, "label": element.label}
            for path, element in context.interview.elements.items()
            if element.derive is None
            and element.type not in _NOT_OFFERED
            and (element.cues or element is context.element)
        ][:_MOST_ELEMENTS]
    asked = context.element.label if context.element is not None else context.asks
    said = {"words": masked(text), "asked": asked, "elements": elements, "acts": dict(acts)}
    return json.dumps(said, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")


def _bare(content: Any) -> str:
    """The JSON of an answer that may stand in a fence or among other words."""
    if not isinstance(content, str):
        raise TypeError("no text")
    start, end = content.find("{"), content.rfind("}")
    if start < 0 or end < start:
        raise ValueError("no object")
    return content[start : end + 1]
