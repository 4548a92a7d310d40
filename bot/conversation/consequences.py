"""What else a corrected answer changes: values that follow from it, answers that fall away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.conversation.tools import Tools
from dialogs.answers import split_path
from dialogs.interview.agenda import Agenda
from dialogs.interview.labels import label_of, value_text
from dialogs.interview.outcome import Say
from dialogs.interview.readback import read_back
from dialogs.interview.view import View

__all__ = ["not_told_twice", "told"]

MOST = 6
LONGEST = 60


def told(before: View, after: View, changed: Iterable[str], tools: Tools) -> str:
    """One sentence or more about it; `""` where nothing was corrected or nothing follows."""
    corrected = [
        path
        for path in changed
        if path in before.state.given and not _moved_up(before, after, path)
    ]
    if not corrected:
        return ""
    changes = "\n".join(_change(before, after, path, tools) for path in corrected)
    return "\n\n".join(each for each in (changes, _following(before, after, tools)) if each)


def not_told_twice(says: Iterable[Say], before: View, after: View) -> Iterator[Say]:
    """What was said, but of answers noted only those that were not there before."""
    for say in says:
        if say.code != "noted":
            yield say
            continue
        paths = [path for path in say.values["paths"] if not _moved_up(before, after, path)]
        fresh = [path for path in paths if not _held(before, path)]
        if fresh:
            yield Say("noted", {"paths": fresh})


def _moved_up(before: View, after: View, path: str) -> bool:
    """Whether an item of its group was taken away, so that later ones have new paths."""
    group = split_path(path)[0]
    return group is not None and after.answers.count(group) < before.answers.count(group)


def _held(before: View, path: str) -> bool:
    return path in before.state.given and path in before.answers.values


def _change(before: View, after: View, path: str, tools: Tools) -> str:
    """What was, and what is now."""
    old, new = (value_text(view, path, tools.responses) for view in (before, after))
    if not (old and new) or old == new:
        return ""
    label = label_of(after, path, tools.responses, full=True)
    return tools.say("corrected", label=label, old=_brief(old), new=_brief(new))


def _following(before: View, after: View, tools: Tools) -> str:
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


def _brief(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _text(view: View, path: str, value: object) -> str:
    return read_back(view.interview.element(path), value)
