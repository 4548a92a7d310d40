"""What a message states beside, or instead of, the answer that was asked for."""

from __future__ import annotations

from collections.abc import Iterator

from bot.understanding.bodies import firm_beside, named_bodies
from bot.understanding.demand_words import demand_words
from bot.understanding.engine import Context
from bot.understanding.expressions import expression
from bot.understanding.further import as_first, begins_item, in_new_item
from bot.understanding.nations import NATION, nation_in
from bot.understanding.replies import set_from
from bot.understanding.stories import Proposal, facts
from bot.understanding.strays import PARTIES, SOMEBODY_ELSE, strays
from bot.understanding.values import read
from dialogs.answers import split_path
from dialogs.interview.commands import Command, SetAnswer, SetNone, SetUnknown, Unparsed
from dialogs.schema.definition import Element, ElementType

__all__ = ["also_told", "several_in_one"]

_PART = expression("[，。,；;、\n\t ]+")
_SURE = (
    ElementType.CN_ID_NUMBER,
    ElementType.USCC,
    ElementType.PHONE,
    ElementType.ADDRESS,
    ElementType.CHOICE,
)
_TEXTS = (ElementType.TEXT, ElementType.LONG_TEXT)
_NUMBERED = ("id_", "uscc_", "phone_")
_MOST_PARTS = 12
_SHORT = 40
_BETWEEN_LABELS = "、 "
"""What the web page puts between the boxes that were ticked."""


def also_told(text: str, context: Context, replied: Command | None) -> tuple[SetAnswer, ...]:
    """Facts of the draft that the words state with their own cues.

    What the reply itself took, what is answered so already, and dates without a day are left out.
    """
    if context.interview is None or (replied is not None and _whole_text(text, context)):
        return ()
    told = []
    found = facts(as_first(text, context), context.interview, context.today)
    further = begins_item(found, context, replied)
    for fact in found:
        new = further and in_new_item(fact, further, context)
        path = new or _placed(fact, text, context)
        if fact.partial or _taken(fact, path, replied) or _same(path, fact, context):
            continue
        told.append(
            SetAnswer(
                path,
                fact.value,
                fact.text,
                (fact.start, fact.end),
                fact.confidence,
                fact.alternatives,
            )
        )
    told += [each for each in named_bodies(text, context) if each.path != context.asks]
    told += firm_beside(text, context, replied)
    if replied is not None and not isinstance(replied, Unparsed):
        told += demand_words(text, context)
    return tuple(told) or strays(text, context)


def _whole_text(text: str, context: Context) -> bool:
    """It is the answer and nothing else: a short free text, or buttons read aloud."""
    element = context.element
    rest = text
    for option in context.options:
        rest = rest.replace(option.label, "")
    if not rest.strip(_BETWEEN_LABELS):
        return True
    return element is not None and element.type in _TEXTS and len(text) < _SHORT


def _placed(fact: Proposal, text: str, context: Context) -> str:
    """The fact's path in the draft: the item now asked about, else the group's last one."""
    group, index, key = split_path(fact.path)
    if group is None or context.answers is None:
        return fact.path
    asked = split_path(context.asks or "")[0] or ""
    if group in PARTIES and not SOMEBODY_ELSE.search(text):
        # Both sides have a phone and an ID number: 身份证号是… is of whom is asked about, and
        # in a short answer about anything else it is the person's own.
        assert context.interview is not None
        own = asked if asked in PARTIES else "plaintiffs" if len(text) < _SHORT else group
        if any(element.key == key for element in context.interview.groups[own].elements):
            group = own
    base = context.index if asked == group and context.index is not None else None
    if base is None:
        base = max(context.answers.count(group) - 1, 0)
    return f"{group}[{base + (index or 0)}].{key}"


def _taken(fact: Proposal, path: str, replied: Command | None) -> bool:
    if isinstance(replied, (SetUnknown, SetNone, Unparsed)):
        return path == replied.path and not isinstance(replied, Unparsed)
    if not isinstance(replied, SetAnswer):
        return False
    if path == replied.path:
        return True
    whole = replied.span is None or replied.span[1] - replied.span[0] > fact.end - fact.start + 8
    return (
        not whole
        and replied.span is not None
        and (fact.start < replied.span[1] and replied.span[0] < fact.end)
    )


def _same(path: str, fact: Proposal, context: Context) -> bool:
    return context.answers is not None and context.answers.get(path) == fact.value


def several_in_one(text: str, context: Context) -> tuple[Command, ...]:
    """张三，男，身份证号…，电话…: parts that answer the open element and others of its item."""
    element, path = context.element, context.asks
    if element is None or path is None or context.interview is None or element.group is None:
        return ()
    parts = list(_parts(text))
    if not 2 <= len(parts) <= _MOST_PARTS or element.type in _TEXTS:
        return ()
    commands: list[Command] = []
    open_elements = [element, *_others(element, context)]
    for start, part in parts:
        for candidate in open_elements:
            command = _part_as(part, start, candidate, context)
            if command is not None:
                commands.append(command)
                open_elements.remove(candidate)
                break
        else:
            commands += _nation_of(part, element, context)
    if not any(isinstance(one, SetAnswer) and one.path == path for one in commands):
        commands = [*_wrong_number(parts, element, context), *commands]
        if not isinstance(commands[0] if commands else None, Unparsed):
            return ()
    return tuple(commands) if len(commands) > 1 else ()


def _nation_of(part: str, element: Element, context: Context) -> Iterator[Command]:
    path = f"{element.path(context.index).rpartition('.')[0]}.{NATION}"
    nation = nation_in(part, alone=False)
    if nation and not (context.answers and context.answers.get(path)):
        yield SetAnswer(path, nation, part, None, 0.9)


def _wrong_number(
    parts: list[tuple[int, str]], element: Element, context: Context
) -> Iterator[Command]:
    """What is wrong with the number that was asked for, when only the rest can be taken."""
    for _, part in parts:
        reading = read(element.type, part, context.today, element.options, element.max_length)
        if reading.value is None and str(reading.code).startswith(_NUMBERED):
            yield set_from(reading, element.path(context.index))
            return


def _parts(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for match in [*_PART.finditer(text), None]:
        end = match.start() if match else len(text)
        if text[start:end].strip():
            yield start, text[start:end]
        start = match.end() if match else end


def _others(element: Element, context: Context) -> Iterator[Element]:
    """Unanswered elements of the same item whose values cannot be taken for anything else."""
    assert context.interview is not None
    for other in context.interview.groups[element.group or ""].elements:
        if other is element or other.type not in _SURE:
            continue
        if context.answers is not None:
            if other.path(context.index) in context.answers.values:
                continue
            if other.when is not None and not other.when(context.answers, context.index):
                continue
        yield other


def _part_as(part: str, start: int, element: Element, context: Context) -> SetAnswer | None:
    reading = read(element.type, part, context.today, element.options, element.max_length)
    least = 0.99 if element.type is ElementType.CHOICE else 0.6
    if reading.value is None or reading.confidence < least:
        return None
    command = set_from(reading, element.path(context.index))
    assert isinstance(command, SetAnswer)
    span = (command.span[0] + start, command.span[1] + start) if command.span else None
    return SetAnswer(
        command.path, command.value, command.text, span, command.confidence, command.alternatives
    )
