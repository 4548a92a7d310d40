"""One register out of those of many modules: no name may stand in two of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from dialogs.rules.errors import RegisteredTwiceError

__all__ = ["one_register"]

T = TypeVar("T")


def one_register(*registers: Mapping[str, T]) -> dict[str, T]:
    """All entries together.

    Raises:
        RegisteredTwiceError: a name stands in two registers; the later would hide the earlier.
    """
    found: dict[str, T] = {}
    for register in registers:
        twice = sorted(found.keys() & register.keys())
        if twice:
            names = ", ".join(twice)
            raise RegisteredTwiceError(f"{names}: registered in two modules; rename or drop one")
        found.update(register)
    return found
