from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from sqlalchemy import text

from infra.database import Database
from infra.errors import DatabaseUnavailable
from infra.postgres import EmbeddedPostgres

pytestmark = [pytest.mark.slow, pytest.mark.kill]

# A shell that starts things in the background has them ignore SIGINT; the holder never does.
HOLDER = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
from pathlib import Path
from infra.postgres import EmbeddedPostgres
print(EmbeddedPostgres(Path(sys.argv[1])).start(), flush=True)
time.sleep(600)
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A data folder outside pytest's own, whose modes it guards."""
    path = Path(tempfile.mkdtemp(prefix="lian-pg-"))
    yield path
    _kill_server(path)
    shutil.rmtree(path, ignore_errors=True)


def _server_pid(folder: Path) -> int | None:
    path = folder / "postgres" / "postmaster.pid"
    return int(path.read_text().split("\n")[0]) if path.exists() else None


def _kill_server(folder: Path) -> None:
    pid = _server_pid(folder)
    if pid is not None and psutil.pid_exists(pid):
        server = psutil.Process(pid)
        server.kill()
        psutil.wait_procs([server], timeout=10)


def _holder(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)], stdout=subprocess.PIPE, text=True
    )


def _ended(process: subprocess.Popen[str], number: signal.Signals) -> None:
    os.kill(process.pid, number)
    process.communicate()


def _ask(url: str, question: str) -> object:
    with Database(url, pool_size=1) as database, database.transaction() as connection:
        return connection.scalar(text(question))


def test_a_killed_holder_leaves_a_server_to_attach_to(folder: Path) -> None:
    holder = _holder(folder)
    assert holder.stdout is not None
    url = holder.stdout.readline().strip()
    with Database(url, pool_size=1) as database, database.transaction() as connection:
        connection.execute(text("CREATE TABLE kept AS SELECT 7 AS n"))
    pid = _server_pid(folder)
    _ended(holder, signal.SIGKILL)
    mine = EmbeddedPostgres(folder)
    assert _ask(mine.start(), "SELECT n FROM kept") == 7
    assert _server_pid(folder) == pid
    mine.stop()
    # The killed one no longer counts, so the last to leave has stopped it.
    assert _server_pid(folder) is None


def test_a_killed_server_recovers_what_was_committed(folder: Path) -> None:
    first = EmbeddedPostgres(folder)
    url = first.start()
    with Database(url, pool_size=1) as database, database.transaction() as connection:
        connection.execute(text("CREATE TABLE kept AS SELECT 8 AS n"))
    _kill_server(folder)
    second = EmbeddedPostgres(folder)
    assert _ask(second.start(), "SELECT n FROM kept") == 8
    assert _ask(second.url(), "SHOW fsync") == "on"
    second.stop()


def test_the_server_runs_until_the_last_of_several_leaves(folder: Path) -> None:
    holder = _holder(folder)
    assert holder.stdout is not None
    holder.stdout.readline()
    mine = EmbeddedPostgres(folder)
    url = mine.start()
    _ended(holder, signal.SIGINT)
    assert _ask(url, "SELECT 1") == 1
    mine.stop()
    assert _server_pid(folder) is None
    with pytest.raises(DatabaseUnavailable):
        mine.url()


def test_a_pid_file_of_another_program_does_not_stand_in_the_way(folder: Path) -> None:
    first = EmbeddedPostgres(folder)
    first.start()
    lines = (folder / "postgres" / "postmaster.pid").read_text().split("\n")
    first.stop()
    # After a restart of the machine the number may belong to anybody: to this test, say.
    lines[0] = str(os.getpid())
    (folder / "postgres" / "postmaster.pid").write_text("\n".join(lines))
    second = EmbeddedPostgres(folder)
    assert _ask(second.start(), "SELECT 1") == 1
    second.stop()


def test_a_long_path_gets_a_short_socket_for_its_owner_alone(folder: Path) -> None:
    long = folder / ("long" * 30)
    server = EmbeddedPostgres(long)
    assert _ask(server.start(), "SELECT 1") == 1
    socket = next(Path(tempfile.gettempdir()).glob(f"lian-{os.getuid()}-*/*/.s.PGSQL.5432"))
    assert stat.S_IMODE(socket.stat().st_mode) & 0o077 == 0
    server.stop()


def test_a_folder_that_cannot_be_used_is_explained(folder: Path) -> None:
    (folder / "postgres").mkdir()
    (folder / "postgres" / "PG_VERSION").write_text("9\n")
    with pytest.raises(DatabaseUnavailable, match="its log is"):
        EmbeddedPostgres(folder).start()
