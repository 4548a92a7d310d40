"""Regular expressions that are compiled when they are first used.

Understanding knows some hundred of them. Compiling takes longer than loading all the rest, and
no single message needs them all: a start without them answers sooner.
"""

from __future__ import annotations

import re
from typing import Any, cast

__all__ = ["compile_waiting", "expression"]

METHODS = ("search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer")


class _Expression:
    """Looks like the pattern it becomes; what was asked of it once is at hand from then on."""

    __slots__ = ("_flags", "pattern", *METHODS)

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self._flags)
        for each in METHODS:
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)


_waiting: list[_Expression] = []


def expression(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The same as `re.compile`, later."""
    made = _Expression(pattern, flags)
    _waiting.append(made)
    return cast("re.Pattern[str]", made)


def compile_waiting() -> None:
    """Compile all that wait, so that no message has to; call it in a thread.

    Raises:
        re.error: one of them is none.
    """
    while _waiting:
        _ = _waiting.pop().search
