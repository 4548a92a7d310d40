"""The audit trail cannot be changed quietly."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from filing_backend.persistence.tables import audit
from filing_backend.services.office import Desk
from tests.filing_backend.conftest import Stand


def tamper(stand: Stand, statement: str) -> None:
    """Change the table as its owner could, past the trigger."""
    with stand.database.transaction() as connection:
        connection.execute(sa.text("SET LOCAL session_replication_role = replica"))
        connection.execute(sa.text(statement))


def fill(stand: Stand) -> bytes:
    def add(desk: Desk) -> bytes:
        seal = b""
        for place in range(6):
            details = {"n": place}
            seal = desk.audit.add("staff:a", "filing.view", f"L{place}", desk.now(), details).seal
        return seal

    return stand.transact(add)


def broken_at(stand: Stand, last_seal: bytes | None = None) -> int | None:
    return stand.transact(lambda desk: desk.audit.broken_at(last_seal))


def test_an_untouched_trail_is_whole(stand: Stand) -> None:
    last = fill(stand)
    assert broken_at(stand) is None
    assert broken_at(stand, last) is None


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ("UPDATE filing.audit SET actor = 'staff:b' WHERE seq = 3", 3),
        ("UPDATE filing.audit SET at = at - interval '1 day' WHERE seq = 2", 2),
        ("UPDATE filing.audit SET details = '{}' WHERE seq = 4", 4),
        ("DELETE FROM filing.audit WHERE seq = 3", 3),
        ("DELETE FROM filing.audit WHERE seq = 1", 1),
        ("UPDATE filing.audit SET seal = previous WHERE seq = 5", 5),
        (
            "UPDATE filing.audit a SET actor = b.actor, object = b.object, seal = b.seal"
            " FROM filing.audit b WHERE a.seq = 2 AND b.seq = 3",
            2,
        ),
    ],
)
def test_a_changed_or_missing_entry_is_found(stand: Stand, statement: str, place: int) -> None:
    fill(stand)
    tamper(stand, statement)
    assert broken_at(stand) == place


def test_entries_cut_off_the_end_are_found_by_the_last_seal(stand: Stand) -> None:
    last = fill(stand)
    tamper(stand, "DELETE FROM filing.audit WHERE seq > 4")
    assert broken_at(stand) is None
    assert broken_at(stand, last) == 5


@pytest.mark.parametrize(
    "statement", ["UPDATE filing.audit SET actor = 'x'", "DELETE FROM filing.audit"]
)
def test_the_database_refuses_changes(stand: Stand, statement: str) -> None:
    fill(stand)
    with (
        pytest.raises(DBAPIError, match="only ever added to"),
        stand.database.transaction() as connection,
    ):
        connection.execute(sa.text(statement))


def test_what_staff_and_persons_do_is_noted(stand: Stand) -> None:
    number = stand.submitted()
    stand.decide(number, decision="refuse", reason="不对")
    with stand.database.transaction() as connection:
        rows = connection.execute(sa.select(audit).order_by(audit.c.seq)).all()
    assert [(row.actor, row.act) for row in rows] == [
        ("person", "filing.receive"),
        ("machine:clerk", "filing.refuse"),
    ]
    assert {row.object for row in rows} == {number}
    assert broken_at(stand) is None
