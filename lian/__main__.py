"""`python -m lian`, the same as `lian`."""

from lian.cli import app

app()
