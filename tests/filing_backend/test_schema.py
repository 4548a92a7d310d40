"""The migrations build exactly the tables that the code knows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from filing_backend.courts import sandbox_tables
from filing_backend.persistence import tables
from infra.database import Database


def test_the_migrations_and_the_tables_agree(database: Database) -> None:
    options = {
        "include_schemas": True,
        "include_name": lambda name, kind, _: kind != "schema" or name == "filing",
        "include_object": lambda _o, name, *_: name != "alembic_version",
        "compare_type": True,
    }
    with database.transaction() as connection:
        context = MigrationContext.configure(connection, opts=options)
        both = sa.MetaData(naming_convention=tables.metadata.naming_convention)
        for metadata in (tables.metadata, sandbox_tables.metadata):
            for table in metadata.tables.values():
                table.to_metadata(both)
        found = compare_metadata(context, both)
    assert found == []
