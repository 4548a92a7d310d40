"""Files: sealed, stored once under a key, in a folder by default or in an S3 bucket.

`LIAN_STORAGE_URL` is `file:///…` or `s3://bucket/prefix?region=…&endpoint=…`; the credentials of
S3 come from its usual AWS_ variables.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast
from urllib.parse import parse_qsl, unquote, urlsplit

from infra.encryption import Cipher
from infra.errors import ObjectError, ObjectExists, ObjectMissing, SettingsRefused

if TYPE_CHECKING:
    from obstore.store import S3Config

__all__ = ["BlobStore", "FolderStore", "ObjectStore", "StoredObject", "open_store"]

T = TypeVar("T")


@dataclass(frozen=True)
class StoredObject:
    """What was stored: its key, and hash and size in bytes of what was given, not of the seal."""

    key: str
    sha256: str
    size: int


class BlobStore(Protocol):
    """Bytes under keys, durable when `put` returns."""

    def put(self, key: str, blob: bytes) -> bool:
        """Store if nothing is there; False if something is."""

    def get(self, key: str) -> bytes:
        """What is stored. Raises ObjectMissing."""

    def delete(self, key: str) -> None:
        """Remove it; nothing happens if it is not there."""

    def exists(self, key: str) -> bool: ...


def _checked(key: str) -> str:
    path = PurePosixPath(key)
    if not key or path.is_absolute() or ".." in path.parts or "\\" in key or str(path) != key:
        raise ObjectError(f"not a key: {key!r}")
    return key


class FolderStore:
    """Files below a folder, readable by their owner only.

    Not obstore's own local store: it neither syncs what it writes to the disk nor keeps others
    from reading it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def put(self, key: str, blob: bytes) -> bool:
        path = self._folder / _checked(key)
        if path.exists():
            return False
        self._make_folders(path.parent)
        draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(blob)
                file.flush()
                os.fsync(file.fileno())
            # A link, not a rename: it fails if somebody was quicker.
            os.link(draft, path)
        except FileExistsError:
            return False
        finally:
            draft.unlink(missing_ok=True)
        _sync_folder(path.parent)
        return True

    def get(self, key: str) -> bytes:
        try:
            return (self._folder / _checked(key)).read_bytes()
        except FileNotFoundError:
            raise ObjectMissing(key) from None

    def delete(self, key: str) -> None:
        path = self._folder / _checked(key)
        if path.exists():
            path.unlink(missing_ok=True)
            _sync_folder(path.parent)

    def exists(self, key: str) -> bool:
        return (self._folder / _checked(key)).is_file()

    def _make_folders(self, folder: Path) -> None:
        missing = [each for each in (folder, *folder.parents) if not each.exists()]
        # One by one: `parents=True` would give the upper ones the process's own mode.
        for each in reversed(missing):
            each.mkdir(exist_ok=True, mode=0o700)
            _sync_folder(each.parent)


def _sync_folder(folder: Path) -> None:
    """A new or removed name is durable once its folder is synced."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class BucketStore:
    """An S3 bucket, or what speaks its protocol."""

    def __init__(self, url: str) -> None:
        from obstore.store import S3Store

        parts = urlsplit(url)
        options: dict[str, Any] = dict(parse_qsl(parts.query))
        plain = str(options.get("endpoint", "")).startswith("http://")
        self._store = S3Store(
            parts.netloc,
            prefix=parts.path.strip("/") or None,
            config=cast("S3Config", options),
            client_options={"allow_http": plain},
        )

    def put(self, key: str, blob: bytes) -> bool:
        import obstore
        from obstore.exceptions import AlreadyExistsError

        try:
            obstore.put(self._store, _checked(key), blob, mode="create")
        except AlreadyExistsError:
            return False
        return True

    def get(self, key: str) -> bytes:
        import obstore

        return self._found(key, lambda: bytes(obstore.get(self._store, key).bytes()))

    def delete(self, key: str) -> None:
        import obstore

        obstore.delete(self._store, _checked(key))

    def exists(self, key: str) -> bool:
        import obstore

        try:
            self._found(key, lambda: obstore.head(self._store, key))
        except ObjectMissing:
            return False
        return True

    def _found(self, key: str, read: Callable[[], T]) -> T:
        _checked(key)
        try:
            return read()
        except FileNotFoundError:
            raise ObjectMissing(key) from None


def open_store(url: str) -> BlobStore:
    """The store at a `file://` or `s3://` address."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        return FolderStore(Path(unquote(parts.path)))
    if parts.scheme == "s3":
        return BucketStore(url)
    raise SettingsRefused(f"LIAN_STORAGE_URL must begin with file:// or s3://, it is {url!r}.")


class ObjectStore:
    """Stores sealed files; a key is written once and its content never changes."""

    def __init__(self, store: BlobStore, cipher: Cipher) -> None:
        self._store = store
        self._cipher = cipher

    def put(self, key: str, content: bytes) -> StoredObject:
        """Store `content` under `key`; the same content again is no error.

        Raises:
            ObjectExists: something else is stored there.
        """
        stored = StoredObject(key, hashlib.sha256(content).hexdigest(), len(content))
        if not self._store.put(key, self._cipher.seal(content, _context(key))):
            present = self.get(key)
            if hashlib.sha256(present).hexdigest() != stored.sha256:
                raise ObjectExists(key)
        return stored

    def get(self, key: str) -> bytes:
        """The content. Raises ObjectMissing, SealBroken."""
        return self._cipher.open(self._store.get(key), _context(key))

    def delete(self, key: str) -> None:
        """Remove it; nothing happens if it is not there."""
        self._store.delete(key)

    def exists(self, key: str) -> bool:
        return self._store.exists(key)


def _context(key: str) -> str:
    return f"objects:{key}"
