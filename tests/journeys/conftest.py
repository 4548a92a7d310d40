"""One server for the journeys of a worker, and servers of their own for those who kill them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.journeys.server import Server, data_folder


@contextmanager
def _running(*, forked: bool) -> Iterator[Server]:
    """A server over a folder of its own."""
    with data_folder() as folder:
        server = Server(folder, forked=forked)
        try:
            yield server.start()
        finally:
            server.stop()


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
