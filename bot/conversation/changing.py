"""“我要修改”: what can be changed, by section and numbered; then what of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.conversation import asking
from bot.conversation.interviewing import advance, current_view
from bot.conversation.situation import Reply, Situation, Utterance
from bot.conversation.tools import Tools
from bot.conversation.wording import remember
from bot.messages import InputHint, Option
from dialogs.interview.commands import ChooseOption, Command, Navigate
from dialogs.interview.labels import label_of, value_text
from dialogs.interview.view import View
from dialogs.schema.definition import Group, Section

__all__ = ["CHANGE", "ask", "chosen"]

CHANGE = "change"
SECTION, ITEM, STAY = "section:", "edit:", "stay"
PAPERS = "papers"
LONGEST_VALUE = 18


def ask(situation: Situation, tools: Tools, *lead: str) -> Reply:
    """Which section it is; of a draft with a single one, which item."""
    if not asking.gathering(situation):
        code = "change_filed" if situation.filings else "nothing_begun"
        return asking.again(situation, tools, tools.say(code))
    view = current_view(situation)
    found = [(each.id, each.label, len(list(_paths(view, each)))) for each in _sections(view)]
    papers = list(_papers(view))
    if papers:
        found.append((PAPERS, tools.say("section_papers"), len(papers)))
    filled = [each for each in found if each[2]]
    if not filled:
        return asking.again(situation, tools, tools.say("nothing_to_change"))
    options = [
        Option(f"{SECTION}{id}", tools.say("change_section", label=label, count=count))
        for id, label, count in filled
    ]
    return _asked(situation, tools, "ask_change_section", options, *lead)


def chosen(situation: Situation, commands: Sequence[Command], tools: Tools) -> Reply | None:
    """A section or an item was picked; None if the message is about something else."""
    picked = next((each.option for each in commands if isinstance(each, ChooseOption)), "")
    before = asking.left(situation, tools)
    if picked == STAY:
        return asking.again(before, tools, tools.say("going_on"))
    if picked.startswith(SECTION):
        return _items(before, picked.removeprefix(SECTION), tools)
    if picked.startswith(ITEM):
        return advance(before, [Navigate(picked.removeprefix(ITEM))], tools)
    return None


def _items(situation: Situation, section: str, tools: Tools) -> Reply:
    view = current_view(situation)
    if section == PAPERS:
        names = list(_papers(view))
    else:
        names = [
            path for each in _sections(view) if each.id == section for path in _paths(view, each)
        ]
    options = [Option(f"{ITEM}{name}", _label(view, name, tools)) for name in names]
    return _asked(situation, tools, "ask_change_item", options)


def _asked(
    situation: Situation, tools: Tools, code: str, options: list[Option], *lead: str
) -> Reply:
    lines = [each.label for each in options]
    asked = Utterance(
        "\n\n".join((*lead, tools.say(code, lines=lines))),
        (*options, Option(STAY, tools.say("option_change_nothing"))),
        asks=CHANGE,
        input=InputHint("options"),
    )
    return Reply(remember(situation.dialogue, (asked,)), (asked,), situation.draft)


def _label(view: View, name: str, tools: Tools) -> str:
    value = value_text(view, name, tools.responses) if ":" not in name and name != "court" else ""
    if name == "court":
        value = view.state.court or ""
    short = value if len(value) <= LONGEST_VALUE else f"{value[:LONGEST_VALUE]}…"
    return tools.say("change_item", label=label_of(view, name, tools.responses), value=short)


def _sections(view: View) -> tuple[Section, ...]:
    return view.interview.sections


def _paths(view: View, section: Section) -> Iterator[str]:
    """The answered paths of a section that the person may answer anew."""
    for part in section.parts:
        elements = part.elements if isinstance(part, Group) else (part,)
        places = range(view.count(part)) if isinstance(part, Group) else (None,)
        for index in places:
            for element in elements:
                path = element.path(index)
                if view.state.answered(path) and path not in view.hidden and element.ask:
                    yield path


def _papers(view: View) -> Iterator[str]:
    if view.state.court is not None:
        yield "court"
    known = {rule.kind for rule in view.interview.materials}
    yield from (
        f"material:{kind}" for kind, ids in view.state.materials.items() if ids and kind in known
    )
