"""What can go wrong with the law's own data: a fault of ours, never of a person."""

from __future__ import annotations

from dialogs.errors import DialogsError

__all__ = [
    "LawDataError",
    "NoValueThenError",
    "RegisteredTwiceError",
    "UnknownParameterError",
    "UnknownSourceError",
]


class LawDataError(DialogsError):
    """The tables of law cannot answer; the message says which and what to do."""

    code = "law_data_error"


class UnknownParameterError(LawDataError):
    """There is no `dialogs/law/<name>.yml`."""


class NoValueThenError(LawDataError):
    """The date lies before the first value and the parameter names no rule for that time."""


class RegisteredTwiceError(LawDataError):
    """Two modules register the same name."""


class UnknownSourceError(LawDataError):
    """A cite names a text or an article that `dialogs/sources` does not hold."""
