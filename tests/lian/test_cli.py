from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from lian.cli import COMMANDS, app


def _lian(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    import os

    return subprocess.run(
        [sys.executable, "-m", "lian", *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


def test_help_lists_what_is_there_and_imports_none_of_it() -> None:
    program = (
        "import sys; from lian.cli import app\n"
        "try: app(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'sqlalchemy', 'fastapi', 'pydantic', 'rich'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert "migrate" in done.stdout


def test_every_listed_command_loads() -> None:
    import typer
    from typer.testing import CliRunner

    group = typer.main.get_command(app)
    runner = CliRunner()
    for name in group.list_commands(None):  # type: ignore[attr-defined]
        assert name in COMMANDS
        assert runner.invoke(app, [name, "--help"]).exit_code == 0, name


def test_an_unknown_command_is_refused() -> None:
    done = _lian("nosuch")
    assert done.returncode == 2
    assert "nosuch" in done.stderr


def test_a_refused_setting_is_one_sentence_and_no_traceback() -> None:
    done = _lian("migrate", LIAN_PROT="1")
    assert done.returncode == 2
    assert done.stderr.startswith("lian: LIAN_PROT is not a setting; did you mean LIAN_PORT?")
    assert "Traceback" not in done.stderr


def test_without_typefaces_nothing_is_served(tmp_path: Path) -> None:
    done = _lian("serve", LIAN_FONTS_DIR=str(tmp_path), LIAN_DATA_DIR=str(tmp_path / "data"))
    assert done.returncode == 2
    assert f"the typefaces are not in {tmp_path}: fetch them with: lian fonts" in done.stderr
