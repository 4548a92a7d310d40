"""Every row of the law is carried out by something that there is, or says why not."""

from __future__ import annotations

import pytest

from dialogs.rules.timetable import Act
from dialogs.schema.files import DIALOGS, read_yaml
from dialogs.schema.responses import Responses

ROWS = read_yaml(DIALOGS / "law" / "review" / "rows.yml")["rows"]
SAID = Responses.load()
CARRIERS = {
    "codes": SAID.codes("findings"),
    "courts": SAID.codes("courts"),
    "acts": {*Act, "all"},
    "says": SAID.codes("notices") | SAID.codes("conversation"),
}
KEYS = {"id", "level", "what", "note", "open", "elements", *CARRIERS}


@pytest.mark.parametrize("row", ROWS, ids=[str(row["id"]) for row in ROWS])
def test_a_row_names_what_carries_it_out(row):
    assert row.keys() <= KEYS
    assert row["what"]
    assert any(row.get(key) for key in (*CARRIERS, "elements", "open"))
    for key, there in CARRIERS.items():
        assert set(row.get(key, ())) <= there, key


def test_every_finding_belongs_to_a_row():
    told = {code for row in ROWS for code in row.get("codes", ())}
    assert SAID.codes("findings") - told == set()


def test_every_reason_for_a_court_belongs_to_a_row():
    told = {code for row in ROWS for code in row.get("courts", ())}
    assert SAID.codes("courts") - told == {"court_uncertain"}


def test_every_period_belongs_to_a_row():
    told = {act for row in ROWS for act in row.get("acts", ())}
    assert set(Act) - told == set()


def test_no_row_stands_twice():
    ids = [row["id"] for row in ROWS]
    assert len(ids) == len(set(ids))
