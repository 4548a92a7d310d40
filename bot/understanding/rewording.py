"""Free words put in place of others: 事情经过改成……; 把……那句删了; 民族改成汉族."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from bot.understanding.engine import Context
from bot.understanding.expressions import expression
from bot.understanding.matter import clauses_of
from bot.understanding.values import read
from dialogs.answers import split_path
from dialogs.interview.commands import Command, SetAnswer, Unparsed
from dialogs.schema.definition import Element, ElementType

__all__ = ["reworded"]

_INTO = expression(
    "^(?:不对|错了|那个|请|麻烦|帮我|我要|我想|[，, ])*(?:把|将)?(?P<what>[^，。；！？,;\n]{2,20}?)"
    "(?:那?一?[栏项]|里|这里|那里|[，, ])*(?:给我|请|要|得|想)?"
    '(?:改成|改为|换成|更正为|重写成|写成|应该是|应该写|应为)(?:[:： ，,“"]|是)*(?P<new>.+)$',
    re.DOTALL,
)
_WORDS = "(?:那|这)(?:一|几|两)?(?:句|段|些|个字)"
_TAKE_OUT = (
    expression(
        f"(?:把|将)(?P<said>[^，。；！？\n]{{2,60}}?){_WORDS}.{{0,12}}?(?:删|去掉|拿掉|划掉|不要)"
    ),
    expression(
        f"^(?:最后|[前后]面|开头|末尾|的|那个|那|还有|[，, ])*"
        f"(?P<said>[^，。；！？\n]{{2,30}}?){_WORDS}"
        "[^，。]{0,6}?(?:(?:不要|别|甭|不用|不)(?:再|给我)?(?:写|印|放|加|留)|(?:删|去掉|拿掉|划掉))"
    ),
    expression(
        '(?:删掉|删除|删了|去掉|拿掉|划掉)(?:那|这)?(?:一?句)?(?:话)?[:： “"]*(?P<said>.{4,60})'
    ),
)
_WHICH = expression(
    "^(?:[对是嗯好请不]|的|就是|我要|我想|帮我|麻烦|说|[，, ])*"
    "(?:(?:把|将)(?P<said>[^，。；！？]{0,30}?)"
    "(?:那|这)(?:一|几|两)?(?:句|个字)话?(?:给我|都|也|[，, ])*(?:删|去掉|拿掉|划掉|不要)|"
    "(?:删|去掉|拿掉|划掉)(?:除|掉|了)?(?:那|这)(?:一|几|两)?(?:句|个字)话?)"
    "[除掉了吧啊呀行不吗。 ]*$"
)
_QUOTES = ' 　“”"「」『』《》'
_LIKE = 0.6
_PARTY = expression(
    "^(?:我方|对方|原告|被告|第三人)(?:[0-9一二三四五六七八九]|【.*?】)?(?:的|·)?|^(?:我|他|她|对方)的"
)
_TELLS = ("经过", "事实", "事情", "怎么回事", "怎么出的事", "怎么发生的")
_REASON = expression("为什么要?|为啥要?|的?原因|的?理由|的?事由")
_FREE = (ElementType.TEXT, ElementType.LONG_TEXT)


def reworded(text: str, context: Context) -> Command | None:
    """The answer in free words that the message writes anew or shortens.

    Where free words are asked for, also any other answer that it names and gives anew.
    """
    if context.interview is None:
        return None
    return _taken_out(text, context) or _into(text, context)


def _into(text: str, context: Context) -> SetAnswer | None:
    match = _INTO.match(text.strip())
    if match is None:
        return None
    new = match["new"].strip(_QUOTES)
    for path, element in _named(match["what"].strip(_QUOTES), context):
        if element.type is not ElementType.LONG_TEXT and not _asks_words(context):
            continue
        whole = element.type is ElementType.LONG_TEXT
        said = new if whole else re.split("[，。；！？,;\n]", new)[0]
        value = read(element.type, said, context.today, element.options, element.max_length)
        if value.value is not None:
            start = text.find(said)
            span = (start, start + len(said)) if start >= 0 else None
            return SetAnswer(
                path, value.value, said, span, 0.9, value.alternatives, correction=True
            )
    return None


def _asks_words(context: Context) -> bool:
    return context.element is not None and context.element.type in _FREE


def _named(what: str, context: Context) -> Iterator[tuple[str, Element]]:
    """Elements that the words name, each where it stands: the open one first, then the given."""
    name = _PARTY.sub("", what)
    if context.element is not None and context.asks and _calls(name, context.element):
        yield context.asks, context.element
    yield from _placed(name, name == what, _calls, context)
    yield from _placed(name, name == what, _tells, context)


def _placed(
    name: str, alone: bool, means: Callable[[str, Element], bool], context: Context
) -> Iterator[tuple[str, Element]]:
    assert context.interview is not None
    given = context.answers.values if context.answers is not None else {}
    for element in context.interview.elements.values():
        if not element.ask or element.derive is not None or not means(name, element):
            continue
        if element.group is None:
            yield element.path(), element
            continue
        here = [path for path in given if _template(path) == (element.group, element.key)]
        asked = split_path(context.asks or "")
        if asked[0] == element.group and alone:
            here = [element.path(asked[1])]
        if len(here) == 1:
            yield here[0], element


def _template(path: str) -> tuple[str | None, str]:
    group, _, key = split_path(path)
    return group, key


def _label(element: Element) -> str:
    return re.sub("[（(].*?[)）]", "", element.label)


def _calls(name: str, element: Element) -> bool:
    label = _label(element)
    if name == label or (len(name) > 1 and name in element.cues):
        return True
    core = _REASON.sub("", name)
    asks_why = _REASON.search(name) and _REASON.search(label)
    return bool(asks_why) and len(core) > 1 and core == _REASON.sub("", label)


def _tells(name: str, element: Element) -> bool:
    """Whether the words for what happened (怎么出的事, 事情) may mean this element."""
    label = _label(element)
    told = element.type is ElementType.LONG_TEXT and any(each in label for each in _TELLS)
    return told and any(each in name for each in _TELLS) and len(name) <= len(label) + 4


def _taken_out(text: str, context: Context) -> SetAnswer | Unparsed | None:
    """The free words without the sentence that is named; asked which, if none is like it."""
    match = next((found for each in _TAKE_OUT if (found := each.search(text))), None)
    stories = list(_stories(context))
    taken = _without(match["said"].strip(_QUOTES), stories) if match is not None else None
    vague = _WHICH.match(text.strip())
    if taken is not None or vague is None or not stories:
        return taken
    said = (vague["said"] or "").strip(_QUOTES)
    code = "sentence_not_found" if said else "which_sentence"
    return Unparsed(stories[0][0], code, (("said", said),))


def _stories(context: Context) -> Iterator[tuple[str, str]]:
    """The answers in free words of any length, each where it stands."""
    for path, value in context.answers.values.items() if context.answers is not None else ():
        if isinstance(value, str) and _is_long(path, context):
            yield path, value


def _without(said: str, stories: Iterable[tuple[str, str]]) -> SetAnswer | None:
    for path, value in stories:
        clauses = [clause + mark for clause, mark in clauses_of(value)]
        left = [each for each in clauses if _likeness(said, each) < _LIKE]
        if left and len(left) < len(clauses):
            rest = "".join(left).strip("，,；; \n")
            return SetAnswer(path, rest, rest, None, 0.9, correction=True)
    return None


def _is_long(path: str, context: Context) -> bool:
    if context.interview is None:
        return False
    try:
        return context.interview.element(path).type is ElementType.LONG_TEXT
    except KeyError:
        return False


def _likeness(said: str, clause: str) -> float:
    """How much of the shorter one stands in the other, by pairs of characters."""
    pairs = [{words[n : n + 2] for n in range(len(words) - 1)} for words in (said, clause)]
    least = min(len(each) for each in pairs)
    return len(pairs[0] & pairs[1]) / least if least else 0.0
