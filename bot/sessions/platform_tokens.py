"""Access tokens of platforms, shared by all processes: one fetches, the others wait for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from infra.clock import Clock
from infra.database import Database
from infra.sealing import Sealer

__all__ = ["PlatformTokens", "TokenState"]

FETCH_LASTS = timedelta(seconds=15)
"""A process that has not stored a token by then is taken for dead."""
BETWEEN_FORCED = timedelta(minutes=30)
"""A forced refresh is allowed twenty times a day, thirty seconds apart at least."""


@dataclass(frozen=True, slots=True)
class TokenState:
    """A token to use, or whether this process has to fetch one; neither: wait and ask again."""

    token: str | None = None
    fetch: bool = False
    force: bool = False


class PlatformTokens:
    """Tokens by account, in the database. Every method is a short transaction of its own."""

    def __init__(self, database: Database, sealer: Sealer, clock: Clock) -> None:
        self._database = database
        self._sealer = sealer
        self._clock = clock

    def claim(self, account: str, stale: str | None = None) -> TokenState:
        """The token that is valid now, or the duty to fetch one.

        stale: a token that the platform has just refused; it is not given again.
        """
        now = self._clock.now()
        with self._database.transaction() as connection:
            # Held until the transaction ends: two processes never claim at once.
            connection.execute(
                sa.text("SELECT pg_advisory_xact_lock(hashtext(:name))"),
                {"name": f"platform_tokens:{account}"},
            )
            row = connection.execute(
                sa.text("SELECT * FROM bot.platform_tokens WHERE account = :account"),
                {"account": account},
            ).first()
            token = None
            if row is not None and row.sealed_token is not None and row.expires_at > now:
                token = str(self._sealer.open(row.sealed_token, _place(account)))
            if token is not None and token != stale:
                return TokenState(token)
            if row is not None and row.fetching_until is not None and row.fetching_until > now:
                return TokenState()
            forced_at = row.forced_at if row is not None else None
            force = token is not None and (forced_at is None or forced_at + BETWEEN_FORCED <= now)
            self._claimed(connection, account, now)
            return TokenState(fetch=True, force=force)

    def _claimed(self, connection: sa.Connection, account: str, now: datetime) -> None:
        connection.execute(
            sa.text(
                "INSERT INTO bot.platform_tokens (account, expires_at, fetching_until, fetches)"
                " VALUES (:account, :now, :until, 1) ON CONFLICT (account) DO UPDATE"
                " SET fetching_until = excluded.fetching_until,"
                " fetches = bot.platform_tokens.fetches + 1"
            ),
            {"account": account, "now": now, "until": now + FETCH_LASTS},
        )

    def keep(self, account: str, token: str, lasts: timedelta, *, forced: bool) -> None:
        """Store a fetched token for every process."""
        now = self._clock.now()
        with self._database.transaction() as connection:
            connection.execute(
                sa.text(
                    "UPDATE bot.platform_tokens SET sealed_token = :token, expires_at = :ends,"
                    " fetching_until = NULL,"
                    " forced_at = CASE WHEN :forced THEN :now ELSE forced_at END"
                    " WHERE account = :account"
                ),
                {
                    "account": account,
                    "token": self._sealer.seal(token, _place(account)),
                    "ends": now + lasts,
                    "forced": forced,
                    "now": now,
                },
            )

    def give_up(self, account: str, pause: timedelta) -> None:
        """The fetch failed: nobody tries again before the pause is over."""
        with self._database.transaction() as connection:
            connection.execute(
                sa.text(
                    "UPDATE bot.platform_tokens SET fetching_until = :until"
                    " WHERE account = :account"
                ),
                {"account": account, "until": self._clock.now() + pause},
            )


def _place(account: str) -> str:
    return f"platform_tokens:{account}:token"
