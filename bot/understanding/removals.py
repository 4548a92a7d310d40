"""Taking an item away, or adding one, in words: 不告王芳了, 第二笔不要了, 王芳也要告."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.understanding.engine import Context
from bot.understanding.expressions import expression
from bot.understanding.targets import item_named
from bot.understanding.values import read
from bot.understanding.values.characters import plain
from bot.understanding.values.numerals import parse_numeral
from dialogs.answers import Answers
from dialogs.interview.commands import AddItem, Command, RemoveItem, SetAnswer
from dialogs.schema.definition import ElementType

__all__ = ["added", "removal"]

_END = "(?:可以|行|好|成)?(?:吗|吧|么|不|了|啊|呀|呢|行不行|行吗|[。.!！?？~ ])*$"
_PLEASE = "(?:能不能|可不可以|可以|怎么|请|麻烦|帮我|给我|我要|我想|要|想|那|就|先|算了|[，, ])*"
_AWAY = "(?:去掉|删掉|删除|删了|删|去除|拿掉|移除|撤掉|取消)(?:掉|了)?"
_GIVES_UP = "(?:不|别|甭|莫)(?:再)?(?:要|算|告|起诉|写)"
_REMOVES = tuple(
    expression(wording)
    for wording in (
        f"{_PLEASE}(?:把|将)(?:一个|那个|这个)?(?P<what>.{{1,20}}?)(?:给)?{_AWAY}{_END}",
        f"{_PLEASE}{_AWAY}(?:一个|那个|这个)?(?P<what>.{{1,20}}?){_END}",
        f"{_PLEASE}(?:不|别)(?:再)?(?:告|起诉|要告|想告)(?P<what>.{{1,20}}?){_END}",
        f"(?P<what>.{{1,20}}?)(?:我|就|先|都|也)*(?:{_GIVES_UP}|{_AWAY})(?:他|她|它)?{_END}",
        f"(?P<what>.{{1,20}}?)(?:我)?(?:能不能|可不可以){_GIVES_UP}(?:他|她|它)?{_END}",
    )
)
_LAST_PART = expression("(?:能不能|可不可以|可以|就)?(?:不|别)再?(?:告|起诉)(?:他|她|它)了?")
_ADDS = tuple(
    expression(wording)
    for wording in (
        "(?:等等|等一下|哦|对了|还有|另外|不对|[，, ])*"
        f"(?P<what>[^，,。 ]{{1,20}}?)[也都](?:要|得|应该|一起|一块)*(?:告|起诉|是被告){_END}",
        "(?:等等|等一下|对了|另外|我|[，, ])*还(?:要|想|得)?再?(?:告|起诉)"
        f"(?P<what>.{{1,20}}?){_END}",
        f"(?:把|将)(?P<what>.{{1,20}}?)(?:也)?(?:加上|加进来|加进去|加为被告|列为被告){_END}",
        "(?:等等|等一下|对了|另外|我|[，, ])*(?:再)?(?:加|添加|增加)(?:上)?(?:一个|个)?被告"
        f"(?P<what>.{{0,20}}?){_END}",
    )
)
_ORGANISED = expression("公司|银行|店|厂|中心|医院|学校|集团|保险|合作社|委员会|单位|人保|平安")
_COUNTED = expression("第(?P<number>[一二两三四五六七八九1-9])[笔个位项条份次]的?")
_MOST = 40
WHICH = -1
_SHORTEST_FIRM = 7
_PRONOUN = expression("[我他她它咱你](?:们|方|的)?|对方|本人|人家")
_RELATED = expression("的|老婆|老公|妻|丈夫|媳妇|儿子|女儿|爸|妈|[哥弟姐妹]{2}|老板|^[他她]")
_NOBODY = expression("(?:另外|另|再|别的)?(?:一个|个|一)?(?:人|别人|公司|单位|被告)?")
_OURS = ("我", "咱", "俺", "本人")
_PARTY = "defendants"


def removal(text: str, context: Context) -> RemoveItem | None:
    """The item that the words take away; `WHICH` if they name only its kind, of several."""
    interview, answers = context.interview, context.answers
    words = plain(text).text.strip()
    if interview is None or answers is None or len(words) > _MOST:
        return None
    for what in _taken(words):
        if _PRONOUN.fullmatch(what):
            continue
        named = list(item_named(what, interview, answers))
        found = {
            (group, index)
            for group, index, length in named
            if index is not None
            and index < answers.count(group)
            and _is_all(what[length:], group, index, answers)
        }
        whole = {group for group, index, length in named if index is None and not what[length:]}
        if len(found) == 1:
            return RemoveItem(*found.pop())
        if len(whole) == 1:
            group = whole.pop()
            return RemoveItem(group, 0 if answers.count(group) == 1 else WHICH)
    return _by_number(words, context)


def _is_all(rest: str, group: str, index: int, answers: Answers) -> bool:
    """Whether nothing is left of the words but the item's name (被告2王芳)."""
    names = (answers.text(f"{group}[{index}].{key}") for key in ("name", "org_name"))
    left = rest.strip("的个那这位 ")
    return not left or left in names


def _taken(words: str) -> Iterator[str]:
    """What the words may say is taken away; 王芳在哪上班不知道能不能不告她了 begins with it."""
    for wording in _REMOVES:
        match = wording.fullmatch(words)
        if match is not None:
            yield match["what"].strip("，, ")
    last = _LAST_PART.search(words)
    if last is not None and last.start():
        for length in range(2, 5):
            yield words[:length]


def _by_number(words: str, context: Context) -> RemoveItem | None:
    """第二笔不要了: of the group that is asked about, else of the only one with so many items."""
    assert context.interview is not None
    assert context.answers is not None
    for what in _taken(words):
        match = _COUNTED.fullmatch(what)
        numeral = parse_numeral(match["number"]) if match is not None else None
        if numeral is None:
            continue
        index = int(numeral.value) - 1
        groups = [key for key in context.interview.groups if context.answers.count(key) > index]
        asked = re.split("[\\[:]", (context.asks or "").removeprefix("more:"))[0]
        chosen = [key for key in groups if key == asked] or groups
        if len(chosen) == 1:
            return RemoveItem(chosen[0], index)
    return None


def added(text: str, context: Context) -> tuple[Command, ...]:
    """王芳也要告: one more defendant, with the name that the words give."""
    interview, answers = context.interview, context.answers
    words = plain(text).text.strip()
    if interview is None or answers is None or len(words) > _MOST or _PARTY not in interview.groups:
        return ()
    for wording in _ADDS:
        match = wording.fullmatch(words)
        if match is None:
            continue
        name = match["what"].strip("，, ")
        count = answers.count(_PARTY)
        known = (length for _, _, length in item_named(name, interview, answers))
        if name.startswith(_OURS) or any(length == len(name) for length in known):
            return ()
        if count == 1 and not any(each.startswith(f"{_PARTY}[0]") for each in answers.values):
            return ()
        return (AddItem(_PARTY), *_named(name, count, context))
    return ()


def _named(name: str, index: int, context: Context) -> tuple[SetAnswer, ...]:
    if _NOBODY.fullmatch(name) or _RELATED.search(name):
        return ()
    organised = _ORGANISED.search(name) is not None
    key, kind = ("org_name", "org") if organised else ("name", "natural")
    if not organised and read(ElementType.PERSON_NAME, name, context.today).value != name:
        return ()
    stem = f"{_PARTY}[{index}]"
    if organised and len(name) < _SHORTEST_FIRM:
        return (SetAnswer(f"{stem}.kind", kind, name),)
    return (SetAnswer(f"{stem}.kind", kind, name), SetAnswer(f"{stem}.{key}", name, name))
