"""One pool of connections to PostgreSQL, and the transaction as a context manager.

The bot and the backend each have a Database of their own, so that neither can use up the other's
connections.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import Connection, Engine, create_engine, make_url

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

__all__ = ["SEARCH_PATH", "Database", "conninfo", "driver_url", "session_options"]

# The jobs schema must be in it: the job queue's functions name their tables without a schema.
SEARCH_PATH = "bot,filing,jobs,public"


def driver_url(url: str) -> str:
    """The address with psycopg named as its driver; postgres:// and postgresql:// are accepted."""
    parsed = make_url(url.replace("postgres://", "postgresql://", 1))
    return parsed.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)


def conninfo(url: str) -> str:
    """The same address as libpq and psycopg_pool understand it."""
    parsed = make_url(url.replace("postgres://", "postgresql://", 1))
    return parsed.set(drivername="postgresql").render_as_string(hide_password=False)


def session_options(
    *,
    statement_timeout_seconds: float = 0,
    lock_timeout_seconds: float = 0,
    idle_in_transaction_seconds: float = 0,
) -> str:
    """libpq's `options`: the search path and the limits, 0 meaning no limit."""
    limits = {
        "statement_timeout": statement_timeout_seconds,
        "lock_timeout": lock_timeout_seconds,
        "idle_in_transaction_session_timeout": idle_in_transaction_seconds,
    }
    parts = [f"-c search_path={SEARCH_PATH}", "-c timezone=UTC"]
    parts += [f"-c {name}={int(seconds * 1000)}" for name, seconds in limits.items() if seconds]
    return " ".join(parts)


def _dumped(value: Any) -> str:
    return orjson.dumps(value).decode()


class Database:
    """A bounded pool of connections.

    Args:
        url: postgresql://… of a server, or what `infra.postgres.EmbeddedPostgres` gives.
        pool_size: connections at most; whoever finds none waits `pool_timeout_seconds`.
        application_name: what pg_stat_activity shows.
    """

    def __init__(
        self,
        url: str,
        *,
        pool_size: int = 8,
        application_name: str = "lian",
        pool_timeout_seconds: float = 10,
        statement_timeout_seconds: float = 15,
        lock_timeout_seconds: float = 5,
        idle_in_transaction_seconds: float = 60,
    ) -> None:
        self.url = driver_url(url)
        self.engine: Engine = create_engine(
            self.url,
            pool_size=pool_size,
            max_overflow=0,
            pool_timeout=pool_timeout_seconds,
            pool_pre_ping=False,
            # Values of a statement are people's data; they must not reach a log in an error.
            hide_parameters=True,
            json_serializer=_dumped,
            json_deserializer=orjson.loads,
            connect_args={
                "application_name": application_name,
                "connect_timeout": 10,
                "options": session_options(
                    statement_timeout_seconds=statement_timeout_seconds,
                    lock_timeout_seconds=lock_timeout_seconds,
                    idle_in_transaction_seconds=idle_in_transaction_seconds,
                ),
            },
        )
        # The same pool; the connection is put back into transactions when it goes home.
        self._alone = self.engine.execution_options(isolation_level="AUTOCOMMIT")

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One transaction on one connection: committed at the end, rolled back on an error."""
        with self.engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for statements that stand alone: no BEGIN before them, no COMMIT behind."""
        with self._alone.connect() as connection:
            yield connection

    @contextmanager
    def session(self) -> Iterator[Session]:
        """The same, as an ORM session; it commits once, at the end."""
        # The ORM takes 0.3 s to import; a process that never asks for it starts without.
        from sqlalchemy.orm import Session

        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    def close(self) -> None:
        """Close every connection of the pool."""
        self.engine.dispose()

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()
