"""What the interview decided: the new state and what there is to say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dialogs.interview.state import State

__all__ = ["Say", "Step"]


@dataclass(frozen=True, slots=True)
class Say:
    """One sentence to say: namespace and code in `dialogs/responses`, and its values."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)
    namespace: str = "conversation"


@dataclass(frozen=True, slots=True)
class Step:
    """A state after one command, with what to say about it."""

    state: State
    says: tuple[Say, ...] = ()
    taken: bool = True

    def and_say(self, *says: Say) -> Step:
        """The same step with more to say."""
        return Step(self.state, self.says + says, self.taken)
