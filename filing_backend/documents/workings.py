"""计算说明: how each computed amount came about."""

from __future__ import annotations

from filing_backend.documents.fill import Filling
from filing_backend.documents.formatters import clean, date_text
from filing_backend.documents.parties import cause_of_action, party_names
from filing_backend.documents.typesetter import Typeset, Typesetter

__all__ = ["workings"]


def workings(filling: Filling, setter: Typesetter) -> Typeset | None:
    """The page of workings; None when nothing was computed."""
    rows = [
        {"label": _label(path, filling), "lines": [clean(line) for line in lines]}
        for path, lines in filling.workings.items()
        if lines
    ]
    if not rows:
        return None
    say = filling.phrases.say
    data = {
        "title": say("workings_title"),
        "head": say(
            "workings_head",
            cause=cause_of_action(filling.interview, filling.answers),
            names=party_names(filling.answers, "plaintiffs", filling.phrases),
        ),
        "rows": rows,
        "page_of": say("page_of", page="{page}", pages="{pages}"),
        "handwrite_note": say("handwrite_note"),
    }
    return setter.set("workings", data, filling.today)


def _label(path: str, filling: Filling) -> str:
    try:
        asked = filling.interview.element(path).label
    except KeyError:
        return path
    # Whoever reads the page reads it on another day.
    label = asked.replace(filling.phrases.say("today"), date_text(filling.today))
    group, bracket, rest = path.partition("[")
    if not bracket or filling.answers.count(group) < 2:
        return label
    number = int(rest.partition("]")[0]) + 1
    return filling.phrases.say("item", n=number, text=label)
