"""What every part of the conversation needs: sentences, understanding, interviews."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.understanding.engine import Engine
from dialogs.schema.definition import Interview
from dialogs.schema.responses import Responses

__all__ = ["Tools"]


@dataclass(frozen=True, slots=True)
class Tools:
    """Chosen by the wiring; pure but for what they read at first use.

    interviews: the interview of an id. titles: of the interviews that can be begun, by id,
        in the order shown.
    """

    responses: Responses
    engine: Engine
    interviews: Callable[[str], Interview]
    titles: Mapping[str, str]

    def say(self, code: str, /, **values: Any) -> str:
        """A sentence of the conversation."""
        return self.responses.say("conversation", code, **values)
