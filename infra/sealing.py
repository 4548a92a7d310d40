"""JSON values sealed for one place, named `table:row:column`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import orjson

from infra.encryption import Cipher

__all__ = ["Sealer"]


@dataclass(frozen=True, slots=True)
class Sealer:
    """Seals JSON values; a value that is copied to another place does not open."""

    cipher: Cipher

    def seal(self, value: Any, place: str) -> bytes:
        """The encrypted JSON of `value`."""
        return self.cipher.seal(orjson.dumps(value), place)

    def open(self, sealed: bytes, place: str) -> Any:
        """The value again.

        Raises:
            SealBroken: it was altered, or sealed for another place.
        """
        return orjson.loads(self.cipher.open(bytes(sealed), place))

    def index(self, text: str, column: str) -> bytes:
        """A keyed digest of `text` for a column named `table:column`."""
        return self.cipher.blind_index(text, column)

    def indexes(self, text: str, column: str) -> list[bytes]:
        """The digests under every master key in use, the present one first."""
        return self.cipher.blind_indexes(text, column)
