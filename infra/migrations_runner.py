"""Bring every schema to its newest revision, once, whoever starts first.

Looking whether there is anything to do costs one connection and one query; Alembic is only
imported when there is.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.pool import NullPool

from infra.database import driver_url, session_options
from infra.errors import MigrationFailed

__all__ = ["JOBS", "SchemaEnvironment", "at_head", "migrate"]

# Any number, as long as nobody else locks it: 'lian' in ASCII.
_LOCK = 0x6C69616E

_REVISION = re.compile(r"""^revision\b[^=\n]*=\s*["']([^"']+)["']""", re.MULTILINE)
_PARENT = re.compile(r"""^down_revision\b[^=\n]*=\s*["']([^"']+)["']""", re.MULTILINE)


@dataclass(frozen=True)
class SchemaEnvironment:
    """A PostgreSQL schema and the package that holds its env.py and versions."""

    schema: str
    package: str

    @property
    def folder(self) -> Path:
        spec = importlib.util.find_spec(self.package)
        if spec is None or not spec.submodule_search_locations:
            raise MigrationFailed(f"{self.package} is not a package")
        return Path(spec.submodule_search_locations[0])

    def head(self) -> str | None:
        """The newest revision, read from the files without running them; None if there is none.

        Raises:
            MigrationFailed: two revisions follow the same one.
        """
        sources = [path.read_text() for path in sorted((self.folder / "versions").glob("*.py"))]
        revisions = {found[1] for found in map(_REVISION.search, sources) if found}
        parents = {found[1] for found in map(_PARENT.search, sources) if found}
        heads = sorted(revisions - parents)
        if len(heads) > 1:
            raise MigrationFailed(f"schema {self.schema} has several heads: {', '.join(heads)}")
        return heads[0] if heads else None


JOBS = SchemaEnvironment("jobs", "infra.migrations")


def _stored(connection: Connection, environment: SchemaEnvironment) -> str | None:
    table = f"{environment.schema}.alembic_version"
    if connection.scalar(text("SELECT to_regclass(:table)"), {"table": table}) is None:
        return None
    found: str | None = connection.scalar(text(f"SELECT version_num FROM {table}"))
    return found


def _behind(
    connection: Connection, environments: Sequence[SchemaEnvironment]
) -> list[SchemaEnvironment]:
    return [each for each in environments if _stored(connection, each) != each.head()]


def _engine(url: str) -> Engine:
    options = {"options": session_options(), "application_name": "lian-migrate"}
    return create_engine(driver_url(url), poolclass=NullPool, connect_args=options)


def at_head(url: str, environments: Sequence[SchemaEnvironment]) -> bool:
    """Whether every schema stands at its newest revision."""
    with _engine(url).connect() as connection:
        return not _behind(connection, environments)


def migrate(url: str, environments: Sequence[SchemaEnvironment]) -> list[str]:
    """Upgrade the schemas that are behind, in the order given; gives their names.

    Processes that start together wait for the first one and then find nothing to do.
    """
    engine = _engine(url)
    with engine.connect() as guard:
        if not _behind(guard, environments):
            return []
        guard.commit()
        guard.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": _LOCK})
        guard.commit()
        behind = _behind(guard, environments)
        guard.commit()
        for environment in behind:
            _upgrade(engine, environment)
        return [environment.schema for environment in behind]


def _upgrade(engine: Engine, environment: SchemaEnvironment) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", str(environment.folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {environment.schema}"))
        connection.commit()
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise MigrationFailed(f"schema {environment.schema}: {error}") from error
        connection.commit()
