"""A real `lian serve` in a process group of its own, which a test may kill at any moment."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

from infra.postgres import EmbeddedPostgres

__all__ = ["Server"]

START_SECONDS = 60


class Server:
    """Starts, kills and starts again over the same data folder and the same port."""

    def __init__(self, data_dir: Path, processes: int = 1) -> None:
        self.data_dir = data_dir
        self.processes = processes
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None
        self._clients: list[httpx.Client] = []

    @property
    def clerk(self) -> dict[str, str]:
        """Headers of the staff's machine account."""
        token = (self.data_dir / "secrets" / "clerk_token").read_text()
        return {"Authorization": f"Bearer {token}"}

    def start(self) -> Server:
        """Start and wait until it answers."""
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("LIAN_")
        }
        environment |= {
            "LIAN_DATA_DIR": str(self.data_dir),
            "LIAN_PORT": str(self.port),
            "LIAN_PROCESSES": str(self.processes),
        }
        self.data_dir.mkdir(parents=True, exist_ok=True)
        with (self.data_dir / "serve.log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "lian", "serve"],
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._wait_until_it_answers()
        return self

    def kill(self) -> None:
        """`kill -9` for every process of it at once."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None

    def stop(self) -> None:
        """End it and the database it started."""
        for client in self._clients:
            client.close()
        if self._process is not None:
            self.kill()
        EmbeddedPostgres(self.data_dir).stop()

    def client(self) -> httpx.Client:
        """An HTTP client of it, closed when the server stops."""
        self._clients.append(httpx.Client(base_url=self.address, timeout=30))
        return self._clients[-1]

    def log(self) -> str:
        """What it has written."""
        return (self.data_dir / "serve.log").read_text(errors="replace")

    def _wait_until_it_answers(self) -> None:
        assert self._process is not None
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise AssertionError(f"lian serve ended: {self.log()[-2000:]}")
            try:
                if httpx.get(f"{self.address}/readyz", timeout=2).status_code == httpx.codes.OK:
                    return
            except httpx.HTTPError:
                pass
            time.sleep(0.05)
        raise AssertionError(f"lian serve does not answer: {self.log()[-2000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
