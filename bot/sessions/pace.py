"""How fast one account may send, counted in the database for all processes that do."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from infra.database import Database

__all__ = ["Pace"]

# By the database's own clock: those of many machines differ.
TAKE = sa.text("""
INSERT INTO bot.platform_pace AS p (account, next_at)
VALUES (:account, clock_timestamp() + :step)
ON CONFLICT (account) DO UPDATE SET next_at = greatest(p.next_at, clock_timestamp()) + :step
    WHERE p.next_at <= clock_timestamp() + :patience
RETURNING extract(epoch FROM next_at - :step - clock_timestamp())
""")


class Pace:
    """Gives out the moments at which an account may send."""

    def __init__(self, database: Database, account: str, per_second: int) -> None:
        self._database = database
        self._account = account
        self._step = timedelta(seconds=1) / per_second

    def take(self, messages: int, patience: timedelta) -> float | None:
        """Seconds until these messages may go; None, and nothing taken, if beyond `patience`."""
        values = {
            "account": self._account,
            "step": self._step * messages,
            "patience": patience,
        }
        with self._database.transaction() as connection:
            wait = connection.scalar(TAKE, values)
        return None if wait is None else max(0.0, float(wait))
