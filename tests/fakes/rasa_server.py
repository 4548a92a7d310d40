"""A real Rasa server of a test's own, on a port of its own, with the trained model."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from lian.rasa import CHECKOUT, model_path, server_command

__all__ = ["RunningRasa", "running_rasa"]

START_SECONDS = 240


@dataclass(frozen=True)
class RunningRasa:
    """Where it is, what it asks for, and its process."""

    url: str
    token: str
    process: int


@contextmanager
def running_rasa(folder: Path) -> Iterator[RunningRasa]:
    """Start it, wait until its model is read, end it."""
    assert model_path().exists(), "make test-rasa trains the model before the tests"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{probe.getsockname()[1]}"
    # A token may begin like an option.
    token = f"-{secrets.token_urlsafe(24)}"
    words, environment = server_command(model_path(), url, token)
    log = folder / "rasa.log"
    with log.open("wb") as file:
        server = subprocess.Popen(
            words,
            cwd=CHECKOUT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait(server, f"{url}/status?token={token}", log)
        # The first message builds the tokenizer's dictionary, which takes a second.
        httpx.post(f"{url}/model/parse?token={token}", json={"text": "你好"}, timeout=60)
        yield RunningRasa(url, token, server.pid)
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def _wait(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert server.poll() is None, log.read_text(errors="replace")[-3000:]
        try:
            answer = httpx.get(address, timeout=5)
            if answer.status_code == httpx.codes.OK and answer.json().get("model_id"):
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.5)
    raise AssertionError(log.read_text(errors="replace")[-3000:])
