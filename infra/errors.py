"""What can go wrong below the parts that know the court.

InfraError
├── SettingsRefused      the settings do not allow a start
├── DatabaseUnavailable  no server, or it does not answer
├── MigrationFailed      a schema could not be brought to its newest revision
├── ObjectError
│   ├── ObjectMissing    nothing is stored under the key
│   └── ObjectExists     something else is already stored under the key
├── SealError
│   ├── SealBroken       altered, cut, or moved to another row or column
│   └── KeyUnknown       sealed with a master key that is not configured
├── LinkRefused
│   ├── LinkForged       the signature does not fit
│   └── LinkExpired      the signature fits, the time is over
└── TaskMisdeclared      a task without a limit of retries, or two of one name
"""

from __future__ import annotations

from typing import ClassVar

__all__ = [
    "DatabaseUnavailable",
    "InfraError",
    "KeyUnknown",
    "LinkExpired",
    "LinkForged",
    "LinkRefused",
    "MigrationFailed",
    "ObjectError",
    "ObjectExists",
    "ObjectMissing",
    "SealBroken",
    "SealError",
    "SettingsRefused",
    "TaskMisdeclared",
]


class InfraError(Exception):
    """Carries a code for the sentence shown, a status for HTTP and a detail for the operator."""

    code: ClassVar[str] = "infra.error"
    status: ClassVar[int] = 500

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail or self.code)
        self.detail = detail


class SettingsRefused(InfraError):
    code = "infra.settings_refused"


class DatabaseUnavailable(InfraError):
    code = "infra.database_unavailable"
    status = 503


class MigrationFailed(InfraError):
    code = "infra.migration_failed"


class ObjectError(InfraError):
    code = "infra.object_error"


class ObjectMissing(ObjectError):
    code = "infra.object_missing"
    status = 404


class ObjectExists(ObjectError):
    code = "infra.object_exists"
    status = 409


class SealError(InfraError):
    code = "infra.seal_error"


class SealBroken(SealError):
    code = "infra.seal_broken"


class KeyUnknown(SealError):
    code = "infra.key_unknown"


class LinkRefused(InfraError):
    code = "infra.link_refused"
    status = 403


class LinkForged(LinkRefused):
    code = "infra.link_forged"


class LinkExpired(LinkRefused):
    code = "infra.link_expired"
    status = 410


class TaskMisdeclared(InfraError):
    code = "infra.task_misdeclared"
