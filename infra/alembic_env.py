"""What every env.py of ours does: run one schema's revisions on the connection it is given."""

from __future__ import annotations

from alembic import context
from sqlalchemy import MetaData

__all__ = ["run"]


def run(schema: str, metadata: MetaData | None = None) -> None:
    """Run the revisions of `schema`; each in a transaction of its own.

    The connection comes from `infra.migrations_runner`. `metadata` is only looked at by Alembic's
    comparison of tables with models.
    """
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=metadata,
        version_table="alembic_version",
        version_table_schema=schema,
        include_schemas=True,
        include_name=lambda name, kind, _parents: kind != "schema" or name == schema,
        transaction_per_migration=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
