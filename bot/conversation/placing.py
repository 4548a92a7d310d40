"""Files that nobody had asked for: kept at once, and asked about once what they are."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation import asking, interviewing
from bot.conversation.situation import Reply, Situation, Utterance
from bot.conversation.tools import Tools
from bot.conversation.wording import remember
from bot.messages import InputHint, Option
from dialogs.interview.agenda import Agenda
from dialogs.interview.commands import AttachMaterial, ChooseOption, Command

__all__ = ["FILE_KIND", "OTHER", "ask_kind", "chosen"]

FILE_KIND = "file_kind"
OTHER = "other_evidence"
"""The kind that every interview has for what nobody asked for."""
PREFIX = "kind:"


def ask_kind(situation: Situation, ids: Sequence[str], tools: Tools, *lead: str) -> Reply:
    """Asks which material of this case the files are; they are kept whatever the answer."""
    draft = situation.draft
    assert draft is not None
    rules = Agenda(interviewing.current_view(situation)).materials()
    options = [Option(f"{PREFIX}{rule.kind}", rule.label) for rule in rules if rule.kind != OTHER]
    options.append(Option(f"{PREFIX}{OTHER}", tools.say("option_other_evidence")))
    asked = Utterance(
        "\n\n".join((*lead, tools.say("ask_file_kind", count=len(ids)))),
        tuple(options),
        asks=FILE_KIND,
        input=InputHint("options"),
    )
    dialogue = remember(situation.dialogue, (asked,)).with_(files=tuple(ids))
    return Reply(dialogue, (asked,), draft)


def chosen(situation: Situation, commands: Sequence[Command], tools: Tools) -> Reply | None:
    """The files go to the material that was named; None if the message is about something else."""
    picked = next((each.option for each in commands if isinstance(each, ChooseOption)), "")
    if not picked.startswith(PREFIX):
        return None
    ids = situation.dialogue.files
    label = dict(situation.dialogue.options).get(picked, "")
    before = asking.left(situation, tools)
    told = tools.say("files_placed", label=label, count=len(ids))
    command = AttachMaterial(picked.removeprefix(PREFIX), ids)
    reply = interviewing.advance(before, [command], tools, told)
    return reply or asking.again(before, tools, told)
