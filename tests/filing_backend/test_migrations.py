"""The schema can be taken down and built again, step by step."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from infra.migrations_runner import SchemaEnvironment


def test_every_revision_goes_back_and_forth(new_database: Callable[[str], str]) -> None:
    engine = sa.create_engine(new_database("lian_back_and_forth"), poolclass=sa.NullPool)
    config = Config()
    folder = SchemaEnvironment("filing", "filing_backend.migrations").folder
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    tables = sa.text("SELECT count(*) FROM pg_tables WHERE schemaname = 'filing'")
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        before = connection.execute(tables).scalar_one()
        connection.commit()
        command.downgrade(config, "base")
        connection.commit()
        assert connection.execute(tables).scalar_one() == 1
        connection.commit()
        command.upgrade(config, "head")
        connection.commit()
        assert connection.execute(tables).scalar_one() == before
