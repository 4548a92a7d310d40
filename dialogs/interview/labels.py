"""What things are called when they are shown to a person: elements, groups, materials, values."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.answers import Known, split_path
from dialogs.interview.answering import item_name
from dialogs.interview.readback import read_back
from dialogs.interview.view import View
from dialogs.schema.definition import Group, Interview
from dialogs.schema.responses import Responses

__all__ = ["item_named", "item_summary", "label_in", "label_of", "value_text"]

NAMES = ("name", "org_name")


def value_text(view: View, path: str, responses: Responses) -> str:
    """How the answer at a path reads: its value, 不知道, 无, or `""` if there is none."""
    known = view.answers.known(path)
    if known is Known.GIVEN:
        return read_back(view.interview.element(path), view.answers.get(path))
    if known is Known.MISSING:
        return ""
    return responses.say("conversation", f"value_{known.value}")


def label_of(view: View, name: str, responses: Responses, *, full: bool = False) -> str:
    """What an item of an optional question, a finding or a return is called.

    full: names the group even where it has one item (`被告·联系电话`).
    """
    return label_in(view.interview, view.answers.counts, name, responses, full=full)


def label_in(
    interview: Interview,
    counts: Mapping[str, int],
    name: str,
    responses: Responses,
    *,
    full: bool = False,
) -> str:
    """The same from the definition and how many items the groups have."""
    kind, colon, rest = name.partition(":")
    if name == "court":
        return responses.say("conversation", "label_court")
    if colon and kind == "more":
        return responses.say("conversation", "label_more", label=interview.groups[rest].label)
    if colon and kind == "material":
        rules = {rule.kind: rule.label for rule in interview.materials}
        return rules.get(rest, rest)
    try:
        label = interview.element(name).label
    except KeyError:
        group, index, _ = split_path(name)
        if group is not None and group in interview.groups and index is not None:
            return f"{interview.groups[group].item_label}{index + 1}"
        return name
    item = item_name(interview, name, counts)
    if full and not item and "[" in name:
        item = interview.groups[name.partition("[")[0]].item_label
    return f"{item}·{label}" if item and not label.startswith(item) else label


def item_summary(view: View, group: Group, index: int, responses: Responses) -> str:
    """The summary line of an item, from the group's own template."""
    values = {
        element.key: value_text(view, element.path(index), responses) for element in group.elements
    }
    return responses.fill(group.summary, number=index + 1, **values) if group.summary else ""


def item_named(view: View, group: Group, index: int) -> str:
    """What an item is called to a person who may lose it: its number, and its name if any."""
    called = f"{group.item_label}{index + 1}"
    names = (view.answers.text(f"{group.key}[{index}].{key}") for key in NAMES)
    name = next((each for each in names if each), "")
    return f"{called} {name}".strip()
