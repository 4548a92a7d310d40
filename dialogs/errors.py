"""Errors of the dialogs package."""

from __future__ import annotations

__all__ = ["DefinitionError", "DialogsError", "ResponseError", "UnknownInterviewError"]


class DialogsError(Exception):
    """Base of all errors of this package; `code` names its sentence."""

    code = "dialogs_error"


class DefinitionError(DialogsError):
    """A YAML file says something that cannot be; the message names file, line and remedy."""

    code = "definition_error"

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class UnknownInterviewError(DialogsError):
    """There is no interview of that id."""

    code = "unknown_interview"


class ResponseError(DialogsError):
    """A sentence is missing, or its template wants a value it was not given."""

    code = "response_error"
