"""Secrets of a demo: made once, kept in a folder that only its owner can read."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from infra.encryption import new_master_key

__all__ = ["complete_secrets"]


def _fresh(name: str) -> str:
    return new_master_key() if name == "master_key" else secrets.token_urlsafe(24)


def complete_secrets(folder: Path, names: list[str]) -> dict[str, str]:
    """The secret of each name: the one kept in `folder` (0700), or one made now (0600).

    Two processes that start together get the same values: the first to link its file wins.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    return {name: _kept_or_made(folder, name) for name in names}


def _kept_or_made(folder: Path, name: str) -> str:
    path = folder / name
    if not path.exists():
        draft = folder / f".{name}.{os.getpid()}.{secrets.token_hex(4)}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(_fresh(name))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
