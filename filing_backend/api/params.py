"""Identifiers in paths: nothing else reaches a query or the key of an object."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path

from filing_backend.contracts.drafts import ID_PATTERN

__all__ = ["Identifier", "PageNumber"]

Identifier = Annotated[str, Path(pattern=ID_PATTERN)]
PageNumber = Annotated[int, Path(ge=1, le=100_000)]
