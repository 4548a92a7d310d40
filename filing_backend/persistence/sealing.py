"""Sealing of columns: JSON in, encrypted bytes out, bound to table, row and column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import orjson

from infra.encryption import Cipher

__all__ = ["Sealer"]


@dataclass(frozen=True, slots=True)
class Sealer:
    """Seals JSON values for places named `table:row:column`."""

    cipher: Cipher

    def seal(self, value: Any, place: str) -> bytes:
        """The encrypted JSON of `value`."""
        return self.cipher.seal(orjson.dumps(value, option=orjson.OPT_SORT_KEYS), place)

    def open(self, sealed: bytes, place: str) -> Any:
        """The value again; fails if it was sealed for another place."""
        return orjson.loads(self.cipher.open(bytes(sealed), place))

    def index(self, text: str, column: str) -> bytes:
        """A keyed digest of `text` for a column named `table:column`."""
        return self.cipher.blind_index(text, column)

    def indexes(self, text: str, column: str) -> list[bytes]:
        """The digests under every master key in use, the present one first."""
        return self.cipher.blind_indexes(text, column)
