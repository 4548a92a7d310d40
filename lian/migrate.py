"""`lian migrate`: bring every schema to its newest revision."""

from __future__ import annotations

import typer

from infra.postgres import EmbeddedPostgres
from infra.settings import load_settings
from lian.schemas import migrate_all

__all__ = ["app"]

app = typer.Typer()


@app.command()
def migrate() -> None:
    """Bring every schema of the configured database to its newest revision."""
    settings = load_settings(make_secrets=False)
    url = settings.database_url or EmbeddedPostgres(settings.data_dir).start()
    changed = migrate_all(url)
    typer.echo(f"upgraded: {', '.join(changed)}" if changed else "nothing to do")
