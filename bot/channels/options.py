"""How the options of a message are chosen: of an earlier one, and where several may be."""

from __future__ import annotations

from collections.abc import Sequence

from bot.exchange import old_option
from bot.messages import Message, Option

__all__ = ["is_several", "option_at", "several"]

CHOICES = "choices"
ALONE = ("none", "skip", "unknown")
"""Options that are an answer by themselves, even where several others may be chosen."""


def option_at(n: int, number: int, history: Sequence[Message]) -> str | None:
    """The id of option `number` (from 1) of message `n`; None if there is none such.

    It is `old:<what was asked> <id>` if another question stands by now; the same one put again
    is no other.
    history: messages from the chosen one on.
    """
    if not history or history[0].n != n:
        return None
    options = history[0].options
    if not 0 < number <= len(options):
        return None
    option = options[number - 1].id
    newer = [each for each in history[1:] if each.asks is not None or each.options]
    same = all(_question(each) == _question(history[0]) for each in newer)
    return option if same else old_option(history[0].asks or "", option)


def is_several(input_type: str) -> bool:
    """Whether an input of this type takes several options."""
    return input_type == CHOICES


def several(message: Message) -> tuple[int, ...]:
    """The places (from 1) of the options of which several may be chosen; empty if one is."""
    if message.input is None or not is_several(message.input.type):
        return ()
    return tuple(n for n, each in enumerate(message.options, 1) if each.id not in ALONE)


def _question(message: Message) -> tuple[str | None, tuple[Option, ...], str]:
    """What is asked, whatever was said before it."""
    return message.asks, message.options, message.text.split("\n\n")[-1]
