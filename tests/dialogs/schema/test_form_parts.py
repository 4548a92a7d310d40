"""Shared blocks of forms are put in place, and problems in them are found where they stand."""

from __future__ import annotations

from typing import Any

import pytest

from dialogs.errors import DefinitionError
from dialogs.schema.form_parts import expand

PARTS: dict[str, Any] = {
    "common/people": {"sections": [{"heading": "当事人", "rows": [{"use": "common/person"}]}]},
    "common/person": {"rows": [{"label": "姓名", "cells": [{"path": "name"}]}]},
    "common/ending": {"rows": [{"label": "<n>. 总额", "key": "c<n>_total"}]},
    "common/circle": {"rows": [{"use": "common/circle"}]},
}


def form(*sections: dict[str, Any]) -> dict[str, Any]:
    return {"form": "f", "sections": list(sections)}


def test_sections_and_rows_are_put_in_place_and_blanks_are_filled() -> None:
    ending = {"use": "common/ending", "with": {"n": 4}}
    made = expand(
        form({"use": "common/people"}, {"rows": [{"label": "1. 事由"}, ending]}), PARTS.__getitem__
    )
    people, facts = made.tree["sections"]
    assert people["rows"] == PARTS["common/person"]["rows"]
    assert facts["rows"][1] == {"label": "4. 总额", "key": "c4_total"}
    assert made.used == set(PARTS) - {"common/circle"}


def test_every_row_knows_the_file_it_was_written_in() -> None:
    ending = {"use": "common/ending", "with": {"n": "4"}}
    made = expand(
        form({"use": "common/people"}, {"rows": [{"label": "1. 事由"}, ending]}), PARTS.__getitem__
    )
    assert made.origin(("sections", 0, "rows", 0, "cells", 0)) == (
        "common/person",
        ("rows", 0, "cells", 0),
    )
    assert made.origin(("sections", 0, "heading")) == ("common/people", ("sections", 0, "heading"))
    assert made.origin(("sections", 1, "rows", 1, "label")) == (
        "common/ending",
        ("rows", 0, "label"),
    )
    assert made.origin(("sections", 1, "rows", 0)) == ("", ("sections", 1, "rows", 0))
    assert made.origin(("title",)) == ("", ("title",))


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"use": "common/ending"}, "blank <n>"),
        ({"use": "common/ending", "label": "x"}, "nothing beside it"),
        ({"use": "common/circle"}, "uses itself"),
        ({"use": "common/people"}, "no list 'rows'"),
    ],
)
def test_a_use_that_does_not_fit_is_refused_with_what_to_do(row, told: str) -> None:
    with pytest.raises(DefinitionError) as refused:
        expand(form({"rows": [row]}), PARTS.__getitem__)
    assert told in refused.value.problems[0]
