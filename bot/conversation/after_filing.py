"""Questions about a filing that is with the court: answered from its status, with the source."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation import asking
from bot.conversation.situation import Reply, Situation, Utterance
from bot.conversation.tools import Tools
from bot.understanding.topics import topic_of
from dialogs.interview.readback import spoken_date
from dialogs.money import Money
from filing_backend.contracts import FilingCopy, Status

__all__ = ["answer"]

END_SUIT = "end_suit"
PASSED = (Status.REVIEW_PASSED, Status.FEE_DUE, Status.FILED)
ENDED = (Status.REFUSED, Status.WITHDRAWN)
MOST_TOLD = 3
ANY_TIME = ("known_to_other",)
"""What may be asked before there is any filing."""


def answer(situation: Situation, text: str, tools: Tools) -> Reply | None:
    """What there is to say about it, then the question that stood open; None if it is no topic."""
    running = [each for each in situation.filings if each.status not in ENDED]
    topic = topic_of(text)
    if topic in ANY_TIME:
        return asking.again(situation, tools, tools.say(f"topic_{topic}"))
    if not running:
        return None
    if topic is None or (topic == END_SUIT and not _all_filed(running)):
        return None
    if topic == END_SUIT and asking.gathering(situation):
        return None
    said = tuple(Utterance(_told(topic, each, tools)) for each in running[:MOST_TOLD])
    said = tuple({each.text: each for each in said}.values())
    if not asking.gathering(situation):
        return Reply(situation.dialogue.with_(misses=0), said)
    reply = asking.again(situation, tools)
    return replace(reply, utterances=(*said, *reply.utterances))


def _all_filed(filings: list[FilingCopy]) -> bool:
    """A filing that the court has not taken up yet is withdrawn here, not at the court."""
    return all(each.status is Status.FILED for each in filings)


def _told(topic: str, filing: FilingCopy, tools: Tools) -> str:
    return tools.say(
        f"topic_{topic}",
        number=filing.number,
        court=filing.court,
        case_no=filing.case_no or "",
        filed=filing.status is Status.FILED,
        passed=filing.status in PASSED,
        returned=filing.status is Status.RETURNED,
        fee=str(Money(filing.fee.amount)) if filing.fee else "",
        fee_due=spoken_date(filing.fee.due_on) if filing.fee else "",
    )
