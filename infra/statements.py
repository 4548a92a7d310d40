"""Statements that every turn executes, handed to the driver as they are.

SQLAlchemy compiles a statement, wraps its values and describes its rows; for the two statements of
a turn that costs more than all the driver does. Connection and transaction stay SQLAlchemy's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import psycopg
import sqlalchemy as sa

__all__ = ["Statement"]

PLACE = re.compile(r"(?<![:\w]):([a-z_]+)(?!:)")


class Statement:
    """SQL with places written `:name`, as in `sqlalchemy.text`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._sent = PLACE.sub(r"%(\1)s", text.replace("%", "%%"))

    def first(self, connection: sa.Connection, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """Execute, and give the first row.

        Raises:
            sqlalchemy.exc.DBAPIError: as any other statement; it quotes no values.
        """
        with self._executed(connection, values) as cursor:
            row: tuple[Any, ...] | None = cursor.fetchone()
            return row

    def execute(self, connection: sa.Connection, values: Mapping[str, Any]) -> None:
        """Execute what gives no rows.

        Raises:
            sqlalchemy.exc.DBAPIError: see `first`.
        """
        self._executed(connection, values).close()

    def _executed(
        self, connection: sa.Connection, values: Mapping[str, Any]
    ) -> psycopg.Cursor[tuple[Any, ...]]:
        driver = connection.connection.driver_connection
        assert isinstance(driver, psycopg.Connection)
        cursor = driver.cursor()
        try:
            return cursor.execute(self._sent, values)
        except psycopg.Error as error:
            cursor.close()
            if driver.closed:
                connection.invalidate(error)
            raise sa.exc.DBAPIError(self.text, None, error, hide_parameters=True) from error
