"""Errors of the backend.

FilingError
├── NotFound            404
├── Conflict            409
│   ├── NotAllowed        the status does not allow the act
│   ├── KeyReused         same idempotency key, another body
│   └── AlreadyHandedOver the draft is a filing already
├── Invalid             422
│   ├── UnknownElement
│   └── Blocked           findings of level block stand
├── TooLarge            413
└── Unauthorized        401

Each has a code; its sentence for people stands in `dialogs/responses` under `notices`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dialogs.findings import Finding

__all__ = [
    "AlreadyHandedOver",
    "Blocked",
    "Conflict",
    "FilingError",
    "Invalid",
    "KeyReused",
    "NotAllowed",
    "NotFound",
    "TooLarge",
    "Unauthorized",
    "UnknownElement",
]


class FilingError(Exception):
    """An act that was refused: code and values for the person, detail for the operator."""

    status_code = 400
    code = "bad_request"

    def __init__(
        self, detail: str = "", *, code: str = "", values: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail or code or self.code)
        self.code = code or type(self).code
        self.values = dict(values or {})
        self.findings: Sequence[Finding] = ()


class NotFound(FilingError):
    """No such thing, or not of this person."""

    status_code = 404
    code = "not_found"


class Conflict(FilingError):
    """The act does not fit how things stand."""

    status_code = 409
    code = "conflict"


class NotAllowed(Conflict):
    """The filing's status does not allow the act; `values["status"]` is the status."""

    code = "not_in_this_status"

    def __init__(self, status: str, act: str) -> None:
        super().__init__(f"{act} while {status}", values={"status": status})


class KeyReused(Conflict):
    """The idempotency key was used for another body."""

    code = "idempotency_key_reused"


class AlreadyHandedOver(Conflict):
    """The draft has become a filing under another key; `values["number"]` names it."""

    code = "already_handed_over"


class Invalid(FilingError):
    """The request is well formed but cannot be right."""

    status_code = 422
    code = "invalid"


class UnknownElement(Invalid):
    """A returned item that is no element path, `material:<kind>` or `court`."""

    code = "unknown_element"


class Blocked(Invalid):
    """Findings of level block stand against handing over."""

    code = "blocked"

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("blocked by " + ", ".join(finding.code for finding in findings))
        self.findings = tuple(findings)


class TooLarge(FilingError):
    """The request is larger than is taken."""

    status_code = 413
    code = "too_large"


class Unauthorized(FilingError):
    """No valid credentials."""

    status_code = 401
    code = "unauthorized"
