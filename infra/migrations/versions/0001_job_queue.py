"""The job queue's tables and functions, as of Procrastinate 3.4's last schema change.

The numbered files of the installed library are applied, not its whole schema.sql: they stay as
they are in later releases, so this revision always gives the same tables. What a later release
adds is applied by a later revision (a test says when one is due).
"""

from __future__ import annotations

from pathlib import Path

from alembic import op
from procrastinate.schema import SchemaManager

revision = "0001"
down_revision = None

FIRST = "00.00.00_01_initial.sql"
LAST = "03.04.00_50_post_add_retry_failed_job_procedure.sql"


def upgrade() -> None:
    folder = Path(SchemaManager.get_migrations_path())
    names = sorted(path.name for path in folder.glob("*.sql"))
    # The driver's own connection: a % in the functions is no parameter there.
    driver = op.get_bind().connection.driver_connection
    assert driver is not None
    with driver.cursor() as cursor:
        cursor.execute("SET LOCAL search_path TO jobs")
        for name in names:
            if FIRST <= name <= LAST:
                cursor.execute((folder / name).read_text(encoding="utf-8"))
        cursor.execute("SET LOCAL search_path TO bot, filing, jobs, public")
