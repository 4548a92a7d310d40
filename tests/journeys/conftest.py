"""One server for the journeys of a worker, and servers of their own for those who kill them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.journeys.server import Server


@contextmanager
def _running(*, forked: bool) -> Iterator[Server]:
    """A server over a folder of its own.

    Not below pytest's own folder: as root, PostgreSQL runs as another user, and pytest closes
    its folder to others whenever a second run begins.
    """
    folder = Path(tempfile.mkdtemp(prefix="lian-journey-"))
    server = Server(folder / "data", forked=forked)
    try:
        yield server.start()
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A server that nobody kills."""
    with _running(forked=False) as running:
        yield running


@pytest.fixture
def mortal_server() -> Iterator[Server]:
    """A server of one's own, to be killed."""
    with _running(forked=True) as running:
        yield running
