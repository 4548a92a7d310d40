"""Several drafts put away by one account: asked which, by case type and plaintiff."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.asking import again
from bot.conversation.situation import Draft, Reply, Situation, Utterance
from bot.conversation.tools import Tools
from bot.conversation.wording import remember
from bot.messages import InputHint, Option
from dialogs.interview.commands import ChooseOption, Command

__all__ = ["WHICH_DRAFT", "ask", "chosen", "taken_up"]

WHICH_DRAFT = "which_draft"
PREFIX = "draft:"
MOST = 9


def ask(situation: Situation, tools: Tools) -> Reply:
    """Which of the drafts put away is to go on."""
    options = tuple(
        Option(f"{PREFIX}{each.id}", _label(each, tools)) for each in situation.set_aside[:MOST]
    )
    text = tools.say("ask_which_draft")
    asked = Utterance(text, options, asks=WHICH_DRAFT, input=InputHint("options"))
    return Reply(remember(situation.dialogue.with_(paused=False), (asked,)), (asked,))


def chosen(situation: Situation, commands: Sequence[Command], tools: Tools) -> Reply | None:
    """The draft that was picked; None if the message is about something else."""
    picked = next((each.option for each in commands if isinstance(each, ChooseOption)), "")
    found = (each for each in situation.set_aside if f"{PREFIX}{each.id}" == picked)
    draft = next(found, None)
    return None if draft is None else taken_up(situation, draft, tools)


def taken_up(situation: Situation, draft: Draft, tools: Tools) -> Reply:
    """A draft put away is in hand again, at its open question."""
    plain = situation.dialogue.with_(asks=None, options=(), input_type="")
    taken = replace(situation, dialogue=plain, draft=draft, set_aside=())
    reply = again(taken, tools, tools.say("found_again", title=draft.interview.title))
    return replace(reply, draft=draft)


def _label(draft: Draft, tools: Tools) -> str:
    given = draft.state.given
    names = (given.get(f"plaintiffs[0].{key}") for key in ("name", "org_name"))
    name = next((str(each.value) for each in names if each is not None), "")
    return tools.say("draft_option", title=draft.interview.title, name=name)
