"""What was handed over keeps the definition it was made with, whatever the files say later."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.sessions import definitions as module
from bot.sessions.definitions import Definitions
from dialogs.errors import UnknownInterviewError
from dialogs.interview.catalogue import compile_bundle, load_interview
from dialogs.schema.files import read_bundle
from infra.clock import FixedClock
from infra.database import Database

CASE = "private_lending"


@pytest.fixture
def changed(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """From now on the files of the interview say something else."""
    bundle = read_bundle(CASE)
    bundle["head"] = {**bundle["head"], "version": bundle["head"]["version"] + 1}

    def switch() -> None:
        monkeypatch.setattr(module, "read_bundle", lambda _id: bundle)
        monkeypatch.setattr(module, "load_interview", lambda _id: compile_bundle(bundle))

    return {"switch": switch}


def test_a_kept_definition_outlives_its_files(
    database: Database, clock: FixedClock, changed: dict[str, Any]
) -> None:
    definitions, before = Definitions(database), load_interview(CASE)
    with database.transaction() as connection:
        definitions.keep(connection, before, clock.now())

    changed["switch"]()

    kept = definitions.interview(CASE, before.digest)
    assert (kept.digest, kept.version) == (before.digest, before.version)
    assert definitions.bundle(CASE, before.digest)["head"]["version"] == before.version


def test_a_kept_definition_asks_in_the_order_of_its_files(
    database: Database, clock: FixedClock, changed: dict[str, Any]
) -> None:
    definitions, before = Definitions(database), load_interview(CASE)
    with database.transaction() as connection:
        definitions.keep(connection, before, clock.now())

    changed["switch"]()

    kept = definitions.interview(CASE, before.digest)
    assert list(kept.elements) == list(before.elements)
    way = "loans[i].way"
    assert kept.elements[way].options == before.elements[way].options


def test_keeping_twice_keeps_once(database: Database, clock: FixedClock) -> None:
    definitions = Definitions(database)
    with database.transaction() as connection:
        definitions.keep(connection, load_interview(CASE), clock.now())
        definitions.keep(connection, load_interview(CASE), clock.now())
        count = connection.exec_driver_sql("SELECT count(*) FROM bot.definitions").scalar()

    assert count == 1


def test_a_definition_that_was_never_kept_is_an_error(database: Database) -> None:
    with pytest.raises(UnknownInterviewError):
        Definitions(database).interview(CASE, "0" * 64)


def test_a_definition_read_from_the_store_is_not_stored_again(
    database: Database, clock: FixedClock
) -> None:
    other = replace(load_interview(CASE), digest="1" * 64)
    with database.transaction() as connection:
        Definitions(database).keep(connection, other, clock.now())
        count = connection.exec_driver_sql("SELECT count(*) FROM bot.definitions").scalar()

    assert count == 0
