"""All commands over lines of JSON: a broken line is an error, and the next one is answered."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from lian.law import app as law
from lian.nlu import app as nlu

RUN = CliRunner()
DEEP = b"[" * 100_000
BROKEN = [
    b"nonsense",
    b"[]",
    b"7",
    b"null",
    b'{"text": 5, "case": 5, "kind": 5}',
    b"{}",
    b'{"amount": NaN}',
    b"\xff\xfe",
    DEEP,
]
COMMANDS = {
    "values": (nlu, {"text": "五万元"}),
    "cases": (nlu, {"text": "他借了我五万元不还"}),
    "intents": (nlu, {"text": "谢谢"}),
    "story": (nlu, {"text": "2024年6月1日他借了我五万元"}),
    "fees": (law, {"case": "财产案件", "amount": 100000}),
    "ids": (law, {"kind": "mobile", "value": "13800138000"}),
    "courts": (law, {"case": "labor", "answers": {}}),
    "check": (law, {"case": "labor", "answers": {}}),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_broken_line_is_an_error_and_the_next_one_is_answered(command):
    app, right = COMMANDS[command]
    lines = [*BROKEN, b"", json.dumps(right).encode()]
    result = RUN.invoke(app, [command], input=b"\n".join(lines))
    assert result.exit_code == 0, result.output
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(answers) == len(BROKEN) + 1
    assert all(set(each) <= {"error", "path"} for each in answers[:-1])
    assert "error" not in answers[-1]


def test_half_a_surrogate_goes_out_as_it_came_in():
    result = RUN.invoke(law, ["ids"], input=b'{"kind": "\\ud800", "value": "x"}\n')
    assert "\\ud800" in json.loads(result.stdout)["error"]
