"""Identifiers; none of them says anything about a person."""

from __future__ import annotations

import secrets
from datetime import date
from typing import NewType

__all__ = [
    "DraftId",
    "FilingId",
    "FilingNumber",
    "MaterialId",
    "PersonId",
    "new_filing_id",
    "new_filing_number",
    "new_material_id",
]

FilingId = NewType("FilingId", str)
FilingNumber = NewType("FilingNumber", str)
MaterialId = NewType("MaterialId", str)
DraftId = NewType("DraftId", str)
PersonId = NewType("PersonId", str)

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that is read as another


def new_filing_id() -> FilingId:
    """A fresh internal id."""
    return FilingId(secrets.token_hex(16))


def new_material_id() -> MaterialId:
    """A fresh id of an uploaded file."""
    return MaterialId(f"m{secrets.token_hex(12)}")


def new_filing_number(today: date) -> FilingNumber:
    """A number to quote in a conversation: `L20261121-7K3QPM`."""
    tail = "".join(secrets.choice(LETTERS) for _ in range(6))
    return FilingNumber(f"L{today:%Y%m%d}-{tail}")
