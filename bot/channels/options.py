"""Which option of an earlier message somebody has chosen, for channels whose buttons stay."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages import Message

__all__ = ["option_at"]


def option_at(n: int, number: int, history: Sequence[Message]) -> str | None:
    """The id of option `number` (from 1) of message `n`; None if there is none such.

    It is `old:…` if a newer question stands. history: messages from the chosen one on.
    """
    if not history or history[0].n != n:
        return None
    options = history[0].options
    if not 0 < number <= len(options):
        return None
    option = options[number - 1].id
    newer = any(each.asks is not None or each.options for each in history[1:])
    return f"old:{option}" if newer else option
