"""“我的案子怎么样了”: the filings of a person, in plain words, from the bot's own read copy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.conversation import asking, openings
from bot.conversation.relayed import report_of
from bot.conversation.returning import what_returned
from bot.conversation.situation import Reply, Situation, Utterance
from bot.conversation.tools import Tools
from bot.conversation.windows import window_links
from bot.exchange import DocumentView, FilingView
from bot.messages import Link, Sender
from dialogs.interview.commands import ChooseOption, Command
from dialogs.interview.flagged import Flagged
from dialogs.interview.readback import spoken_date
from dialogs.money import Money
from filing_backend.contracts import FilingCopy

__all__ = [
    "chosen_filing",
    "filing_view",
    "links_of",
    "standing",
    "status_text",
    "tell",
    "tell_only",
    "told",
]

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHOWN = {
    "complaint": (PDF, WORD),
    "evidence_list": (PDF,),
    "evidence_bundle": (PDF,),
    "service_address": (PDF,),
    "packet": ("application/zip",),
}
"""Documents that clients of the web chat know; the rest lies in the packet."""


def tell(situation: Situation, tools: Tools) -> Reply:
    """Where the filing stands, then the question that stood open; of several, asks which.

    What staff wrote to a phone that others may see comes first.
    """
    said, heard = _staff_words(situation)
    if len(heard.filings) > 1:
        reply = openings.ask_which(heard, tools, "status")
    else:
        reply = _then_again(heard, tools, standing(heard, tools))
    return replace(reply, utterances=(*said, *reply.utterances))


def tell_only(situation: Situation, tools: Tools) -> Reply:
    """The same for one who is to be asked nothing now: of several, where each stands."""
    said, heard = _staff_words(situation)
    return Reply(heard.dialogue, (*said, *standing(heard, tools)))


def _staff_words(situation: Situation) -> tuple[tuple[Utterance, ...], Situation]:
    kept = situation.dialogue.staff_words
    heard = replace(situation, dialogue=situation.dialogue.with_(staff_words=()))
    return tuple(Utterance(text, sender=Sender.STAFF) for text in kept), heard


def standing(situation: Situation, tools: Tools) -> tuple[Utterance, ...]:
    """Where every filing stands, or that none was handed over; nothing is asked."""
    if situation.filings:
        return told(situation, situation.filings, tools)
    code = "status_draft" if situation.draft is not None else "status_nothing"
    return (Utterance(tools.say(code)),)


def chosen_filing(
    situation: Situation, commands: Sequence[Command], text: str, tools: Tools
) -> Reply | None:
    """The answer to which of several filings is meant, or None if it is something else."""
    picked = {each.option for each in commands if isinstance(each, ChooseOption)}
    meant = [each for each in situation.filings if each.number in picked or each.number in text]
    if len(meant) != 1:
        return None
    if situation.dialogue.about == "withdraw":
        about = situation.dialogue.with_(about=meant[0].number)
        return openings.ask_sure(replace(situation, dialogue=about), tools, "withdraw")
    return _then_again(asking.left(situation, tools), tools, told(situation, meant, tools))


def _then_again(situation: Situation, tools: Tools, said: tuple[Utterance, ...]) -> Reply:
    if not asking.gathering(situation):
        return Reply(situation.dialogue, said)
    reply = asking.again(situation, tools)
    return replace(reply, utterances=(*said, *reply.utterances))


def told(
    situation: Situation, filings: Iterable[FilingCopy], tools: Tools
) -> tuple[Utterance, ...]:
    """One message per filing."""
    return tuple(
        Utterance(_with_report(situation, each, tools), links=links_of(each, tools))
        for each in filings
    )


def _with_report(situation: Situation, filing: FilingCopy, tools: Tools) -> str:
    text = status_text(filing, tools, what_returned(situation, filing, tools))
    passed_on = report_of(situation, filing, tools)
    return f"{text}\n\n{passed_on}" if passed_on else text


def status_text(filing: FilingCopy, tools: Tools, items: Sequence[Flagged] = ()) -> str:
    """Where a filing stands, the deadline that runs, and what to do next.

    items: what was sent back, where its draft is at hand; else the reasons alone are told.
    """
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
        items=items or [Flagged("", "", each.reason, "") for each in filing.returned],
    )


def links_of(filing: FilingCopy, tools: Tools) -> tuple[Link, ...]:
    """The filing's documents, and the way to its court's window."""
    return (*document_links(filing, tools), *window_links(filing.court, tools))


def document_links(filing: FilingCopy, tools: Tools) -> tuple[Link, ...]:
    """Links to the filing's documents, by kind and type."""
    return tuple(
        Link(
            tools.say(
                "document",
                kind=each.kind,
                docx="word" in each.media_type,
                archive="zip" in each.media_type,
            ),
            f"document:{filing.number}:{each.kind}:{each.media_type}",
        )
        for each in filing.documents
    )


def filing_view(filing: FilingCopy, tools: Tools) -> FilingView:
    """A filing as the person's client lists it, with the documents that clients know."""
    return FilingView(
        filing.number,
        filing.status.value,
        status_text(filing, tools),
        filing.case_no,
        tuple(
            DocumentView(
                each.kind,
                each.media_type,
                f"document:{filing.number}:{each.kind}:{each.media_type}",
            )
            for each in filing.documents
            if each.media_type in SHOWN.get(each.kind, ())
        ),
    )
