"""`lian check` over the files of the project."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dialogs.schema import check as checking
from dialogs.schema.check import Problem
from lian import check
from lian.code_references import sentence_codes


def test_our_own_files_have_no_problem() -> None:
    problems = checking.check(check.the_world(date(2026, 11, 20)))
    assert problems == [], "\n".join(map(str, problems))


def test_command_prints_problems_and_exits_1(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [Problem("dialogs/law/cap.yml", 3, "'untli' is no key here; mend it")]
    monkeypatch.setattr(check, "check", lambda world: found)
    result = CliRunner().invoke(check.app, [])
    assert result.exit_code == 1
    assert "dialogs/law/cap.yml:3: 'untli' is no key here; mend it" in result.output


def test_codes_are_read_from_calls(tmp_path: Path) -> None:
    (tmp_path / "bot/conversation").mkdir(parents=True)
    (tmp_path / "bot/conversation/x.py").write_text(
        'tools.say("noted", label=1)\n'
        'responses.say("files", "file_empty", **values)\n'
        'warn("no_court", ["court"], name="x")\n'
        'log.info("bot.started")\n',
        "utf-8",
    )
    codes = sentence_codes(tmp_path)
    assert codes.wanted["conversation"] == {"noted": "bot/conversation/x.py:1"}
    assert codes.given["conversation"]["noted"] == {"label"}
    assert codes.wanted["files"] == {"file_empty": "bot/conversation/x.py:2"}
    assert "file_empty" not in codes.given["files"]
    assert codes.given["findings"] == {"no_court": {"name"}}
    assert codes.wanted["findings"] == {"no_court": "bot/conversation/x.py:3"}
    assert "bot.started" not in str(codes.wanted)
