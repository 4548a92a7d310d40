"""Every way a person strays from the path, and the way back to the same question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.conversation import (
    after_filing,
    changing,
    drafts_apart,
    interviewing,
    openings,
    safety,
    statusing,
    windows,
)
from bot.conversation.asking import again, gathering, not_understood
from bot.conversation.dialogue import Dialogue
from bot.conversation.openings import CONFIRMED
from bot.conversation.situation import Job, Reply, Situation, Utterance
from bot.conversation.tools import Tools
from bot.conversation.wording import review, workings
from bot.messages import Link, Option
from bot.understanding.acts import act_of
from bot.understanding.consent import is_plain_yes
from bot.understanding.expressions import expression
from dialogs.interview.commands import Act, ChooseOption, Command, Do
from dialogs.interview.state import Phase
from dialogs.schema.definition import Element
from filing_backend.contracts import Status

__all__ = ["ALWAYS", "pending_question", "repair"]

ALWAYS = {
    "resume": Act.RESUME,
    "status": Act.STATUS,
    "start": Act.START,
    "human": Act.HUMAN,
    "help": Act.HELP,
    "repeat": Act.REPEAT,
    "pause": Act.PAUSE,
}
"""Buttons that mean an act wherever they stand."""

LONG_QUESTION = 150
CLAUSES = expression(r"[，,。；;\s]+")
OVER = {Status.FILED, Status.REFUSED, Status.WITHDRAWN}


def _at(situation: Situation, dialogue: Dialogue) -> Situation:
    return replace(situation, dialogue=dialogue)


def repair(situation: Situation, act: Act, tools: Tools) -> Reply | None:
    """The reply to an act that leaves the path, or None if the act belongs to the question."""
    handler = REPAIRS.get(act)
    return handler(situation, tools) if handler is not None else None


def _explained(kind: str) -> Callable[[Situation, Tools], Reply]:
    def handler(situation: Situation, tools: Tools) -> Reply:
        if kind == "meaning" and _is_long(situation):
            return _briefly(situation, tools)
        return again(situation, tools, _explanation(situation, kind, tools))

    return handler


def _is_long(situation: Situation) -> bool:
    element = _asked_element(situation)
    return element is not None and len(element.ask) > LONG_QUESTION


def _briefly(situation: Situation, tools: Tools) -> Reply:
    """A question too long to be understood: its help in few words, then what it asks."""
    element = _asked_element(situation)
    assert element is not None
    reply = again(situation, tools)
    asked = element.ask.rstrip().rpartition("\n")[2]
    short = replace(reply.utterances[-1], text=f"{element.help}\n\n{asked}")
    return replace(reply, utterances=(*reply.utterances[:-1], short))


def _explanation(situation: Situation, kind: str, tools: Tools) -> str:
    element = _asked_element(situation)
    if element is not None and element.show and kind == "why":
        return "\n\n".join(workings(interviewing.current_view(situation), element, tools))
    if element is not None:
        reasons = [each.because for each in element.source if each.because]
        return tools.say(
            f"explain_{kind}",
            label=element.label,
            help=element.help,
            example=element.example,
            reasons=reasons,
        )
    asks = situation.dialogue.asks or ""
    draft = situation.draft
    if asks.startswith("material:") and draft is not None:
        rule = next(each for each in draft.interview.materials if f"material:{each.kind}" == asks)
        return tools.say("explain_material", why=rule.why, how_to_get=rule.how_to_get)
    if asks.startswith("more:") and draft is not None:
        return draft.interview.groups[asks.removeprefix("more:")].help
    code = f"explain_{asks.partition(':')[0]}"
    if tools.responses.has("conversation", code):
        return tools.say(code)
    return tools.say("explain_nothing")


def _asked_element(situation: Situation) -> Element | None:
    draft, asks = situation.draft, situation.dialogue.asks
    if draft is None or asks is None:
        return None
    path = asks.partition(":")[2] if asks.startswith(("confirm:", "choose:")) else asks
    try:
        return draft.interview.element(path)
    except (KeyError, IndexError):
        return None


def _told(code: str) -> Callable[[Situation, Tools], Reply]:
    return lambda situation, tools: again(situation, tools, tools.say(code))


def _fee(situation: Situation, tools: Tools) -> Reply:
    """What this case costs, if its rules know; else how the fee is counted."""
    known = after_filing.fee_of_this_case(situation, tools) if gathering(situation) else ""
    return again(situation, tools, known or tools.say("digress_fee"))


def _large_type(situation: Situation, tools: Tools) -> Reply:
    """How type grows on each channel, and a page that shows the question in large type."""
    reply = again(situation, tools, tools.say("large_type"))
    first, *rest = reply.utterances
    label = tools.responses.say("pages", "page_read_link")
    page = Link(label, f"page:read:{situation.n + 1}")
    return replace(reply, utterances=(replace(first, links=(*first.links, page)), *rest))


def _confirming(what: str) -> Callable[[Situation, Tools], Reply | None]:
    def handler(situation: Situation, tools: Tools) -> Reply | None:
        if what == "cancel" and not gathering(situation) and after_filing.running(situation):
            return _withdraw(situation, tools)
        if what in ("cancel", "restart") and not gathering(situation):
            return again(situation, tools, tools.say("nothing_begun"))
        return openings.ask_sure(situation, tools, what)

    return handler


def pending_question(
    situation: Situation, commands: Sequence[Command], text: str, tools: Tools
) -> Reply | None:
    """The answer to 真的取消吗 and its like, or None if no such question stands open.

    Nothing is deleted but by the button or by words that are a yes and no more.
    """
    asks = situation.dialogue.asks
    if asks not in CONFIRMED:
        return None
    what = asks.removeprefix("confirm:")
    yes = any(
        each == ChooseOption("yes") or (isinstance(each, Do) and each.act is Act.YES)
        for each in commands
    )
    if what == "cancel" and text:
        yes = yes or any(act_of(each) is Act.CANCEL for each in CLAUSES.split(text))
    if what == "delete_data" and text:
        yes = is_plain_yes(text)
    closed = situation.dialogue.with_(asks=None, options=(), input_type="", about="")
    plain = _at(situation, closed)
    if not yes:
        return again(plain, tools, tools.say("going_on"))
    if what == "withdraw":
        number = situation.dialogue.about
        job = Job("bot.withdraw", {"number": number}, key=f"withdraw:{number}")
        return Reply(plain.dialogue, (Utterance(tools.say("withdrawing")),), jobs=(job,))
    if what == "delete_data":
        job = Job("bot.delete_person", {"person_id": situation.person_id})
        said = (Utterance(tools.say("deleting")),)
        return Reply(plain.dialogue, said, jobs=(job,), closed=True, deleted=True)
    reply = openings.ask_case(plain, tools, tools.say(f"{what}_done"))
    return Reply(reply.dialogue, reply.utterances, closed=True)


def _review(situation: Situation, tools: Tools) -> Reply | None:
    if not gathering(situation):
        return statusing.tell(situation, tools)
    shown = review(interviewing.current_view(situation), tools)
    reply = again(situation, tools)
    return Reply(reply.dialogue, (*shown, *reply.utterances))


def _pause(situation: Situation, tools: Tools) -> Reply:
    option = Option("resume", tools.say("option_resume"))
    said = Utterance(tools.say("paused"), (option,))
    return Reply(situation.dialogue.with_(paused=True), (said,))


def _resume(situation: Situation, tools: Tools) -> Reply:
    """Goes on with the draft in hand, else with a returned one, else with the last put away."""
    if gathering(situation) or not situation.set_aside:
        return again(situation, tools, tools.say("resumed"))
    returned = (each for each in situation.set_aside if each.state.phase is Phase.CORRECTING)
    draft = next(returned, None)
    if draft is None and len(situation.set_aside) > 1:
        return drafts_apart.ask(situation, tools)
    return drafts_apart.taken_up(situation, draft or situation.set_aside[0], tools)


def _start(situation: Situation, tools: Tools) -> Reply | None:
    if gathering(situation):
        return openings.ask_sure(situation, tools, "another")
    return openings.ask_case(situation, tools)


def _withdraw(situation: Situation, tools: Tools) -> Reply | None:
    running = tuple(each for each in situation.filings if each.status not in OVER)
    if not running:
        filed = [each for each in situation.filings if each.status is Status.FILED]
        code = "withdraw_at_court" if filed else "no_filings"
        court = filed[0].court if filed else ""
        return again(situation, tools, tools.say(code, court=court))
    if len(running) > 1:
        return openings.ask_which(replace(situation, filings=running), tools, "withdraw")
    about = situation.dialogue.with_(about=running[0].number)
    return openings.ask_sure(_at(situation, about), tools, "withdraw")


def _show_data(situation: Situation, tools: Tools) -> Reply:
    count = len(situation.draft.state.given) if situation.draft else 0
    return again(
        situation, tools, tools.say("your_data", answers=count, filings=len(situation.filings))
    )


REPAIRS: dict[Act, Callable[[Situation, Tools], Reply | None]] = {
    Act.WHY: _explained("why"),
    Act.MEANING: _explained("meaning"),
    Act.EXAMPLE: _explained("example"),
    Act.REPEAT: lambda situation, tools: again(situation, tools),
    Act.RESUME: _resume,
    Act.HELP: _told("help"),
    Act.GREET: _told("hello"),
    Act.THANKS: _told("thanks"),
    Act.INSULT: _told("calm"),
    Act.LARGE_TYPE: _large_type,
    Act.ASK_FEE: _fee,
    Act.ASK_DURATION: _told("digress_duration"),
    Act.ASK_COURT: windows.answer,
    Act.ASK_LEGAL_AID: _told("digress_legal_aid"),
    Act.ASK_OUTCOME: _told("digress_outcome"),
    Act.ASK_IDENTITY: _told("digress_identity"),
    Act.CANCEL: _confirming("cancel"),
    Act.RESTART: _confirming("restart"),
    Act.DELETE_DATA: _confirming("delete_data"),
    Act.SHOW_DATA: _show_data,
    Act.WITHDRAW: _withdraw,
    Act.PAUSE: _pause,
    Act.REVIEW: _review,
    Act.CHANGE: changing.ask,
    Act.HUMAN: safety.hand_to_human,
    Act.STATUS: statusing.tell,
    Act.START: _start,
    Act.NONSENSE: not_understood,
}
