"""Every way a person strays from the path, and the way back to the same question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.conversation import intake, interviewing, statusing
from bot.conversation.asking import CONFIRMED, again, gathering, not_understood
from bot.conversation.dialogue import Dialogue
from bot.conversation.situation import Job, Reply, Situation, Utterance
from bot.conversation.tools import Tools
from bot.conversation.wording import remember, review
from bot.messages import Inbound, InputHint, Option
from dialogs.interview.commands import Act, ChooseOption, Command, Do
from dialogs.schema.definition import Element

__all__ = [
    "ALWAYS",
    "DANGERS",
    "danger",
    "pending_question",
    "repair",
    "while_muted",
]

DANGERS = {
    Act.DANGER_VIOLENCE: "danger_violence",
    Act.DANGER_SUICIDE: "danger_suicide",
    Act.DANGER_CHILD: "danger_child",
}
ALWAYS = {
    "resume": Act.RESUME,
    "status": Act.STATUS,
    "start": Act.START,
    "human": Act.HUMAN,
    "help": Act.HELP,
    "repeat": Act.REPEAT,
}
"""Buttons that mean an act wherever they stand."""


def danger(situation: Situation, act: Act | None, tools: Tools) -> Reply:
    """A person may be in danger: all questions stop, help comes first (facts/law.md §11)."""
    assert act is not None
    options = (Option("resume", tools.say("option_resume")),)
    said = Utterance(tools.say(DANGERS[act]), options)
    dialogue = situation.dialogue.with_(
        alarmed=True, options=tuple((each.id, each.label) for each in options)
    )
    return Reply(dialogue, (said,))


def while_muted(situation: Situation, act: Act | None, inbound: Inbound, tools: Tools) -> Reply:
    """The bot keeps silent for a human, until the person says 继续."""
    if act is Act.RESUME or inbound.option == "resume":
        heard = situation.dialogue.with_(muted=False)
        return again(_at(situation, heard), tools, tools.say("resumed"))
    return Reply(situation.dialogue, (Utterance(tools.say("still_muted")),))


def _at(situation: Situation, dialogue: Dialogue) -> Situation:
    return replace(situation, dialogue=dialogue)


def repair(situation: Situation, act: Act, tools: Tools) -> Reply | None:
    """The reply to an act that leaves the path, or None if the act belongs to the question."""
    handler = REPAIRS.get(act)
    return handler(situation, tools) if handler is not None else None


def _explained(kind: str) -> Callable[[Situation, Tools], Reply]:
    def handler(situation: Situation, tools: Tools) -> Reply:
        return again(situation, tools, _explanation(situation, kind, tools))

    return handler


def _explanation(situation: Situation, kind: str, tools: Tools) -> str:
    element = _asked_element(situation)
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


def _confirming(what: str) -> Callable[[Situation, Tools], Reply | None]:
    def handler(situation: Situation, tools: Tools) -> Reply | None:
        if what in ("cancel", "restart") and not gathering(situation):
            return again(situation, tools, tools.say("nothing_begun"))
        asked = Utterance(
            tools.say(f"ask_{what}"),
            (Option("yes", tools.say(f"option_{what}")), Option("no", tools.say("option_go_on"))),
            asks=f"confirm:{what}",
            input=InputHint("options", options_only=True),
        )
        return Reply(remember(situation.dialogue, (asked,)), (asked,))

    return handler


def pending_question(
    situation: Situation, commands: Sequence[Command], tools: Tools
) -> Reply | None:
    """The answer to 真的取消吗 and its like, or None if no such question stands open."""
    asks = situation.dialogue.asks
    if asks not in CONFIRMED:
        return None
    yes = any(
        each == ChooseOption("yes") or (isinstance(each, Do) and each.act is Act.YES)
        for each in commands
    )
    what = asks.removeprefix("confirm:")
    plain = _at(situation, situation.dialogue.with_(asks=None, options=(), input_type=""))
    if not yes:
        return again(plain, tools, tools.say("going_on"))
    if what == "withdraw":
        number = next((each.number for each in situation.filings), "")
        job = Job("bot.withdraw", {"number": number}, key=f"withdraw:{number}")
        return Reply(plain.dialogue, (Utterance(tools.say("withdrawing")),), jobs=(job,))
    if what == "delete_data":
        job = Job("bot.delete_person", {"person_id": situation.person_id})
        said = (Utterance(tools.say("deleting")),)
        return Reply(plain.dialogue, said, jobs=(job,), closed=True, deleted=True)
    reply = intake.ask_case(plain, tools, tools.say(f"{what}_done"))
    return Reply(reply.dialogue, reply.utterances, closed=True)


def _review(situation: Situation, tools: Tools) -> Reply | None:
    if not gathering(situation):
        return statusing.tell(situation, tools)
    shown = review(interviewing.current_view(situation), tools)
    reply = again(situation, tools)
    return Reply(reply.dialogue, (*shown, *reply.utterances))


def _human(situation: Situation, tools: Tools) -> Reply:
    option = Option("resume", tools.say("option_resume"))
    said = Utterance(tools.say("human"), (option,))
    return Reply(situation.dialogue.with_(muted=True), (said,))


def _pause(situation: Situation, tools: Tools) -> Reply:
    option = Option("resume", tools.say("option_resume"))
    said = Utterance(tools.say("paused"), (option,))
    dialogue = situation.dialogue.with_(paused=True, options=((option.id, option.label),))
    return Reply(dialogue, (said,))


def _status(situation: Situation, tools: Tools) -> Reply:
    told = statusing.tell(situation, tools)
    if not gathering(situation):
        return told
    reply = again(situation, tools)
    return Reply(reply.dialogue, (*told.utterances, *reply.utterances))


def _start(situation: Situation, tools: Tools) -> Reply | None:
    if gathering(situation):
        return again(situation, tools, tools.say("already_begun"))
    return intake.ask_case(situation, tools)


def _withdraw(situation: Situation, tools: Tools) -> Reply | None:
    if not situation.filings:
        return again(situation, tools, tools.say("no_filings"))
    return _confirming("withdraw")(situation, tools)


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
    Act.RESUME: lambda situation, tools: again(situation, tools, tools.say("resumed")),
    Act.HELP: _told("help"),
    Act.GREET: _told("hello"),
    Act.THANKS: _told("thanks"),
    Act.INSULT: _told("calm"),
    Act.ASK_FEE: _told("digress_fee"),
    Act.ASK_DURATION: _told("digress_duration"),
    Act.ASK_COURT: _told("digress_court"),
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
    Act.HUMAN: _human,
    Act.STATUS: _status,
    Act.START: _start,
    Act.NONSENSE: not_understood,
}
