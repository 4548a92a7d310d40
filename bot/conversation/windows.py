"""The way to a court's filing window: a page that names the court, and asserts no address."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation import asking
from bot.conversation.situation import Reply, Situation, Utterance
from bot.conversation.tools import Tools
from bot.messages import Link

__all__ = ["answer", "window_links"]


def window_links(court: str | None, tools: Tools) -> tuple[Link, ...]:
    """The link to the page about a court's window; none without a court."""
    return (Link(tools.say("court_window_link"), f"page:window:{court}"),) if court else ()


def answer(situation: Situation, tools: Tools) -> Reply:
    """“法院在哪”: the court that was chosen; before that, how it is found."""
    court = _court(situation)
    if not court:
        return asking.again(situation, tools, tools.say("digress_court"))
    said = Utterance(tools.say("court_window", court=court), links=window_links(court, tools))
    if not asking.gathering(situation):
        return Reply(situation.dialogue, (said,))
    reply = asking.again(situation, tools)
    return replace(reply, utterances=(said, *reply.utterances))


def _court(situation: Situation) -> str:
    if situation.draft is not None and situation.draft.state.court:
        return situation.draft.state.court
    return situation.filings[0].court if len(situation.filings) == 1 else ""
