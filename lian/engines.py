"""Which engine understands messages: the embedded one, or Rasa beside it."""

from __future__ import annotations

from bot.understanding.engine import Engine
from infra.settings import Settings

__all__ = ["chosen_engine"]


def chosen_engine(settings: Settings) -> Engine:
    """The engine that LIAN_NLU names."""
    from bot.understanding.embedded import EmbeddedEngine

    return EmbeddedEngine()
