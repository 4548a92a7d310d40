"""Asks a Rasa server for intents."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass

from bot.understanding.acts import DANGERS
from bot.understanding.embedded import EmbeddedEngine
from bot.understanding.engine import Context, Understanding
from bot.understanding.guessing import is_named, is_short
from bot.understanding.remote import Remote
from dialogs.interview.commands import Act, Do

__all__ = ["Parsed", "RasaClient", "RasaEngine", "RasaEntity"]

_DEFAULT = "http://127.0.0.1:5005"
_TIMEOUT_SECONDS = 0.8
_REST_SECONDS = 30.0
_SURE = 0.6
_LONGEST_ANSWER = 1_000_000
_FALLBACK = "nlu_fallback"


@dataclass(frozen=True, slots=True)
class RasaEntity:
    """A coarse entity: what kind, and the words [start, end) it stands on."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the server makes of a message; `fallback` when it says that it does not know."""

    intent: str
    confidence: float
    fallback: bool = False
    entities: tuple[RasaEntity, ...] = ()


class RasaClient:
    """One server: what it makes of words, as far as it answers in time."""

    def __init__(
        self,
        url: str,
        token: str = "",
        timeout_seconds: float = _TIMEOUT_SECONDS,
        rest_seconds: float = _REST_SECONDS,
    ) -> None:
        self._params = {"token": token} if token else {}
        self.remote = Remote(
            url, "rasa.unavailable", timeout_seconds, rest_seconds, _LONGEST_ANSWER
        )

    @classmethod
    def from_environment(cls) -> RasaClient:
        """The server that `LIAN_RASA_URL` and `LIAN_RASA_TOKEN` name."""
        return cls(os.environ.get("LIAN_RASA_URL", _DEFAULT), os.environ.get("LIAN_RASA_TOKEN", ""))

    def parse(self, text: str) -> tuple[str, float] | None:
        """Intent and confidence; None if the server is down, slow or answers nonsense."""
        parsed = self.read(text)
        if parsed is None:
            return None
        return (_FALLBACK if parsed.fallback else parsed.intent), parsed.confidence

    def read(self, text: str) -> Parsed | None:
        """All that the server says; None if it is down, slow or answers nonsense."""
        return self.remote.ask("/model/parse", {"text": text}, _parsed, params=self._params)

    def close(self) -> None:
        """Let go of the connections."""
        self.remote.close()


def _parsed(content: bytes) -> Parsed:
    answer = json.loads(content)
    intent = answer["intent"]
    fallback = intent["name"] == _FALLBACK
    if fallback:
        # The fallback's own confidence says how sure it is not to know; what it passed over counts.
        named = (each for each in answer["intent_ranking"] if each["name"] != _FALLBACK)
        intent = next(named, None)
    return Parsed(
        str(intent["name"]),
        float(intent["confidence"]),
        fallback,
        tuple(
            RasaEntity(str(each["entity"]), int(each["start"]), int(each["end"]))
            for each in answer.get("entities", ())
        ),
    )


class RasaEngine:
    """Rasa names the act where no rule does; everything else is the embedded engine's."""

    def __init__(self, client: RasaClient, embedded: EmbeddedEngine | None = None) -> None:
        self._client = client
        self._embedded = embedded or EmbeddedEngine()

    def understand(self, text: str, context: Context) -> Understanding:
        """See `bot.understanding.engine.Engine`."""
        found = self._embedded.understand(text, context)
        if context.heeded or (found.commands and not _guessed(found)):
            return found
        if context.asks is not None and is_short(text):
            return found
        parsed = self._client.parse(text[:500]) if text.strip() else None
        if parsed is None:
            return found
        name, confidence = parsed
        if name not in {act.value for act in Act} or confidence < _SURE:
            return found
        if not is_named(Act(name), text):
            return found
        return Understanding((Do(Act(name), confidence),), name, confidence, "rasa")


def _guessed(found: Understanding) -> bool:
    """Whether all that was understood is an act by statistics; danger is never given up."""
    if len(found.commands) != 1 or not isinstance(found.commands[0], Do):
        return False
    return found.confidence < 0.95 and found.commands[0].act not in DANGERS
