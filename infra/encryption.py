"""Values sealed with AES-256-GCM, one key for each schema and purpose.

A sealed value is `version (1 byte) ‖ key id (4) ‖ nonce (12) ‖ ciphertext and tag`. The context,
"table:row:column", is authenticated but not stored, so a value that is copied to another row or
column does not open. The key id names the master key, so that keys can be changed: give the new
key first and the old ones after it, separated by commas.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from infra.errors import KeyUnknown, SealBroken, SettingsRefused

__all__ = ["Cipher", "Keyring", "new_master_key"]

_VERSION = b"\x01"
_KEY_ID_BYTES = 4
_NONCE_BYTES = 12
_HEAD_BYTES = 1 + _KEY_ID_BYTES + _NONCE_BYTES
_MASTER_KEY_BYTES = 32


def new_master_key() -> str:
    """A fresh master key, as it stands in LIAN_MASTER_KEY."""
    return base64.urlsafe_b64encode(secrets.token_bytes(_MASTER_KEY_BYTES)).decode()


def _decoded(master_key: str) -> bytes:
    try:
        raw = base64.urlsafe_b64decode(master_key.strip())
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) < _MASTER_KEY_BYTES:
        raise SettingsRefused(
            "LIAN_MASTER_KEY must be 32 random bytes in base64; "
            "make one with: head -c 32 /dev/urandom | base64 | tr '+/' '-_'"
        )
    return raw


def _derived(master: bytes, info: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info.encode()).derive(master)


class Cipher:
    """Seals, opens and indexes the values of one schema and purpose."""

    def __init__(self, masters: list[bytes], schema: str, purpose: str) -> None:
        label = f"lian/{schema}/{purpose}"
        self._keys: dict[bytes, AESGCM] = {}
        for master in masters:
            key_id = _derived(master, "lian/key-id")[:_KEY_ID_BYTES]
            self._keys.setdefault(key_id, AESGCM(_derived(master, f"{label}/seal")))
        self._current_id = next(iter(self._keys))
        self._current = self._keys[self._current_id]
        self._index_keys = [_derived(master, f"{label}/index") for master in masters]

    def seal(self, plaintext: bytes, context: str) -> bytes:
        """The value, sealed with the current key for `context` ("table:row:column")."""
        nonce = os.urandom(_NONCE_BYTES)
        sealed = self._current.encrypt(nonce, plaintext, context.encode())
        return b"".join((_VERSION, self._current_id, nonce, sealed))

    def open(self, sealed: bytes, context: str) -> bytes:
        """The value that was sealed for `context`.

        Raises:
            KeyUnknown: its master key is not among the configured ones.
            SealBroken: it was altered, cut or sealed for another context.
        """
        if len(sealed) < _HEAD_BYTES or sealed[:1] != _VERSION:
            raise SealBroken(f"not a sealed value: {context}")
        key_id, nonce = sealed[1 : 1 + _KEY_ID_BYTES], sealed[1 + _KEY_ID_BYTES : _HEAD_BYTES]
        key = self._keys.get(key_id)
        if key is None:
            raise KeyUnknown(f"sealed with master key {key_id.hex()}: {context}")
        try:
            return key.decrypt(nonce, sealed[_HEAD_BYTES:], context.encode())
        except InvalidTag:
            raise SealBroken(f"altered, or sealed for another place: {context}") from None

    def needs_resealing(self, sealed: bytes) -> bool:
        """Whether the value stands under a master key that has been replaced."""
        return sealed[1 : 1 + _KEY_ID_BYTES] != self._current_id

    def blind_index(self, value: str, context: str) -> bytes:
        """32 bytes by which equal values of `context` ("table:column") can be looked up."""
        return self._indexed(self._index_keys[0], value, context)

    def blind_indexes(self, value: str, context: str) -> list[bytes]:
        """The index under every configured master key, current first; for look-ups."""
        return [self._indexed(key, value, context) for key in self._index_keys]

    @staticmethod
    def _indexed(key: bytes, value: str, context: str) -> bytes:
        return hmac.new(key, f"{context}\x00{value}".encode(), hashlib.sha256).digest()


class Keyring:
    """The master keys, and the ciphers derived from them.

    Args:
        master_key: 32 bytes in base64; several, separated by commas, while one is being replaced.
    """

    def __init__(self, master_key: str) -> None:
        self._masters = [_decoded(part) for part in master_key.split(",")]
        self._ciphers: dict[tuple[str, str], Cipher] = {}

    def cipher(self, schema: str, purpose: str) -> Cipher:
        """The cipher of one schema ("bot", "filing") and purpose ("fields", "objects")."""
        place = (schema, purpose)
        if place not in self._ciphers:
            self._ciphers[place] = Cipher(self._masters, schema, purpose)
        return self._ciphers[place]

    def signing_key(self, purpose: str) -> bytes:
        """32 bytes for an HMAC of that purpose, from the current master key."""
        return _derived(self._masters[0], f"lian/sign/{purpose}")
