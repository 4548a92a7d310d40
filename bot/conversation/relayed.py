"""A court's text message that the person passes on: read back, and kept only when confirmed.

It stands beside the backend's own record and never in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace

from bot.conversation import asking
from bot.conversation.situation import Reply, Situation, Utterance
from bot.conversation.tools import Tools
from bot.conversation.wording import remember
from bot.messages import InputHint, Option
from bot.understanding.court_messages import CourtMessage, read_court_message
from dialogs.interview.commands import Act, ChooseOption, Command, Do
from dialogs.interview.readback import spoken_date
from dialogs.rules.ids import check_case_no
from filing_backend.contracts import FilingCopy, Status

__all__ = ["RELAYED", "chosen", "heard", "report_of"]

RELAYED = "relayed"
PREFIX = "relayed:"
ENDED = (Status.REFUSED, Status.WITHDRAWN)


def heard(situation: Situation, text: str, tools: Tools) -> Reply | None:
    """What was read, asked back before it is kept; None if the text is no court's message."""
    message = read_court_message(text)
    if message is None or (not situation.filings and not message.signed):
        return None
    if not situation.filings:
        return asking.again(situation, tools, _told(tools, "relayed_nothing", message))
    meant = _meant(situation.filings, message)
    only = meant[0].number if len(meant) == 1 else ""
    keep = [Option(f"{PREFIX}{each.number}", _keep_label(each, only, tools)) for each in meant]
    asked = Utterance(
        _told(tools, "ask_relayed", message, number=only),
        (*keep, Option(f"{PREFIX}no", tools.say("option_relayed_no"))),
        asks=RELAYED,
        input=InputHint("options"),
    )
    read = {name: str(value) for name, value in asdict(message).items() if value}
    dialogue = remember(situation.dialogue, (asked,)).with_(
        relayed=(*read.items(), ("on", spoken_date(situation.today)))
    )
    return Reply(dialogue, (asked,))


def chosen(situation: Situation, commands: Sequence[Command], tools: Tools) -> Reply | None:
    """Kept under a filing, or let go; None if the message is about something else."""
    offered = [each for each, _ in situation.dialogue.options if each.startswith(PREFIX)]
    picked = next((each.option for each in commands if isinstance(each, ChooseOption)), "")
    if picked == "yes" or Do(Act.YES) in commands:
        picked = offered[0] if len(offered) == 2 else ""
    if picked == "no" or Do(Act.NO) in commands:
        picked = f"{PREFIX}no"
    if picked not in offered:
        return None
    number = picked.removeprefix(PREFIX)
    before = asking.left(situation, tools)
    kept = before.dialogue.with_(relayed=())
    if number == "no":
        return asking.again(replace(before, dialogue=kept), tools, tools.say("relayed_dropped"))
    others = tuple(each for each in kept.reports if each[0] != number)
    kept = kept.with_(reports=(*others, (number, situation.dialogue.relayed)))
    told = tools.say("relayed_kept", number=number)
    return asking.again(replace(before, dialogue=kept), tools, told)


def report_of(situation: Situation, filing: FilingCopy, tools: Tools) -> str:
    """What the person passed on of a filing, told as that; empty if nothing was."""
    read = next(
        (dict(each) for at, each in situation.dialogue.reports if at == filing.number), None
    )
    if read is None:
        return ""
    on = read.pop("on", "")
    ours, theirs = (
        check_case_no(each or "").value for each in (filing.case_no, read.get("case_no"))
    )
    differs = bool(ours and theirs) and ours != theirs
    return tools.say("relayed_report", on=on, differs=differs, **_said(read))


def _meant(filings: Iterable[FilingCopy], message: CourtMessage) -> list[FilingCopy]:
    """The filings it can be about: by case number, else by court, else all that run."""
    running = [each for each in filings if each.status not in ENDED] or list(filings)
    by_number = [each for each in running if message.case_no and each.case_no == message.case_no]
    by_court = [each for each in running if message.court and message.court.endswith(each.court)]
    return by_number or by_court or running


def _keep_label(filing: FilingCopy, only: str, tools: Tools) -> str:
    if only:
        return tools.say("option_relayed_yes")
    return tools.say("which_option", number=filing.number, status=filing.status.value)


def _told(tools: Tools, code: str, message: CourtMessage, **values: str) -> str:
    return tools.say(
        code, **_said({name: str(each) for name, each in asdict(message).items()}), **values
    )


def _said(read: dict[str, str]) -> dict[str, str]:
    names = ("status", "case_no", "court", "fee", "day", "purpose")
    return {name: read.get(name, "") for name in names}
