"""One terminal at a time for one conversation: a second would not show what the first was told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # not on every system; there nobody is kept out
    fcntl = None  # type: ignore[assignment]

__all__ = ["InUse", "alone_with"]


class InUse(Exception):
    """Another terminal has this conversation open."""


@contextmanager
def alone_with(session_file: Path) -> Iterator[None]:
    """Keeps the conversation of this file to this terminal; ends with the process at the latest.

    Raises:
        InUse
    """
    session_file.parent.mkdir(parents=True, exist_ok=True)
    with session_file.with_suffix(".lock").open("w") as lock:
        if fcntl is not None:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise InUse from None
        yield
