"""What every test can ask for: a real PostgreSQL built by the migrations, settings, a clock.

One embedded server serves the whole run. Each pytest worker has a database of its own, copied
from a template that the migrations built once; after a test the tables it filled are emptied.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import pytest
from pydantic import SecretStr
from sqlalchemy import Connection, create_engine, make_url, text
from sqlalchemy.pool import NullPool

from infra.clock import FixedClock
from infra.database import Database
from infra.encryption import Keyring
from infra.postgres import EmbeddedPostgres
from infra.settings import Settings
from lian.schemas import migrate_all

# The same examples everywhere; a slow machine is no failure.
hypothesis.settings.register_profile(
    "lian",
    deadline=None,
    derandomize=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("lian")

TEMPLATE = "lian_template"
MASTER_KEY = "dGVzdC1tYXN0ZXIta2V5LXRlc3QtbWFzdGVyLWtleS0wMQ=="


def _run_folder() -> Path:
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID") or str(os.getpid())
    return Path(tempfile.gettempdir()) / f"lian-test-{run[:16]}"


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        run = getattr(config, "_lian_testrun", None) or str(os.getpid())
        shutil.rmtree(Path(tempfile.gettempdir()) / f"lian-test-{run[:16]}", ignore_errors=True)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes(config: pytest.Config) -> None:
    config._lian_testrun = config.pluginmanager.getplugin("dsession").nodemanager.testrunuid  # type: ignore[attr-defined]


@contextmanager
def _one_worker_at_a_time() -> Iterator[None]:
    with (_run_folder() / "template.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def _administration(postgres: EmbeddedPostgres) -> Iterator[Connection]:
    engine = create_engine(postgres.url(), poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Async tests run in asyncio."""
    return "asyncio"


@pytest.fixture(scope="session")
def postgres() -> Iterator[EmbeddedPostgres]:
    """The embedded server of this run; fsync is off, since no test cuts the power."""
    folder = _run_folder()
    folder.mkdir(exist_ok=True)
    server = EmbeddedPostgres(folder, {"fsync": "off", "full_page_writes": "off"})
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def new_database(postgres: EmbeddedPostgres) -> Callable[[str], str]:
    """Makes a fresh, migrated database of a given name; gives its address."""

    def make(name: str) -> str:
        with _one_worker_at_a_time(), _administration(postgres) as server:
            known = set(server.scalars(text("SELECT datname FROM pg_database")))
            if TEMPLATE not in known:
                server.execute(text(f'CREATE DATABASE "{TEMPLATE}"'))
                migrate_all(postgres.url(TEMPLATE))
            if name in known:
                server.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
            server.execute(text(f'CREATE DATABASE "{name}" TEMPLATE "{TEMPLATE}"'))
        return postgres.url(name)

    return make


@pytest.fixture(scope="session")
def database_url(new_database: Callable[[str], str]) -> str:
    """The address of this worker's own database."""
    return new_database(f"lian_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}")


@pytest.fixture(scope="session")
def _pool(database_url: str) -> Iterator[Database]:
    with Database(database_url, pool_size=10, application_name="lian-test") as database:
        yield database


@pytest.fixture
def database(_pool: Database) -> Iterator[Database]:
    """A pool on this worker's database; what the test stored is gone after it."""
    yield _pool
    empty_tables(_pool)


def empty_tables(database: Database) -> None:
    """Empty every table that holds a row, past triggers that forbid it."""
    listing = text(
        "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
        " WHERE schemaname IN ('bot', 'filing', 'jobs') AND tablename <> 'alembic_version'"
    )
    with database.transaction() as connection:
        tables = list(connection.scalars(listing))
        if not tables:
            return
        question = " UNION ALL ".join(
            f"SELECT '{table}' WHERE EXISTS (SELECT FROM {table})" for table in tables
        )
        filled = list(connection.scalars(text(question)))
        if filled:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            connection.execute(text(f"TRUNCATE {', '.join(filled)} CASCADE"))


@pytest.fixture
def clock() -> FixedClock:
    """It is Friday 20 November 2026, ten in the morning in Shanghai."""
    return FixedClock(datetime(2026, 11, 20, 2, 0, tzinfo=UTC))


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    """Settings of a demo on this worker's database, with a data folder of its own."""
    return Settings(
        _env_file=None,
        data_dir=tmp_path / "data",
        database_url=make_url(database_url).render_as_string(hide_password=False),
        service_token=SecretStr("test-service-token"),
        master_key=SecretStr(MASTER_KEY),
        clerk_token=SecretStr("test-clerk-token"),
        staff_password=SecretStr("test-staff-password"),
    )


@pytest.fixture(scope="session")
def keyring() -> Keyring:
    """The master key that `settings` names."""
    return Keyring(MASTER_KEY)
