"""The conversation on a real database."""

from __future__ import annotations

import pytest

from infra.clock import FixedClock
from infra.database import Database
from infra.encryption import Keyring
from tests.conversations.stage import Direct, Stage


@pytest.fixture
def stage(database: Database, clock: FixedClock, keyring: Keyring) -> Stage:
    return Stage(database, clock, keyring)


@pytest.fixture
def talk(stage: Stage) -> Direct:
    """A conversation in which a loan case has begun: it asks plaintiffs[0].kind."""
    direct = Direct(stage)
    direct.send("consent", text="同意")
    direct.send("case", option="private_lending")
    return direct
