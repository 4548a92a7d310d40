"""Every vector of `vectors/` (facts of the project, with their source in each row)."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dialogs.rules.fee_rows import fee_of_row
from dialogs.rules.ids import CHECKS

VECTORS = Path(__file__).parent / "vectors"


def rows(name: str) -> Any:
    return json.loads((VECTORS / name).read_text(encoding="utf-8"), parse_float=Decimal)


IDS = [(kind, row) for kind, each in rows("id_vectors.json").items() for row in each]


@pytest.mark.parametrize(
    "row", rows("fee_vectors.json"), ids=lambda row: f"{row['case']}-{row['amount']}"
)
def test_fee_is_right_to_the_fen(row):
    found = fee_of_row(row)
    for key in ("fee", "fee_min", "fee_max"):
        assert found.get(key) == (None if key not in row else Decimal(str(row[key])))


@pytest.mark.parametrize(("kind", "row"), IDS, ids=lambda each: str(each)[:40])
def test_number_is_judged_with_the_right_reason(kind, row):
    check = CHECKS[kind](row["value"])
    assert check.valid == (row["expect"] == "valid")
    if "reason" in row:
        assert (check.reason or "ok") == row["reason"]
    if "birth" in row:
        assert check.birth is not None
        assert check.birth.isoformat() == row["birth"]
        assert check.gender == {"F": "female", "M": "male"}[row["gender"]]
