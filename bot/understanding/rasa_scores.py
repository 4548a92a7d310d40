"""Measures a running Rasa server over the sets that the embedded engine is measured on."""

from __future__ import annotations

import json
import re
import time
from datetime import date
from pathlib import Path

from bot.understanding.acts import NLU_DATA
from bot.understanding.batch import rasa_intent_of
from bot.understanding.entity_scores import Entity, entity_f1
from bot.understanding.expressions import expression
from bot.understanding.rasa import RasaClient
from bot.understanding.scores import Scores, intent_scores, rows

__all__ = ["RasaSilent", "measure_rasa"]

_SCORES = NLU_DATA / "evaluation" / "rasa.json"
_PATIENCE_SECONDS = 30.0
_MEMORY = expression(r"^(VmRSS|VmHWM):\s+(\d+) kB", re.MULTILINE)


class RasaSilent(Exception):
    """The server did not answer: nothing is measured, and nothing is made up in its place."""


def measure_rasa(client: RasaClient, process: int, measured_on: date) -> Scores:
    """Its scores, kept in `rasa.json` for the report.

    Args:
        process: the server's process on this machine; its memory is measured.

    Raises:
        RasaSilent: a message stayed without an answer.
    """
    client.remote.timeout_seconds = _PATIENCE_SECONDS
    _answer(client, "你好")
    scores = intent_scores(lambda text: _intent(client, text))
    scores["entity_f1"] = entity_f1(rows("entities"), lambda text: _entities(client, text))
    scores["p50_ms"], scores["p99_ms"] = _latencies(client)
    memory = dict(_MEMORY.findall(Path(f"/proc/{process}/status").read_text("utf-8")))
    scores["memory_mb"] = int(memory["VmRSS"]) / 1024
    scores["peak_mb"] = int(memory["VmHWM"]) / 1024
    scores["measured_on"] = measured_on.isoformat()
    _SCORES.write_text(json.dumps(scores, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return scores


def _answer(client: RasaClient, text: str) -> None:
    if client.read(text) is None:
        raise RasaSilent(
            f"no Rasa server answers at {client.remote.url}:"
            " start it with make rasa, in another terminal"
        )


def _intent(client: RasaClient, text: str) -> dict[str, object]:
    _answer(client, text)
    return rasa_intent_of(text, client)


def _entities(client: RasaClient, text: str) -> set[Entity]:
    parsed = client.read(text)
    if parsed is None:
        raise RasaSilent(f"the Rasa server at {client.remote.url} stopped answering")
    return {(each.kind, each.start, each.end) for each in parsed.entities}


def _latencies(client: RasaClient) -> tuple[float, float]:
    texts = [row["text"] for name in ("intents", "cases", "stories") for row in rows(name)]
    times = []
    for text in texts:
        start = time.perf_counter()
        client.read(text)
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    return times[len(times) // 2], times[int(len(times) * 0.99)]
