"""How much one session and one address may send: buckets that fill up with time."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.channels.web.errors import TooMany

__all__ = ["Allowance", "Limits", "Meter"]

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Allowance:
    """`burst` requests at once, then `per_second`. A burst of 0 means no limit."""

    burst: int
    per_second: float


@dataclass(frozen=True, slots=True)
class Limits:
    """What one client may ask of one process.

    Many people share one address behind a mobile carrier, so an address may do much more
    than a session.
    """

    session: Allowance = Allowance(burst=120, per_second=5)
    address: Allowance = Allowance(burst=1200, per_second=100)
    new_sessions: Allowance = Allowance(burst=60, per_second=1)
    turn_bytes: int = 256 * 1024
    upload_bytes: int = 64 * MEBIBYTE
    upload_files: int = 20
    streams_per_session: int = 4
    turn_threads: int = 8
    upload_slots: int = 4
    """Uploads held in memory at the same time."""

    @classmethod
    def of_a_demo(cls) -> Limits:
        """On one's own machine all people share one address: it is not limited."""
        free = Allowance(0, 0)
        return cls(session=Allowance(burst=600, per_second=30), address=free, new_sessions=free)

    @classmethod
    def unlimited(cls) -> Limits:
        """No limit on how often, for benchmarks; the sizes stay."""
        free = Allowance(0, 0)
        return cls(session=free, address=free, new_sessions=free)


@dataclass(slots=True)
class Meter:
    """Buckets by key; the ones longest unused are forgotten beyond `keys`."""

    allowance: Allowance
    keys: int = 20_000
    now: Callable[[], float] = time.monotonic
    _buckets: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def take(self, key: str) -> None:
        """Use up one request of `key`.

        Raises:
            TooMany: nothing is left; says when there will be.
        """
        burst, rate = self.allowance.burst, self.allowance.per_second
        if not burst:
            return
        now = self.now()
        left, since = self._buckets.pop(key, (float(burst), now))
        left = min(burst, left + (now - since) * rate)
        taken = left >= 1
        self._buckets[key] = (left - 1 if taken else left, now)
        if len(self._buckets) > self.keys:
            self._buckets.popitem(last=False)
        if not taken:
            raise TooMany(max(1, math.ceil((1 - left) / rate)) if rate else 60)
