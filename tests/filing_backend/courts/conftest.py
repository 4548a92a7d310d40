"""An embedded court that can be told to misbehave."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from filing_backend.courts.sandbox import Behaviour, SandboxCourt
from infra.clock import FixedClock
from infra.database import Database
from infra.encryption import Keyring


@pytest.fixture
def sandbox(database: Database, keyring: Keyring, clock: FixedClock) -> SandboxCourt:
    return SandboxCourt(database.engine, keyring.cipher("filing", "court"), clock)


@pytest.fixture
def break_down(sandbox: SandboxCourt) -> Callable[[], None]:
    return lambda: sandbox.behave(Behaviour(down=True))


@pytest.fixture
def mend(sandbox: SandboxCourt) -> Callable[[], None]:
    return lambda: sandbox.behave(Behaviour())


@pytest.fixture
def lose_next_answer(sandbox: SandboxCourt) -> Callable[[], None]:
    return lambda: sandbox.behave(Behaviour(lose_answers=1))
