"""What else a corrected answer changes: values that follow from it, answers that fall away."""

from __future__ import annotations

from collections.abc import Iterable

from bot.conversation.tools import Tools
from dialogs.interview.agenda import Agenda
from dialogs.interview.labels import label_of
from dialogs.interview.readback import read_back
from dialogs.interview.view import View

__all__ = ["told"]

MOST = 6


def told(before: View, after: View, changed: Iterable[str], tools: Tools) -> str:
    """One sentence or more about it; `""` where nothing was corrected or nothing follows."""
    known = before.state.given
    corrected = [path for path in changed if path in known]
    if not corrected:
        return ""
    follows = [
        {"label": label_of(after, path, tools.responses), "old": old, "new": new}
        for path, found in after.derived.items()
        if path in before.derived
        and (old := _text(before, path, before.derived[path].value))
        != (new := _text(after, path, found.value))
    ]
    gone = [
        label_of(after, path, tools.responses)
        for path in after.hidden - before.hidden
        if path in after.state.given and path not in after.derived
    ]
    if not follows and not gone:
        return ""
    more = max(0, Agenda(after).remaining() - Agenda(before).remaining())
    return tools.say("consequences", follows=follows[:MOST], gone=sorted(gone)[:MOST], more=more)


def _text(view: View, path: str, value: object) -> str:
    return read_back(view.interview.element(path), value)
