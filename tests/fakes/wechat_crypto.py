"""The platform's message encryption (安全模式), written from its documentation alone."""

from __future__ import annotations

import base64
import hashlib
import os
import struct

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

__all__ = ["PlatformCrypto", "sha1_of"]

BLOCK = 32


def sha1_of(*parts: str) -> str:
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()


class PlatformCrypto:
    """Encrypts and decrypts as the platform does; every part can be told to be wrong."""

    def __init__(self, token: str, aes_key: str, app_id: str) -> None:
        self.token = token
        self.app_id = app_id
        self._key = base64.b64decode(aes_key + "=")

    def encrypt(
        self, text: str, *, app_id: str = "", padding: int | None = None, head: bytes = b""
    ) -> str:
        raw = text.encode()
        whole = (
            (head or os.urandom(16))
            + struct.pack(">I", len(raw))
            + raw
            + (app_id or self.app_id).encode()
        )
        count = BLOCK - len(whole) % BLOCK
        whole += bytes([count if padding is None else padding]) * count
        cipher = self._cipher().encryptor()
        return base64.b64encode(cipher.update(whole) + cipher.finalize()).decode()

    def decrypt(self, encrypted: str) -> tuple[str, str]:
        """The text and the app id in it."""
        cipher = self._cipher().decryptor()
        whole = cipher.update(base64.b64decode(encrypted)) + cipher.finalize()
        assert 1 <= whole[-1] <= BLOCK
        assert whole[-whole[-1] :] == bytes([whole[-1]]) * whole[-1]
        whole = whole[: -whole[-1]]
        length = struct.unpack(">I", whole[16:20])[0]
        return whole[20 : 20 + length].decode(), whole[20 + length :].decode()

    def _cipher(self) -> Cipher[modes.CBC]:
        return Cipher(algorithms.AES(self._key), modes.CBC(self._key[:16]))
