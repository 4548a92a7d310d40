"""Who may import whom is written in pyproject.toml (import-linter); this holds it in the suite."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


def test_every_import_contract_is_kept() -> None:
    program = (
        "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_the_core_of_the_interview_reads_no_clock_no_network_and_no_environment() -> None:
    """`dialogs` is pure: what it needs to know of the world is passed to it."""
    forbidden = ("import socket", "import requests", "import httpx", "os.environ", "datetime.now(")
    found = [
        f"{path.relative_to(CHECKOUT)}: {word}"
        for path in sorted((CHECKOUT / "dialogs").rglob("*.py"))
        for word in (*forbidden, "date.today(", "import sqlalchemy", "from sqlalchemy")
        if word in path.read_text(encoding="utf-8")
    ]
    assert found == []
