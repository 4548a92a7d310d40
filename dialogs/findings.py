"""A finding: what a rule saw, in a code, a level and the elements that it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["Finding", "Level"]


class Level(StrEnum):
    """`block` only for what the statute itself makes a condition and the answers settle."""

    BLOCK = "block"
    WARN = "warn"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule saw; its sentences stand in `dialogs/responses` under `findings`, by code.

    `values` are strings ready to print (money as `47,000元`, dates as `2023年3月5日`).
    """

    code: str
    level: Level
    elements: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
