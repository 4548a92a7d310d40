"""An item opened by mistake is left again; a paper that is lost is noted as not to be had."""

from __future__ import annotations

from bot.conversation.interviewing import advance, current_view
from bot.conversation.situation import Reply, Situation
from bot.conversation.tools import Tools
from bot.understanding.leaving import is_lost, leaves_item
from dialogs.answers import split_path
from dialogs.interview.agenda import Agenda, AskKind
from dialogs.interview.commands import ChooseOption, Command, RemoveItem
from dialogs.interview.engine import apply
from dialogs.interview.labels import item_named
from dialogs.interview.view import View

__all__ = ["left"]


def left(situation: Situation, text: str, tools: Tools) -> Reply | None:
    """The item or the paper left, read back; None if the words mean something else here."""
    view = current_view(situation)
    ask = Agenda(view).first()
    if ask is None:
        return None
    if ask.kind is AskKind.MATERIAL and is_lost(text):
        return advance(situation, [ChooseOption("none")], tools)
    if ask.kind is not AskKind.ELEMENT or not leaves_item(text):
        return None
    key, index, _ = split_path(ask.name)
    group = view.interview.groups.get(key or "")
    if group is None or index is None or view.count(group) <= group.minimum:
        return None
    element = view.interview.element(ask.name)
    if element.none_label or not _fresh(view, f"{group.key}[{index}]."):
        return None
    told = tools.say("item_left", item=item_named(view, group, index))
    return advance(situation, _commands(situation, view, RemoveItem(group.key, index)), tools, told)


def _fresh(view: View, item: str) -> bool:
    """Whether nothing was told of the item yet."""
    return not any(path.startswith(item) for path in view.state.given)


def _commands(situation: Situation, view: View, away: RemoveItem) -> list[Command]:
    """The item away, and no further one, if that is asked then."""
    outcome = apply(view.interview, view.state, [away], situation.today, situation.n)
    ask = outcome.ask
    if ask is not None and ask.kind is AskKind.MORE and ask.name == away.group:
        return [away, ChooseOption("no")]
    return [away]
