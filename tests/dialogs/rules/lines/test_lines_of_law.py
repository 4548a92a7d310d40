"""Each line of `*.jsonl`, sent through `lian law`, gets the answer worked out by hand."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lian.law import app
from tests.dialogs.rules.rows.filings import FILINGS

HERE = Path(__file__).parent
RUN = CliRunner()


@cache
def lines(name):
    text = (HERE / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@cache
def answers(name):
    """What the command says to all lines of a file, sent at once."""
    rows = [json.dumps(row(each), ensure_ascii=False) for each in lines(name)]
    result = RUN.invoke(app, [name], input="\n".join(rows))
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.output.splitlines()]


def row(line):
    if "row" in line:
        return line["row"]
    case, base = FILINGS[line["filing"]]
    told = {**base, **line["changes"]}
    values = {path: value for path, value in told.items() if value != "ABSENT"}
    return {"case": case, "today": line["today"], "answers": values}


def title(line):
    return line.get("name") or "-".join(str(each) for each in line["row"].values())[:60]


def each_of(name):
    """The numbers of a file's lines, named for the report."""
    return [pytest.param(at, id=title(line)) for at, line in enumerate(lines(name))]


@pytest.mark.parametrize("at", each_of("fees"))
def test_fee_of_a_line(at):
    wanted, found = lines("fees")[at]["expect"], answers("fees")[at]
    if "error" in wanted:
        assert "error" in found
        assert "fee" not in found
    else:
        assert found == {key: pytest.approx(value, abs=0.001) for key, value in wanted.items()}


@pytest.mark.parametrize("at", each_of("ids"))
def test_number_of_a_line(at):
    wanted, found = lines("ids")[at]["expect"], answers("ids")[at]
    if "error" in wanted:
        assert "error" in found
    else:
        assert wanted.items() <= found.items()


@pytest.mark.parametrize("at", each_of("courts"))
def test_courts_of_a_line(at):
    wanted, found = lines("courts")[at]["expect"], answers("courts")[at]
    names = [each["name"] for each in found["courts"]]
    assert len(names) == len(set(names))
    assert sorted(names) == wanted.get("courts", sorted(names))
    assert set(wanted.get("among", ())) <= set(names)
    assert not set(wanted.get("not", ())) & set(names)
    assert found["exclusive"] == wanted.get("exclusive", found["exclusive"])
    assert wanted.get("certain", True) or not any(each["certain"] for each in found["courts"])
    assert "unknown_paths" not in found


@pytest.mark.parametrize("at", each_of("check"))
def test_findings_of_a_line(at):
    found = answers("check")[at]
    levels = {each["code"]: each["level"] for each in found["findings"]}
    expected = lines("check")[at]["expect"].split()
    bars = set()
    for each in expected:
        code, _, wanted = each.partition("=")
        if code.startswith("-"):
            assert code[1:] not in levels
        else:
            assert levels.get(code) in wanted.split("|"), sorted(levels)
            bars.add(code)
    assert {code for code, level in levels.items() if level == "block"} <= bars
    assert "unknown_paths" not in found
