"""The state of one draft: everything the person gave or decided, and nothing that can be derived.

Immutable; every change gives a new state. `to_json` and `from_json` are inverse.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Any

__all__ = ["Doubt", "DoubtKind", "Given", "Phase", "State"]


@dataclass(frozen=True, slots=True)
class Given:
    """A value, the person's own words for it, and the message they stood in."""

    value: Any
    text: str = ""
    n: int = 0

    def to_json(self) -> list[Any]:
        """Compact list form."""
        return [self.value, self.text, self.n]


class DoubtKind(StrEnum):
    """Why a value is not taken yet."""

    AMBIGUOUS = "ambiguous"
    CONTRADICTION = "contradiction"
    CHECK = "check"
    WHICH = "which"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Values offered for `path` that only the person can settle.

    code: of a check that wants confirmation, `""` otherwise.
    paths: of the candidates, where they are not all of `path`: one of several answers is meant.
    """

    kind: DoubtKind
    path: str
    candidates: tuple[Given, ...]
    code: str = ""
    paths: tuple[str, ...] = ()

    def to_json(self) -> list[Any]:
        """Compact list form."""
        candidates = [each.to_json() for each in self.candidates]
        return [self.kind.value, self.path, candidates, self.code, list(self.paths)]

    @classmethod
    def from_json(cls, data: list[Any]) -> Doubt:
        """The inverse of `to_json`."""
        kind, path, candidates, code, *paths = data
        given = tuple(Given(*each) for each in candidates)
        return cls(DoubtKind(kind), path, given, code, tuple(paths[0]) if paths else ())


class Phase(StrEnum):
    """Where the draft is in its life."""

    GATHERING = "gathering"
    HANDED_OVER = "handed_over"
    CORRECTING = "correcting"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """See the module. Paths are concrete (`loans[0].due_on`). Compared by identity.

    closed: groups answered “没有了”. deferred: what was put off: statutory or returned.
    focus: asks to put first (a correction, a step back). trail: asks answered, in order.
    passed: what was offered with others and passed over (paths, `more:<group>`): not asked by
        itself, so it stays blank on paper; 无 is only what was asked and answered so.
    confirmed: `path=value code` of checks the person confirmed.
    truth: digest of the filing that the person declared true.
    signatures: party path → (material id, digest of what was signed).
    returned: what the court flagged and is not mended yet: item → reason.
    shown: findings already told.
    helper: who files for another: `whom`, `name`, `relation`, and the day of consent `agrees`.
    before: values as they were handed over, kept while a return is mended.
    """

    interview: str
    version: int
    digest: str
    given: Mapping[str, Given] = field(default_factory=dict)
    unknown: frozenset[str] = frozenset()
    none: frozenset[str] = frozenset()
    counts: Mapping[str, int] = field(default_factory=dict)
    closed: frozenset[str] = frozenset()
    passed: frozenset[str] = frozenset()
    deferred: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    confirmed: frozenset[str] = frozenset()
    focus: tuple[str, ...] = ()
    trail: tuple[str, ...] = ()
    materials: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    declined: frozenset[str] = frozenset()
    court: str | None = None
    truth: str | None = None
    signatures: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    returned: Mapping[str, str] = field(default_factory=dict)
    shown: frozenset[str] = frozenset()
    before: Mapping[str, Any] = field(default_factory=dict)
    helper: Mapping[str, str] = field(default_factory=dict)
    phase: Phase = Phase.GATHERING

    def with_(self, **changes: Any) -> State:
        """A copy with these fields replaced."""
        return replace(self, **changes)

    def values(self) -> Mapping[str, Any]:
        """What was answered and how many items there are, without the words it was said in."""
        said = {path: each.value for path, each in self.given.items()}
        return {"given": said, "unknown": self.unknown, "none": self.none, "counts": self.counts}

    def answered(self, path: str) -> bool:
        """Whether the path has any answer: a value, 不知道 or 无."""
        return path in self.given or path in self.unknown or path in self.none

    def to_json(self) -> dict[str, Any]:
        """A JSON tree without empty fields."""
        tree: dict[str, Any] = {}
        for each in fields(self):
            value = _to_json(getattr(self, each.name))
            if value not in (None, [], {}):
                tree[each.name] = value
        return tree

    @classmethod
    def from_json(cls, tree: Mapping[str, Any]) -> State:
        """The inverse of `to_json`."""
        data = dict(tree)
        for name in ("unknown", "none", "closed", "passed", "confirmed", "declined", "shown"):
            data[name] = frozenset(data.get(name, ()))
        for name in ("deferred", "focus", "trail"):
            data[name] = tuple(data.get(name, ()))
        data["given"] = {path: Given(*each) for path, each in data.get("given", {}).items()}
        data["doubts"] = tuple(Doubt.from_json(each) for each in data.get("doubts", ()))
        data["materials"] = {kind: tuple(each) for kind, each in data.get("materials", {}).items()}
        data["signatures"] = {
            path: (each[0], each[1]) for path, each in data.get("signatures", {}).items()
        }
        data["phase"] = Phase(data.get("phase", Phase.GATHERING))
        return cls(**data)


def _to_json(value: Any) -> Any:
    if isinstance(value, (Given, Doubt)):
        return value.to_json()
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, (tuple, list)):
        return [_to_json(each) for each in value]
    if isinstance(value, Mapping):
        return {key: _to_json(each) for key, each in value.items()}
    return value
