from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from procrastinate.schema import SchemaManager
from sqlalchemy import Connection, create_engine, text

from infra.database import Database
from infra.errors import MigrationFailed
from infra.migrations_runner import JOBS, SchemaEnvironment, at_head, migrate
from infra.postgres import EmbeddedPostgres
from lian.schemas import SCHEMAS


@pytest.fixture
def empty_url(postgres: EmbeddedPostgres, request: pytest.FixtureRequest) -> str:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    name = f"lian_empty_{worker}"
    engine = create_engine(postgres.url(), isolation_level="AUTOCOMMIT")
    with engine.connect() as server:
        server.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        server.execute(text(f'CREATE DATABASE "{name}"'))
    engine.dispose()
    return postgres.url(name)


def test_every_schema_stands_at_its_head(database_url: str) -> None:
    assert at_head(database_url, SCHEMAS)


def test_looking_whether_there_is_anything_to_do_takes_no_alembic(database_url: str) -> None:
    program = (
        "import sys; from lian.schemas import migrate_all; assert migrate_all(sys.argv[1]) == [];"
        "assert 'alembic' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program, database_url], check=True)


def test_processes_that_start_together_migrate_once(empty_url: str) -> None:
    program = "import sys; from lian.schemas import migrate_all; print(migrate_all(sys.argv[1]))"
    command = [sys.executable, "-c", program, empty_url]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    answers = [process.communicate()[0].strip() for process in started]
    assert [process.returncode for process in started] == [0, 0, 0]
    assert sum(answer != "[]" for answer in answers) == 1
    assert at_head(empty_url, SCHEMAS)


def test_two_heads_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    versions = tmp_path / "two_heads" / "versions"
    versions.mkdir(parents=True)
    (versions.parent / "__init__.py").write_text("")
    for name, parent in (("a", None), ("b", "a"), ("c", "a")):
        lines = f'revision: str = "{name}"\ndown_revision = {parent!r}\n'.replace("'", '"')
        (versions / f"{name}.py").write_text(lines)
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(MigrationFailed, match="b, c"):
        SchemaEnvironment("jobs", "two_heads").head()


def _queue_objects(connection: Connection, schema: str) -> set[tuple[str, ...]]:
    functions = (
        "SELECT proname, md5(prosrc) FROM pg_proc p"
        " JOIN pg_namespace n ON n.oid = pronamespace WHERE nspname = :schema"
    )
    columns = (
        "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns"
        " WHERE table_schema = :schema AND table_name <> 'alembic_version'"
    )
    indexes = (
        "SELECT tablename, indexname FROM pg_indexes"
        " WHERE schemaname = :schema AND tablename <> 'alembic_version'"
    )
    found: set[tuple[str, ...]] = set()
    for question in (functions, columns, indexes):
        found |= {tuple(row) for row in connection.execute(text(question), {"schema": schema})}
    return found


def test_the_job_queues_schema_is_the_installed_librarys(
    new_database: Callable[[str], str],
) -> None:
    """When this fails, a new release changed its schema: add a revision with its new files."""
    url = new_database(f"lian_queue_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}")
    with Database(url, pool_size=1) as database, database.transaction() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        with driver.cursor() as cursor:
            cursor.execute("CREATE SCHEMA other")
            cursor.execute("SET LOCAL search_path TO other")
            cursor.execute(SchemaManager.get_schema())
        assert _queue_objects(connection, "jobs") == _queue_objects(connection, "other")


def test_migrating_one_schema_leaves_the_others_alone(empty_url: str) -> None:
    assert migrate(empty_url, [JOBS]) == ["jobs"]
    assert not at_head(empty_url, SCHEMAS)
