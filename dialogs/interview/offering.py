"""What an optional question offers, in the order and under the headings of the interview."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dialogs.interview.labels import label_of
from dialogs.interview.view import View
from dialogs.schema.responses import Responses

__all__ = ["by_section"]

MOST_NAMED = 6


def by_section(view: View, listed: Iterable[str], responses: Responses) -> list[dict[str, Any]]:
    """`label`, the short names of the first items (`named`) and how many there are (`count`)."""
    interview = view.interview
    placed: dict[str, list[str]] = {each.id: [] for each in interview.sections}
    for name in listed:
        group = name.removeprefix("more:")
        place = interview.groups[group] if group != name else interview.element(name)
        placed[place.section].append(label_of(view, name, responses))
    return [
        {"label": each.label, "named": placed[each.id][:MOST_NAMED], "count": len(placed[each.id])}
        for each in interview.sections
        if placed[each.id]
    ]
