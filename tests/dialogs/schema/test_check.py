"""`lian check` over a tiny tree of YAML files, with one thing broken at a time."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dialogs.schema.check import Codes, Problem, World, check
from dialogs.schema.files import read_yaml
from lian.check import read_example

TREE = Path(__file__).parent / "tree"
TODAY = date(2026, 11, 20)

CELLS = "forms/tiny_form/cells.yml"

WORLD = World(
    named={"any_person": lambda answers, index: answers.count("people") > 0},
    derivations=frozenset({"total"}),
    composers=frozenset({"both"}),
    read=read_example,
    mentioned=frozenset(),
    codes=Codes(
        wanted={"conversation": {"noted": "bot/x.py:1"}, "findings": {"no_person": "rules/x.py:1"}},
        given={"conversation": {"noted": frozenset({"label"})}},
        names=frozenset({"number", "label"}),
    ),
    today=TODAY,
)

Break = Callable[[str, str, str], list[Problem]]


@pytest.fixture
def broken(tmp_path: Path) -> Break:
    """Checks the tree with one text in one file replaced; an empty `old` appends."""

    def run(file: str, old: str, new: str) -> list[Problem]:
        folder = tmp_path / "dialogs"
        shutil.copytree(TREE, folder)
        path = folder / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1) if old else text + new, "utf-8")
        return check(WORLD, folder)

    return run


def test_tree_without_mistake_has_no_problem() -> None:
    assert check(WORLD, TREE) == []


BROKEN = read_yaml(Path(__file__).parent / "broken.yml")


@pytest.mark.parametrize("kind", sorted(BROKEN))
def test_broken_file_is_told_with_its_line(kind: str, broken: Break) -> None:
    case = BROKEN[kind]
    problems = broken(case["file"], case["old"], case["new"])
    found = [each for each in problems if case["says"] in each.text and each.line == case["line"]]
    assert found, "\n".join(map(str, problems))


def test_problem_reads_as_file_line_and_what_to_do() -> None:
    assert str(Problem("dialogs/law/cap.yml", 3, "mend it")) == "dialogs/law/cap.yml:3: mend it"


def test_rule_that_looks_at_an_element_gives_it_a_use(tmp_path: Path) -> None:
    folder = tmp_path / "dialogs"
    shutil.copytree(TREE, folder)
    cells = folder / CELLS
    cells.write_text(cells.read_text("utf-8").replace("          - {path: branch}\n", ""), "utf-8")
    assert check(WORLD, folder)
    assert check(replace(WORLD, mentioned=frozenset({"branch"})), folder) == []
