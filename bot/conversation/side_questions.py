"""Questions that stand beside the interview: which filing, which material, which case type …"""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation import (
    changing,
    drafts_apart,
    helping,
    placing,
    rating,
    relayed,
    removing,
    statusing,
    switching,
)
from bot.conversation.openings import WHICH
from bot.conversation.situation import Reply, Situation
from bot.conversation.tools import Tools
from dialogs.interview.commands import Command

__all__ = ["answered", "stands"]

PLAIN = {
    switching.SWITCH: switching.chosen,
    changing.CHANGE: changing.chosen,
    removing.REMOVING: removing.chosen,
    rating.RATING: rating.chosen,
    relayed.RELAYED: relayed.chosen,
    drafts_apart.WHICH_DRAFT: drafts_apart.chosen,
}
"""Those that an option alone answers."""


def stands(situation: Situation) -> bool:
    """Whether such a question is open."""
    return situation.dialogue.asks in (WHICH, placing.FILE_KIND, *PLAIN) or helping.stands(
        situation
    )


def answered(
    situation: Situation, commands: Sequence[Command], text: str, tools: Tools
) -> Reply | None:
    """The answer to it; None if the message is about something else, which drops the question."""
    asks = situation.dialogue.asks
    if asks == WHICH:
        return statusing.chosen_filing(situation, commands, text, tools)
    if asks == placing.FILE_KIND:
        return placing.chosen(situation, commands, text, tools)
    if helping.stands(situation):
        return helping.answered(situation, commands, text, tools)
    return PLAIN[str(asks)](situation, commands, tools)
