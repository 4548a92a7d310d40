"""Corrections in words: 不对，是五万不是三万; 被告2地址改成…; 违约金写错了; 我要改身份证号."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bot.understanding.absence import is_absent
from bot.understanding.denied_beside import with_denials
from bot.understanding.engine import Context
from bot.understanding.expressions import expression
from bot.understanding.options_changed import options_changed
from bot.understanding.removals import added, removal
from bot.understanding.said_changes import NO_VALUE, SHORT, Said, said_change
from bot.understanding.sums_denied import sum_denied
from bot.understanding.targets import targets
from bot.understanding.values import Standing, read, standing, yes_or_no
from bot.understanding.values.retraction import kept_after_all
from dialogs.interview.commands import (
    Act,
    Command,
    Do,
    Navigate,
    SetAnswer,
    SetNone,
    SetOneOf,
    SetUnknown,
)
from dialogs.schema.definition import Element, ElementType

__all__ = ["corrections"]

_MARK = expression(
    "不对|错了|写错|说错|填错|搞错|弄错|打错|记错|改成|改为|换成|更正|修改|改一下|改下|应该是|"
    "应是|才对|要改|想改|改|不是|(?:怎么|咋|为啥|为什么)(?:就)?(?:写|填|记|选|成)"
)
_BLAMES = expression(
    "(?:你|你们)?(?:怎么|咋|为啥|为什么)(?:就|给我|还)*(?:写|填|记|选)(?:成|的|了)*是?"
    "(?P<what>[^，。；！？,;!?]{2,16})$"
)
_NOT_KNOWN = expression("不知道|不晓得|不清楚|哪知道|哪晓得|不懂|谁知道|没说过")
_NEW = (
    expression("不是[^，。；！？]{1,30}?[，,、 ]?(?:而|应该)?是(?P<new>[^，。；！？]+)"),
    expression("(?<!不)是(?P<new>[^，。；！？]+?)[，,、 ]?(?:而)?不是(?P<old>[^，。；！？]+)"),
    expression(
        "(?:改成|改为|换成|更正为|应该是|应当是|应为|其实是|实际是|准确说是|"
        "而是)[:： ]*(?P<new>[^，。；！？]+)"
    ),
    expression(
        "(?:(?:不对|错了|写错了?|说错了?|填错了?|搞错了?|弄错了?|打错了?|记错了?|更正|"
        "更正一下)[，,。:： ]*)+(?:是|应该是)?(?P<new>[^，。；！？]+)"
    ),
)
_WRONG_FIRST = expression(
    "\\s*(?:都|全)?(?:不对|错了|写错了|不是的?|记错了|有两处不对|有几处不对)[，,。 ！!]"
)
_PARTS = expression("[，,；;。\n]+(?:还有|另外|然后|再就是|再把|也把|把)?")
_OLD = expression("不是(?P<old>[^，。；！？]+?)(?:[，,、 ]|而是|是|$)")
_ASKS_TO = expression(
    "(?:我)?(?:想|要|需要|能不能|可以|帮我)?(?:改|修改|更正|重填|重新填|换)(?:一下|"
    "下)?(?P<what>[^，。；！？]{2,16})|(?P<that>[^，。；！？]{2,16}?)(?:写|说|填|搞|弄|打|"
    "记)?(?:错|不对|要改|想改|得改|改一?下)"
)
_HAPPENED = expression("了(?:$|[，。,])")
"""改成公寓了 tells what somebody did."""
_MOST, _MOST_WORDS = 120, 3000
_FACTS = "confirm_facts"
_WELL, _NAMED = 0.8, 0.75
_EXACT = (
    ElementType.MONEY,
    ElementType.DATE,
    ElementType.PERCENT_PER_YEAR,
    ElementType.PHONE,
    ElementType.CN_ID_NUMBER,
)
"""What is kept of the words is the value alone, and not what is said behind it."""
_FREE = (ElementType.TEXT, ElementType.LONG_TEXT)


def corrections(text: str, context: Context) -> tuple[Command, ...]:
    """The item taken away or added, the answer changed, or where they want to go to change one."""
    if context.interview is None or len(text) > _MOST_WORDS:
        return ()
    if (taken := removal(text, context)) is not None:
        return (taken,)
    if more := added(text, context):
        return more
    if several := _several(text, context):
        return several
    changed = _correction(text, context)
    return with_denials(text, (changed,), context) if changed is not None else ()


def _several(text: str, context: Context) -> tuple[Command, ...]:
    """电话改成…，地址改成…: each change that is clear; none if there are not two."""
    if context.element is not None and context.element.type in _FREE:
        return ()
    changes = []
    wrong = _WRONG_FIRST.match(text) is not None
    for part in _PARTS.split(text.strip()):
        said = said_change(part)
        if said is not None and said.told and wrong:
            said = replace(said, told=False, into=True, plainly=True)
        if said is None or not said.plainly or not said.into:
            continue
        command = _of_named(said, text, context, free=False)
        if isinstance(command, (SetAnswer, SetOneOf, SetUnknown, SetNone)):
            changes.append(command)
    return tuple(changes) if len(changes) > 1 else ()


def _correction(text: str, context: Context) -> Command | None:
    free = context.element is not None and context.element.type in _FREE
    if context.element is not None and kept_after_all(text):
        return None
    if (chosen := options_changed(text, context)) is not None and not free:
        return chosen
    if not free and (denied := sum_denied(text, context)) is not None:
        return denied
    said = said_change(text)
    if said is not None and (named := _of_named(said, text, context, free=free)) is not None:
        return named
    if len(text) <= _MOST and (blamed := _blamed(text, context)) is not None:
        return blamed
    if free or len(text) > _MOST or not _MARK.search(text):
        return None
    return _without_name(text, context, named=said is not None and said.into)


def _without_name(text: str, context: Context, *, named: bool) -> Command | None:
    """By the value that was wrong, by the open question, or only where to go."""
    for new in _news(text):
        if NO_VALUE.search(new):
            continue
        if (command := _by_old_value(new, text, context)) is not None:
            return command
        if not named and (command := _open_or_only(new, text, context)) is not None:
            return command
    if named and context.asks != _FACTS:
        return None if _HAPPENED.search(text) else Do(Act.CHANGE)
    asked = _ASKS_TO.search(text) if len(text) <= SHORT else None
    found = targets(asked["what"] or asked["that"], context) if asked is not None else []
    return Navigate(found[0].path) if found and found[0].score >= _NAMED else None


def _of_named(said: Said, text: str, context: Context, *, free: bool) -> Command | None:
    """The change of the element that is named; several that fit: which; it cannot be: there."""
    found = targets(said.what, context, lambda element: _read(element, said.new, context))
    if said.told or free:
        found = [each for each in found if each.score >= _WELL]
    if said.told:
        found = [each for each in found if each.of_item]
    mine = [each for each in found if each.path.startswith("plaintiffs[")]
    if mine and said.new.startswith("我"):
        found = mine
    changes = [
        each for target in found if (each := _set(target.path, said.new, text, context)) is not None
    ]
    answers = tuple(each for each in changes if isinstance(each, SetAnswer))
    if len(answers) > 1:
        return SetOneOf(answers)
    if changes:
        return changes[0]
    if found and said.plainly:
        return Navigate(found[0].path)
    return None


def _set(
    path: str, new: str, text: str, context: Context
) -> SetAnswer | SetUnknown | SetNone | None:
    """The element's new answer; free words are taken whole, 不知道 and 无 are answers too."""
    assert context.interview is not None
    element = context.interview.element(path)
    stands = standing(new)
    if stands is Standing.UNKNOWN:
        return SetUnknown(path)
    if (stands is Standing.NONE and element.none_label) or is_absent(new, element):
        return SetNone(path)
    reading = read(element.type, new, context.today, element.options, element.max_length)
    if reading.value is None:
        return None
    if element.type in _EXACT and reading.text and reading.text in text:
        new = reading.text
    start = text.find(new)
    return SetAnswer(
        path, reading.value, new, (start, start + len(new)), reading.confidence,
        reading.alternatives, correction=True,
    )  # fmt: skip


def _read(element: Element, new: str, context: Context) -> bool:
    """Whether the words can be an answer to the element."""
    reading = read(element.type, new, context.today, element.options, element.max_length)
    return reading.value is not None or standing(new) is not None


def _blamed(text: str, context: Context) -> Command | None:
    """我哪知道终不终局你怎么写是终局: 不知道 after all, or the question anew."""
    match = _BLAMES.search(text.strip().rstrip("？?。！!啊呢的"))
    if match is None:
        return None
    written = match["what"]
    for path, element, value in _given(context):
        names = [each.label for each in element.options if value == each.id or value == [each.id]]
        if any(written in name for name in names):
            unknown = _NOT_KNOWN.search(text) and element.unknown
            return SetUnknown(path) if unknown else Navigate(path)
    return None


def _news(text: str) -> Iterator[str]:
    for pattern in _NEW:
        match = pattern.search(text)
        if match is not None:
            yield match["new"].strip()


def _given(context: Context) -> Iterator[tuple[str, Element, Any]]:
    if context.answers is None or context.interview is None:
        return
    for path, value in context.answers.values.items():
        try:
            element = context.interview.element(path)
        except KeyError:
            continue
        if element.derive is None or value is not None:
            yield path, element, value


def _by_old_value(new: str, text: str, context: Context) -> Command | None:
    """不是三万是五万: the answer that now holds the old value."""
    match = _OLD.search(text)
    if match is None:
        return None
    old = match["old"].strip()
    fitting = []
    for path, element, value in _given(context):
        if element.type is ElementType.LONG_TEXT:
            continue
        reading = read(element.type, old, context.today, element.options, element.max_length)
        if reading.value is not None and value in (reading.value, *reading.alternatives):
            command = _set(path, new, text, context)
            if isinstance(command, SetAnswer):
                fitting.append(command)
    if context.asks is not None:
        here = [command for command in fitting if command.path == context.asks]
        fitting = here or fitting
    underived = [one for one in fitting if _asked(one.path, context)]
    chosen = underived or fitting
    if len(chosen) > 1:
        return SetOneOf(tuple(chosen))
    return chosen[0] if chosen else None


def _asked(path: str, context: Context) -> bool:
    assert context.interview is not None
    return context.interview.element(path).derive is None


def _open_or_only(new: str, text: str, context: Context) -> Command | None:
    """The open question if the new value fits it, else the one given answer of its type."""
    element = context.element
    if element is not None and context.asks is not None and element.type not in _FREE:
        if element.type is not ElementType.YES_NO and yes_or_no(new) is not None:
            return None  # 不对不对 says no more than that
        return _set(context.asks, new, text, context)
    fitting = []
    for path, given, _ in _given(context):
        if given.type in _FREE or given.type is ElementType.PERSON_NAME or given.derive:
            continue
        command = _set(path, new, text, context)
        if isinstance(command, SetAnswer):
            fitting.append(command)
    return fitting[0] if len(fitting) == 1 else None
