"""“我的案子怎么样了”: the filings of a person, in plain words, from the bot's own read copy."""

from __future__ import annotations

from bot.conversation.situation import Reply, Situation, Utterance
from bot.conversation.tools import Tools
from bot.messages import Link
from dialogs.interview.readback import spoken_date
from dialogs.money import Money
from filing_backend.contracts import FilingCopy

__all__ = ["document_links", "status_text", "tell"]


def tell(situation: Situation, tools: Tools) -> Reply:
    """One message per filing, newest first; nothing filed is said plainly."""
    if not situation.filings:
        code = "status_draft" if situation.draft is not None else "status_nothing"
        return Reply(situation.dialogue, (Utterance(tools.say(code)),))
    said = tuple(
        Utterance(status_text(each, tools), links=document_links(each, tools))
        for each in situation.filings
    )
    return Reply(situation.dialogue, said)


def status_text(filing: FilingCopy, tools: Tools) -> str:
    """Where a filing stands, the deadline that runs, and what to do next."""
    status = "overdue" if filing.overdue else filing.status.value
    return tools.say(
        f"status_{status}",
        number=filing.number,
        court=filing.court,
        case_no=filing.case_no or "",
        fee=str(Money(filing.fee.amount)) if filing.fee else "",
        fee_due=spoken_date(filing.fee.due_on) if filing.fee else "",
        deadline=spoken_date(filing.deadline.on) if filing.deadline else "",
        reason=filing.reason or "",
        returned=len(filing.returned),
    )


def document_links(filing: FilingCopy, tools: Tools) -> tuple[Link, ...]:
    """Links to the filing's documents, by kind and type."""
    return tuple(
        Link(
            tools.say(
                "document",
                kind=each.kind,
                docx="word" in each.media_type,
            ),
            f"document:{filing.number}:{each.kind}:{each.media_type}",
        )
        for each in filing.documents
    )
