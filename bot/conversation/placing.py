"""Files that nobody had asked for: kept at once, and asked about once what they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.conversation import asking, interviewing
from bot.conversation.situation import Reply, Situation, Utterance
from bot.conversation.tools import Tools
from bot.conversation.wording import remember
from bot.messages import InputHint, Option
from bot.understanding.leaving import file_called
from dialogs.interview.agenda import Agenda
from dialogs.interview.commands import AttachMaterial, ChooseOption, Command
from dialogs.schema.definition import MaterialRule

__all__ = ["FILE_KIND", "OTHER", "ask_kind", "chosen", "named"]

FILE_KIND = "file_kind"
OTHER = "other_evidence"
"""The kind that every interview has for what nobody asked for."""
PREFIX = "kind:"
SHORTEST_NAME = 2
SEPARATORS = re.compile("[、，（）/]|或者|或|以及|和|及")


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


def chosen(
    situation: Situation, commands: Sequence[Command], text: str, tools: Tools
) -> Reply | None:
    """The files go to the material that was named; None if the message is about something else."""
    picked = next((each.option for each in commands if isinstance(each, ChooseOption)), "")
    kind = picked.removeprefix(PREFIX)
    if kind == picked:
        kinds = _kinds_called(situation, text.strip("。！!，, 啊呀的呢吧了"))
        kind = kinds[0] if len(kinds) == 1 else ""
    if not kind:
        return None
    return _placed(asking.left(situation, tools), kind, situation.dialogue.files, tools)


def named(situation: Situation, text: str, tools: Tools) -> Reply | None:
    """Files that came last go to the material that the words call them; asked if several fit."""
    called, ids = file_called(text), situation.dialogue.files
    if not called or not ids or situation.draft is None:
        return None
    kinds = _kinds_called(situation, called)
    if not kinds:
        return None
    if len(kinds) > 1:
        return ask_kind(situation, ids, tools)
    return _placed(situation, kinds[0], ids, tools)


def _placed(situation: Situation, kind: str, ids: Sequence[str], tools: Tools) -> Reply:
    """The files under this kind, and under no other; read back."""
    draft = situation.draft
    assert draft is not None
    rule = next(each for each in draft.interview.materials if each.kind == kind)
    told = tools.say("files_placed", label=rule.label, count=len(ids))
    kept = {
        other: tuple(each for each in held if each not in ids)
        for other, held in draft.state.materials.items()
    }
    state = draft.state.with_(materials={other: held for other, held in kept.items() if held})
    bare = replace(situation, draft=replace(draft, state=state))
    reply = interviewing.advance(bare, [AttachMaterial(kind, tuple(ids))], tools, told)
    return reply or asking.again(situation, tools, told)


def _kinds_called(situation: Situation, called: str) -> list[str]:
    """Materials whose label holds the words, or is held by them: of this case, else of any."""
    if len(called) < SHORTEST_NAME:
        return []
    view = interviewing.current_view(situation)
    own = _called(Agenda(view).materials(), called)
    return own or _called(view.interview.materials, called)


def _called(rules: Iterable[MaterialRule], called: str) -> list[str]:
    return [
        rule.kind
        for rule in rules
        if any(part in called or called in part for part in _parts(rule.label))
    ]


def _parts(label: str) -> list[str]:
    return [each for each in SEPARATORS.split(label) if len(each) >= SHORTEST_NAME]
