"""`lian check` refuses law that the register does not hold, or that is not in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dialogs.rules.conditions import NAMED
from dialogs.schema.check_files import Files
from dialogs.schema.check_law import check_law, read_texts
from dialogs.schema.check_world import Codes, World
from dialogs.schema.files import DIALOGS
from lian.check import read_example
from lian.code_references import asked_parameters, rule_cites

TODAY = date(2026, 11, 21)
NOTHING = World(
    named=NAMED,
    derivations=frozenset(),
    composers=frozenset(),
    read=read_example,
    mentioned=frozenset(),
    codes=Codes(),
    today=TODAY,
)


def problems(**changes):
    files = Files(DIALOGS)
    check_law(files, replace(NOTHING, texts=read_texts(files), **changes))
    return [str(each) for each in files.problems]


def test_what_the_rules_cite_and_ask_for_is_there():
    assert problems(cited=rule_cites(), periods=asked_parameters()) == []


WRONG = [
    ("no-such-law:1", TODAY, "register the text"),
    ("civil-code:9999", TODAY, "restate it there"),
    ("fashi-2025-14:1", date(2025, 10, 31), "not in force on 2025-10-31"),
]


@pytest.mark.parametrize(("cite", "today", "said"), WRONG, ids=[each[0] for each in WRONG])
def test_a_cite_that_does_not_hold_is_found_with_its_line(cite, today, said):
    found = problems(cited={cite: "dialogs/rules/x.py:7"}, today=today)
    wrong = [each for each in found if "dialogs/rules/x.py:7" in each]
    assert len(wrong) == 1
    assert said in wrong[0]


def test_a_parameter_that_there_is_not_is_found():
    assert "asks for 'no_such_period'" in problems(periods={"no_such_period": "x.py:3"})[0]


def test_the_rules_are_read_for_their_cites():
    cites = rule_cites()
    assert cites["civil-code:188"].startswith("dialogs/rules/")
    assert len(cites) > 150
