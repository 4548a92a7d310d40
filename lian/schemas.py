"""The schemas of the installation, in the order they are brought to their newest revision."""

from __future__ import annotations

from infra.migrations_runner import JOBS, SchemaEnvironment, migrate

__all__ = ["SCHEMAS", "migrate_all"]

# `jobs` first: the other two may refer to the queue, never the other way round.
SCHEMAS = (
    JOBS,
    SchemaEnvironment("bot", "bot.migrations"),
    SchemaEnvironment("filing", "filing_backend.migrations"),
)


def migrate_all(url: str) -> list[str]:
    """Bring every schema up to date; gives the names of those that changed."""
    return migrate(url, SCHEMAS)
