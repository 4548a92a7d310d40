"""What the classifiers say, where no rule speaks: acts and case types."""

from __future__ import annotations

import re

from bot.understanding.engine import Understanding

__all__ = ["guess_act", "likely_cases"]

_LOAN = re.compile("借(?:了|给|我|款|钱|条)|欠(?:我|钱|款|条)|不还钱|还钱|要账|讨债")


def guess_act(text: str) -> Understanding | None:
    """The act that the classifier is sure of, None if it is not."""
    return None


def likely_cases(text: str) -> tuple[tuple[str, float], ...]:
    """Case types that the words may be, best first."""
    return (("private_lending", 0.6),) if _LOAN.search(text) else ()
