"""Errors of the port to courts.

CourtError
├── CourtUnreachable   no answer, or none that can be trusted: ask again later
├── CourtRefused       the court does not take this: tell the person
└── AlreadyFiled       the court has our key already: success
"""

from __future__ import annotations

from collections.abc import Sequence

from filing_backend.contracts.filings import ReturnedItem

__all__ = ["AlreadyFiled", "CourtError", "CourtRefused", "CourtUnreachable"]


class CourtError(Exception):
    """What a court's system answered instead of what was asked for."""


class CourtUnreachable(CourtError):
    """No answer: whether the act was done is unknown."""


class CourtRefused(CourtError):
    """The court's system does not take the packet; findings are keyed by element path."""

    def __init__(self, reason: str, items: Sequence[ReturnedItem] = ()) -> None:
        super().__init__("the court refused the request")
        self.reason = reason
        self.items = tuple(items)


class AlreadyFiled(CourtError):
    """The court has a case under this key; `receipt` names it."""

    def __init__(self, receipt: str) -> None:
        super().__init__("already filed")
        self.receipt = receipt
