"""Taking a party or another item away: asked once which it is, then it is gone."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation import asking
from bot.conversation.interviewing import advance, current_view
from bot.conversation.situation import Reply, Situation, Utterance
from bot.conversation.tools import Tools
from bot.conversation.wording import remember
from bot.messages import InputHint, Option
from dialogs.interview.commands import Act, AddItem, ChooseOption, Command, Do, RemoveItem
from dialogs.interview.labels import item_named
from dialogs.interview.removing import REMOVE
from dialogs.schema.definition import Group

__all__ = ["REMOVING", "added", "ask", "chosen", "wanted"]

REMOVING = "remove_item"


def wanted(commands: Sequence[Command]) -> RemoveItem | None:
    """The item that a message or a button takes away."""
    for each in commands:
        if isinstance(each, RemoveItem):
            return each
        if isinstance(each, ChooseOption) and each.option.startswith(REMOVE):
            group, _, index = each.option.removeprefix(REMOVE).rpartition(":")
            return RemoveItem(group, int(index)) if index.isdigit() else None
    return None


def added(situation: Situation, commands: Sequence[Command], tools: Tools) -> str:
    """What is said of an item that is added; empty if none is, or if its name is told anyway."""
    new = next((each.group for each in commands if isinstance(each, AddItem)), None)
    if new is None or len(commands) > 1:
        return ""
    view = current_view(situation)
    group = view.interview.groups[new]
    return tools.say("added", item=item_named(view, group, view.count(group)))


def ask(situation: Situation, command: RemoveItem, tools: Tools) -> Reply | None:
    """Asks once; what must not be taken away is refused at once, None if there is no such item."""
    view = current_view(situation)
    group = view.interview.groups.get(command.group)
    if group is None or command.index >= view.count(group):
        return None
    if command.index < 0:
        return _which(situation, group, tools)
    if view.count(group) <= group.minimum:
        return advance(situation, [command], tools)
    asked = Utterance(
        tools.say("ask_remove", item=item_named(view, group, command.index)),
        (Option("yes", tools.say("option_remove")), Option("no", tools.say("option_keep"))),
        asks=REMOVING,
        input=InputHint("options"),
    )
    dialogue = remember(situation.dialogue, (asked,))
    return Reply(
        dialogue.with_(about=f"{command.group}:{command.index}"), (asked,), situation.draft
    )


def _which(situation: Situation, group: Group, tools: Tools) -> Reply:
    view = current_view(situation)
    options = tuple(
        Option(f"{REMOVE}{group.key}:{index}", item_named(view, group, index))
        for index in range(view.count(group))
    )
    asked = Utterance(
        tools.say("ask_remove_which", label=group.label),
        (*options, Option("no", tools.say("option_keep"))),
        asks=REMOVING,
        input=InputHint("options"),
    )
    return Reply(remember(situation.dialogue, (asked,)), (asked,), situation.draft)


def chosen(situation: Situation, commands: Sequence[Command], tools: Tools) -> Reply | None:
    """Yes takes it away, no leaves it; None if the message is about something else."""
    picked = wanted(commands)
    if picked is not None:
        return ask(asking.left(situation, tools), picked, tools)
    said = next((_answer(each) for each in commands if _answer(each)), None)
    if said is None or situation.draft is None:
        return None
    name, _, index = situation.dialogue.about.rpartition(":")
    before = asking.left(situation, tools)
    if said == Act.NO.value or not index:
        return asking.again(before, tools, tools.say("kept"))
    view = current_view(situation)
    told = tools.say("removed", item=item_named(view, view.interview.groups[name], int(index)))
    return advance(before, [RemoveItem(name, int(index))], tools, told)


def _answer(command: Command) -> str | None:
    if isinstance(command, Do):
        return command.act.value if command.act in (Act.YES, Act.NO) else None
    if isinstance(command, ChooseOption):
        return command.option if command.option in (Act.YES.value, Act.NO.value) else None
    return None
