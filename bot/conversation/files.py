"""Files that came in: the backend has judged them before the turn; here they find their place."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation import asking, interviewing
from bot.conversation.placing import FILE_KIND, OTHER, ask_kind
from bot.conversation.situation import Reply, Situation
from bot.conversation.tools import Tools
from bot.messages import Attachment, Inbound
from dialogs.interview.agenda import Agenda, AskKind
from dialogs.interview.commands import AttachMaterial
from dialogs.interview.state import Phase

__all__ = ["take"]

SIGNATURE = "signature:"


def take(situation: Situation, inbound: Inbound, tools: Tools) -> Reply:
    """Accepted files go to the material asked for (or named); refused ones are explained."""
    refused = [_refusal(each, tools) for each in inbound.attachments if each.code]
    taken = [each for each in inbound.attachments if not each.code]
    draft = situation.draft
    if draft is None or draft.state.phase not in (Phase.GATHERING, Phase.CORRECTING):
        return asking.again(situation, tools, *refused, tools.say("files_without_case"))
    if not taken:
        return asking.again(situation, tools, *refused)
    ask = Agenda(interviewing.current_view(situation)).first()
    named, lead = inbound.material, list(refused)
    if ask is not None and ask.kind is AskKind.SIGNATURE and named in (None, ask.asks):
        kind = ask.asks
    elif named is not None and named.startswith(SIGNATURE):
        # The page of a signature that was given, or of another party's, is still open.
        return asking.again(situation, tools, *lead, tools.say("signature_not_asked"))
    else:
        if named is None and ask is not None and ask.kind is AskKind.MATERIAL:
            named = ask.name
        if named not in {rule.kind for rule in draft.interview.materials}:
            return _unasked(situation, taken, tools, *lead)
        kind = named
        lead.append(_received(taken, kind, situation, tools))
    command = AttachMaterial(kind, tuple(each.material_id for each in taken))
    reply = interviewing.advance(situation, [command], tools, *lead)
    reply = reply or asking.again(situation, tools, *lead)
    ids = () if kind == (ask.asks if ask else None) else command.material_ids
    return replace(reply, dialogue=reply.dialogue.with_(files=ids))


def _unasked(situation: Situation, taken: list[Attachment], tools: Tools, *lead: str) -> Reply:
    """Files that nobody asked for are kept, and asked about once."""
    dialogue = situation.dialogue
    ids = tuple(each.material_id for each in taken)
    asking_now = dialogue.files if dialogue.asks == FILE_KIND else ()
    before = asking.left(situation, tools) if asking_now else situation
    told = _received(taken, OTHER, situation, tools)
    known = all(each.existing for each in taken)
    said = (*lead, told) if known else ()
    reply = interviewing.advance(before, [AttachMaterial(OTHER, ids)], tools, *said)
    if reply is None or known:
        return reply or asking.again(before, tools, *lead, told)
    kept = replace(before, dialogue=reply.dialogue, draft=reply.draft)
    return ask_kind(kept, (*asking_now, *ids), tools, *lead, told)


def _refusal(attachment: Attachment, tools: Tools) -> str:
    values = {"name": attachment.name, **attachment.values}
    return tools.responses.say("files", attachment.code, **values)


def _received(taken: list[Attachment], kind: str, situation: Situation, tools: Tools) -> str:
    draft = situation.draft
    assert draft is not None
    labels = {rule.kind: rule.label for rule in draft.interview.materials}
    again = sum(1 for each in taken if each.existing)
    return tools.say("files_taken", count=len(taken), again=again, label=labels.get(kind, ""))
