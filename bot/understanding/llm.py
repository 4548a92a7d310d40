"""A language model behind another engine, for any OpenAI-compatible address. Off by default.

It is asked only where the engine before it is at a loss, never sees a personal number, and only
names elements and quotes: `bot.understanding.quoted` checks each quote and reads the value.
"""

from __future__ import annotations

import json
import logging
import time
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import httpx

from bot.understanding.acts import NLU_DATA
from bot.understanding.engine import Context, Engine, Understanding
from bot.understanding.quoted import masked, quoted_act, quoted_answers
from dialogs.interview.commands import Command, Do, Unparsed
from dialogs.schema.definition import ElementType
from dialogs.schema.files import read_yaml

__all__ = ["LanguageModelEngine", "ModelClient"]

log = logging.getLogger(__name__)
_NAME = "llm"
_MODEL = "default"
_TIMEOUT_SECONDS = 4.0
_REST_SECONDS = 60.0
_MOST_FAILURES = 3
_MOST_BYTES = 200_000
_LONGEST = 3000
_SHORTEST = 4
_MOST_ELEMENTS = 80
_SURE = 0.9
_NOT_OFFERED = (ElementType.FILE, ElementType.SIGNATURE)


@dataclass
class ModelClient:
    """One address. After three failures in a row it is left alone for a minute."""

    url: str
    key: str = ""
    model: str = _MODEL
    timeout_seconds: float = _TIMEOUT_SECONDS
    rest_seconds: float = _REST_SECONDS
    _failures: int = field(default=0, init=False)
    _down: bool = field(default=False, init=False)
    _closed_until: float = field(default=0.0, init=False)
    _client: httpx.Client | None = field(default=None, init=False)

    def ask(self, system: str, words: str) -> Any:
        """The JSON that the model answers; None if it is down, slow or answers no JSON."""
        if time.monotonic() < self._closed_until:
            return None
        try:
            body = json.loads(self._post(system, words))
            answer = json.loads(_bare(body["choices"][0]["message"]["content"]))
        except (httpx.HTTPError, LookupError, TypeError, ValueError, RecursionError) as error:
            self._fail(error)
            return None
        self._failures, self._down = 0, False
        return answer

    def close(self) -> None:
        """Let go of the connections."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def _post(self, system: str, words: str) -> bytes:
        if self._client is None:
            self._client = httpx.Client(timeout=self.timeout_seconds)
        messages = [{"role": "system", "content": system}, {"role": "user", "content": words}]
        request = {"model": self.model, "temperature": 0, "messages": messages}
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        address = f"{self.url.rstrip('/')}/chat/completions"
        until = time.monotonic() + self.timeout_seconds
        body = b""
        with self._client.stream("POST", address, json=request, headers=headers) as response:
            response.raise_for_status()
            for part in response.iter_bytes():
                body += part
                if len(body) > _MOST_BYTES or time.monotonic() > until:
                    raise httpx.ReadTimeout("too long", request=response.request)
        return body

    def _fail(self, error: Exception) -> None:
        self._failures += 1
        if self._failures >= _MOST_FAILURES:
            self._failures = 0
            self._closed_until = time.monotonic() + self.rest_seconds
            if not self._down:
                log.warning("llm.unavailable", extra={"error": type(error).__name__})
            self._down = True


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
