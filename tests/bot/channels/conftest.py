"""The web chat over the fakes, and a client of it."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.fakes.web_server import FakeWeb, serve


@pytest.fixture
def web() -> FakeWeb:
    return FakeWeb()


@pytest.fixture
def address(web: FakeWeb) -> Iterator[str]:
    with serve(web.app()) as url:
        yield url


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    """A client without a session."""
    with httpx.Client(base_url=address, trust_env=False, timeout=10) as client:
        yield client


@pytest.fixture
def session(client: httpx.Client) -> httpx.Client:
    """The same client with the token of a new session, and without its cookie."""
    token = client.post("/web/session").json()["token"]
    client.cookies.clear()
    client.headers["Authorization"] = f"Bearer {token}"
    return client
