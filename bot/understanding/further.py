"""Whether there is one more of a group: words that tell it instead of saying 有."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.understanding.engine import Context
from bot.understanding.expressions import expression
from bot.understanding.stories import Proposal
from bot.understanding.strays import PARTIES
from dialogs.answers import split_path
from dialogs.interview.commands import ChooseOption, Command
from dialogs.schema.definition import ElementType, Group

__all__ = ["as_first", "begins_item", "in_new_item", "item_told"]

_MORE = "more:"
_ASKED_ACT = expression("([一-鿿]{1,2})过")
_NOT = "(?:没有?|未|不曾|没得|不)(?:人|怎么|去|再|跟他|向他|找他)?"
_NEVER = expression("从来没|一次(?:也|都)没|没有?$")
_AGAIN = expression("又|再")
_SHORTEST_CUE = 2
_YES = ChooseOption("yes")


def as_first(text: str, context: Context) -> str:
    """去年8月又还了一千 where one more is asked for: the words without 又, as long as they were."""
    return text if _group_asked(context) is None else _AGAIN.sub(" ", text)


def begins_item(
    facts: Sequence[Proposal], context: Context, replied: Command | None
) -> Group | None:
    """The group whose next item the facts tell of, where 还有吗 is asked.

    The words say 有, or what they tell is another thing than the last item has.
    """
    group = _group_asked(context)
    if group is None or context.answers is None:
        return None
    if replied == _YES:
        return group
    last = context.answers.count(group.key) - 1
    for path in filter(None, (in_new_item(each, group, context) for each in facts)):
        told = next(each for each in facts if in_new_item(each, group, context) == path)
        known = context.answers.get(f"{group.key}[{last}].{split_path(path)[2]}")
        if known is not None and known != told.value:
            return group
    return None


def in_new_item(fact: Proposal, group: Group, context: Context) -> str | None:
    """The path of a fact in the item after the last one; None if it is none of this group's."""
    told, index, key = split_path(fact.path)
    parties = told in PARTIES and group.key in PARTIES
    if context.answers is None or not (told == group.key or parties):
        return None
    if not any(each.key == key for each in group.elements):
        return None
    shift = index or 0 if told == group.key else 0
    return f"{group.key}[{context.answers.count(group.key) + shift}].{key}"


def item_told(text: str, context: Context) -> bool | None:
    """催了好多次, 打过电话, 没催过: whether there is an item, by the act that is asked about."""
    group = _group_asked(context)
    if group is None:
        return None
    said = None
    for act in _acts(group):
        if re.search(f"{_NOT}{re.escape(act)}", text):
            return False
        if re.search(re.escape(act), text):
            said = True
    return None if said and _NEVER.search(text) else said


def _acts(group: Group) -> Iterator[str]:
    """What the question asks of (催过), and the words that tell of it in a story."""
    for act in _ASKED_ACT.findall(group.first_ask):
        for short in (act, act[-1:]):
            for ending in ("过", "了"):
                yield f"{short}{ending}"
    for element in group.elements:
        if element.type is ElementType.DATE:
            yield from (cue for cue in element.cues if _telling(cue))


def _telling(cue: str) -> bool:
    return len(cue) >= _SHORTEST_CUE and "…" not in cue


def _group_asked(context: Context) -> Group | None:
    asks = context.asks or ""
    if not asks.startswith(_MORE) or context.interview is None:
        return None
    return context.interview.groups.get(asks.removeprefix(_MORE))
