"""Which engine understands messages: the embedded one, Rasa beside it, a language model behind."""

from __future__ import annotations

from bot.understanding.engine import Engine
from infra.settings import Settings

__all__ = ["chosen_engine"]


def chosen_engine(settings: Settings) -> Engine:
    """The engine that LIAN_NLU names; LIAN_LLM_URL puts a language model behind it."""
    from bot.understanding.embedded import EmbeddedEngine

    embedded = EmbeddedEngine()
    engine: Engine = embedded
    if settings.nlu == "rasa":
        from bot.understanding.rasa import RasaClient, RasaEngine
        from lian.rasa import server_token

        client = RasaClient(settings.rasa_url, server_token(settings))
        engine = RasaEngine(client, embedded)
    if settings.llm_url:
        from bot.understanding.llm import LanguageModelEngine, ModelClient

        key = settings.llm_key.get_secret_value()
        engine = LanguageModelEngine(ModelClient(settings.llm_url, key), engine)
    return engine
