"""States of drafts between their sealed bytes and the interview.

A state that was just sealed or opened is kept by its sealed bytes, which are new at every write:
a process that sees the same draft again need not open it, and what was worked out about that
state is still at hand. Nothing is ever true because it is kept: the database says which bytes.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from dialogs.interview.state import State
from infra.sealing import Sealer

__all__ = ["OpenedStates"]

MOST = 256


class OpenedStates:
    """Seals and opens states, and keeps the last ones."""

    def __init__(self, sealer: Sealer, most: int = MOST) -> None:
        self._sealer = sealer
        self._most = most
        self._kept: OrderedDict[bytes, State] = OrderedDict()
        self._lock = Lock()

    def open(self, draft_id: str, sealed: bytes) -> State:
        """The state in these bytes."""
        sealed = bytes(sealed)
        with self._lock:
            known = self._kept.get(sealed)
            if known is not None:
                self._kept.move_to_end(sealed)
                return known
        state = State.from_json(self._sealer.open(sealed, _place(draft_id)))
        self._keep(sealed, state)
        return state

    def seal(self, draft_id: str, state: State) -> bytes:
        """The bytes to store."""
        sealed = self._sealer.seal(state.to_json(), _place(draft_id))
        self._keep(sealed, state)
        return sealed

    def _keep(self, sealed: bytes, state: State) -> None:
        with self._lock:
            self._kept[sealed] = state
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)


def _place(draft_id: str) -> str:
    return f"drafts:{draft_id}:state"
