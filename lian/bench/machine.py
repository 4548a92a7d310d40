"""Starting servers to be measured, and reading what they use."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Sequence

import httpx
import psutil

__all__ = ["Running", "free_port", "memory_megabytes", "wait_for"]

START_SECONDS = 120


class Running:
    """A server in a process group of its own."""

    def __init__(self, command: Sequence[str], settings: dict[str, str], port: int) -> None:
        inherited = {key: value for key, value in os.environ.items() if key[:5] != "LIAN_"}
        self.address = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            command,
            env={**inherited, **settings},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def stop(self) -> None:
        """End it, gently at first."""
        os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def wait_for(running: Running, path: str = "/readyz") -> None:
    """Wait until it answers.

    Raises:
        RuntimeError: it ended, or does not answer.
    """
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if running.process.poll() is not None:
            raise RuntimeError("the server ended before it answered")
        try:
            if httpx.get(running.address + path, timeout=2).is_success:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.02)
    raise RuntimeError("the server does not answer")


def memory_megabytes(pid: int) -> int:
    """Resident memory of a process, in MB; PostgreSQL counts apart."""
    return int(psutil.Process(pid).memory_info().rss / 1e6)


def free_port() -> int:
    """A port of the loopback address that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
