"""What is said about drafts that rest and fees soon due; reminders can be turned off.

All of it is neutral: whoever else sees the phone learns nothing of the case.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.conversation.asking import again, gathering
from bot.conversation.situation import Reply, Situation, Utterance
from bot.conversation.tools import Tools
from bot.messages import Inbound, Option
from dialogs.interview.commands import Act
from dialogs.interview.readback import spoken_date
from dialogs.money import Money
from filing_backend.contracts import FilingCopy

__all__ = ["correction_soon_due", "ending", "fee_soon_due", "reminder", "switched", "wish_of"]

OFF, ON = "reminders_off", "reminders_on"
WISHES = {Act.REMINDERS_OFF: False, Act.REMINDERS_ON: True}


def wish_of(inbound: Inbound, act: Act | None) -> bool | None:
    """Whether the person wants reminders; None if the message is about something else."""
    if inbound.option in (OFF, ON):
        return inbound.option == ON
    return WISHES.get(act) if act is not None else None


def switched(situation: Situation, wanted: bool, tools: Tools) -> Reply:
    """Reminders are on or off from now; the question stands."""
    text = tools.say(ON if wanted else OFF)
    dialogue = situation.dialogue.with_(reminders_off=not wanted)
    if dialogue.muted or dialogue.alarmed or dialogue.paused:
        return Reply(dialogue, (Utterance(text),))
    return again(replace(situation, dialogue=dialogue), tools, text)


def reminder(situation: Situation, draft_id: str, tools: Tools) -> Reply | None:
    """One gentle line about the draft in hand; nothing for whoever must not be disturbed."""
    dialogue, draft = situation.dialogue, situation.draft
    quiet = dialogue.reminders_off or dialogue.muted or dialogue.alarmed
    if quiet or draft is None or draft.id != draft_id or not gathering(situation):
        return None
    off = Option(OFF, tools.say("option_reminders_off"))
    said = Utterance(tools.say("reminder"), (_resume(tools), off))
    return Reply(dialogue, (said,))


def ending(situation: Situation, on: date, tools: Tools) -> Reply:
    """The day on which a draft will be deleted."""
    said = Utterance(tools.say("draft_ending", on=spoken_date(on)), (_resume(tools),))
    return Reply(situation.dialogue, (said,))


def fee_soon_due(situation: Situation, filing: FilingCopy, tools: Tools) -> Reply | None:
    """The last day for the fee; in a danger only that a day is near."""
    if filing.fee is None:
        return None
    text = tools.say(
        "fee_reminder",
        number=filing.number,
        fee=str(Money(filing.fee.amount)),
        on=spoken_date(filing.fee.due_on),
        today=filing.fee.due_on == situation.today,
    )
    return _of_last_day(situation, Utterance(text), tools)


def correction_soon_due(situation: Situation, filing: FilingCopy, tools: Tools) -> Reply | None:
    """The last day to mend what came back; in a danger only that a day is near."""
    if filing.correct_by is None:
        return None
    text = tools.say(
        "correction_reminder",
        number=filing.number,
        on=spoken_date(filing.correct_by),
        today=filing.correct_by == situation.today,
    )
    return _of_last_day(situation, Utterance(text, (_resume(tools),)), tools)


def _of_last_day(situation: Situation, plain: Utterance, tools: Tools) -> Reply:
    """The reminder; only that a day is near where nobody else may read of what."""
    if situation.dialogue.alarmed or situation.dialogue.discreet:
        plain = Utterance(tools.say("deadline_near"))
    return Reply(situation.dialogue, (plain,))


def _resume(tools: Tools) -> Option:
    return Option("resume", tools.say("option_resume"))
