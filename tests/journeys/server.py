"""A real `lian serve` in a process group of its own, which a test may kill at any moment."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import httpx

from infra.postgres import EmbeddedPostgres

__all__ = ["Server", "data_folder"]

START_SECONDS = 60


@contextmanager
def data_folder() -> Iterator[Path]:
    """A folder for a server's data, gone afterwards.

    Not below pytest's own folder: as root, PostgreSQL runs as another user, and pytest closes
    its folder to others whenever a second run begins.
    """
    folder = Path(tempfile.mkdtemp(prefix="lian-journey-"))
    try:
        yield folder / "data"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Server:
    """Starts, kills and starts again over the same data folder and the same port.

    forked: start it by forking a process that has everything imported already.
    settings: more of the environment, `LIAN_…` names.
    """

    def __init__(
        self, data_dir: Path, processes: int = 1, *, forked: bool = False, **settings: str
    ) -> None:
        self.data_dir = data_dir
        self.processes = processes
        self.settings = settings
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._group: int | None = None
        self._zygote = self._run("tests.journeys.zygote") if forked else None
        self._process: subprocess.Popen[bytes] | None = None
        self._clients: list[httpx.Client] = []

    @property
    def clerk(self) -> dict[str, str]:
        """Headers of the staff's machine account."""
        token = (self.data_dir / "secrets" / "clerk_token").read_text()
        return {"Authorization": f"Bearer {token}"}

    def start(self) -> Server:
        """Start and wait until it answers."""
        if self._zygote is not None:
            self._group = _forked(self._zygote)
        else:
            self._process = self._run("lian", "serve")
            self._group = self._process.pid
        self._wait_until_it_answers()
        return self

    def kill(self) -> None:
        """`kill -9` for every process of it at once."""
        assert self._group is not None
        os.killpg(self._group, signal.SIGKILL)
        if self._process is not None:
            self._process.wait()
        self._group = self._process = None

    def stop(self) -> None:
        """End it and the database it started."""
        for client in self._clients:
            client.close()
        if self._group is not None:
            self.kill()
        if self._zygote is not None:
            self._zygote.communicate()
        EmbeddedPostgres(self.data_dir).stop()

    def client(self) -> httpx.Client:
        """An HTTP client of it, closed when the server stops."""
        self._clients.append(httpx.Client(base_url=self.address, timeout=30))
        return self._clients[-1]

    def log(self) -> str:
        """What it has written."""
        return (self.data_dir / "serve.log").read_text(errors="replace")

    def _run(self, module: str, *words: str) -> subprocess.Popen[bytes]:
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("LIAN_")
        }
        environment |= {
            "LIAN_DATA_DIR": str(self.data_dir),
            "LIAN_PORT": str(self.port),
            "LIAN_PROCESSES": str(self.processes),
            **self.settings,
        }
        self.data_dir.mkdir(parents=True, exist_ok=True)
        with (self.data_dir / "serve.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", module, *words],
                env=environment,
                stdin=subprocess.DEVNULL if words else subprocess.PIPE,
                stdout=log if words else subprocess.PIPE,
                stderr=log,
                start_new_session=True,
            )

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._process is not None and self._process.poll() is not None:
                raise AssertionError(f"lian serve ended: {self.log()[-2000:]}")
            try:
                if httpx.get(f"{self.address}/readyz", timeout=2).status_code == httpx.codes.OK:
                    return
            except httpx.HTTPError:
                pass
            time.sleep(0.02)
        raise AssertionError(f"lian serve does not answer: {self.log()[-2000:]}")


def _forked(zygote: subprocess.Popen[bytes]) -> int:
    """Ask for a server; its process id."""
    assert zygote.stdin is not None
    assert zygote.stdout is not None
    _write(zygote.stdin, b"start\n")
    return int(zygote.stdout.readline())


def _write(stream: IO[bytes], line: bytes) -> None:
    stream.write(line)
    stream.flush()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
