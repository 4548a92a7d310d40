"""What understanding costs: a message, and the engine's start. One core, the embedded engine."""

from __future__ import annotations

import subprocess
import sys

from bot.understanding.scores import latencies

__all__ = ["understanding"]

LOADING = """
import time
from datetime import date
from bot.understanding.embedded import EmbeddedEngine
from bot.understanding.engine import Context
started = time.perf_counter()
EmbeddedEngine().understand("我要起诉", Context(date.today()))
print(time.perf_counter() - started)
"""


def understanding() -> dict[str, float]:
    """Milliseconds of a message of the evaluation sets; seconds from nothing to the first one."""
    p50, p99, _ = latencies()
    command = [sys.executable, "-c", LOADING]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return {
        "p50_ms": round(p50, 3),
        "p99_ms": round(p99, 2),
        "load_seconds": round(float(done.stdout), 3),
    }
