from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from infra.database import Database, conninfo, driver_url


def _fail_midway(database: Database) -> None:
    with database.transaction() as connection:
        connection.execute(text("CREATE TABLE public.gone (id int)"))
        raise RuntimeError


def test_a_transaction_is_rolled_back_by_an_error(database: Database) -> None:
    with pytest.raises(RuntimeError):
        _fail_midway(database)
    with database.transaction() as connection:
        assert connection.scalar(text("SELECT to_regclass('public.gone')")) is None


def test_the_search_path_holds_the_three_schemas(database: Database) -> None:
    with database.transaction() as connection:
        assert connection.scalar(text("SHOW search_path")) == "bot,filing,jobs,public"
        assert connection.scalar(text("SHOW timezone")) == "UTC"


def test_a_statement_that_takes_too_long_is_ended(database_url: str) -> None:
    with (
        Database(database_url, pool_size=1, statement_timeout_seconds=0.05) as hasty,
        pytest.raises(DBAPIError, match="statement timeout"),
        hasty.transaction() as connection,
    ):
        connection.execute(text("SELECT pg_sleep(5)"))


def test_an_error_does_not_show_the_values_of_a_statement(database: Database) -> None:
    statement = text("SELECT CAST(1 AS int) / CAST(:zero AS int), CAST(:name AS text)")
    with pytest.raises(DBAPIError) as caught, database.transaction() as connection:
        connection.execute(statement, {"zero": 0, "name": "张三"})
    assert "division by zero" in str(caught.value)
    assert "张三" not in str(caught.value)


def test_postgres_addresses_of_every_spelling_are_accepted() -> None:
    for spelling in ("postgres://u:p@h/d", "postgresql://u:p@h/d", "postgresql+psycopg://u:p@h/d"):
        assert driver_url(spelling) == "postgresql+psycopg://u:p@h/d"
        assert conninfo(spelling) == "postgresql://u:p@h/d"


def test_a_session_and_its_transaction_are_committed_once_at_the_end(database: Database) -> None:
    with database.session() as session:
        session.execute(text("CREATE TEMP TABLE kept (id int) ON COMMIT DROP"))
        assert session.in_transaction()
