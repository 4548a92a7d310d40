"""Statements that are handed to the driver as they are."""

from __future__ import annotations

import psycopg
import pytest
import sqlalchemy as sa

from infra.database import Database
from infra.statements import Statement

DOUBLE = Statement("SELECT CAST(:number AS int) * 2, 'a:b', 100 % 7 WHERE :number > 0")


def test_a_statement_gives_its_first_row(database: Database) -> None:
    with database.transaction() as connection:
        assert DOUBLE.first(connection, {"number": 21}) == (42, "a:b", 2)


def test_a_statement_without_a_row_gives_none(database: Database) -> None:
    with database.transaction() as connection:
        assert DOUBLE.first(connection, {"number": 0}) is None


def _put_and_fail(database: Database) -> None:
    with database.transaction() as connection:
        Statement("INSERT INTO public.kept VALUES (:n)").execute(connection, {"n": 1})
        raise RuntimeError


def test_a_statement_belongs_to_the_transaction_of_its_connection(database: Database) -> None:
    with database.transaction() as connection:
        Statement("CREATE TABLE public.kept (n int)").execute(connection, {})
    with pytest.raises(RuntimeError):
        _put_and_fail(database)
    with database.transaction() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM public.kept")) == 0
        connection.execute(sa.text("DROP TABLE public.kept"))


def test_an_error_is_sqlalchemys_and_quotes_no_values(database: Database) -> None:
    with pytest.raises(sa.exc.DBAPIError) as caught, database.transaction() as connection:
        DOUBLE.first(connection, {"number": "张三的秘密"})
    assert isinstance(caught.value.orig, psycopg.Error)
    assert "秘密" not in str(caught.value).replace(str(caught.value.orig), "")


def test_a_broken_connection_is_not_given_out_again(database_url: str) -> None:
    end_oneself = Statement("SELECT pg_terminate_backend(pg_backend_pid())")
    with Database(database_url, pool_size=1) as lonely:
        with pytest.raises(sa.exc.DBAPIError), lonely.transaction() as connection:
            end_oneself.first(connection, {})
        with lonely.transaction() as connection:
            assert DOUBLE.first(connection, {"number": 1}) == (2, "a:b", 2)
