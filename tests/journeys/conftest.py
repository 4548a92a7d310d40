"""One server for the journeys of a worker, and servers of their own for those who kill them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.journeys.server import Server


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that nobody kills."""
    running = Server(tmp_path_factory.mktemp("journeys") / "data").start()
    yield running
    running.stop()


@pytest.fixture
def mortal_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of one's own, to be killed."""
    running = Server(tmp_path_factory.mktemp("mortal") / "data").start()
    yield running
    running.stop()
