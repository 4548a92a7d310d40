"""Which element words name: 被告3单位全称, 第二笔的利息, 怎么出的事; the best fit first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.understanding.engine import Context
from bot.understanding.expressions import expression
from bot.understanding.values.characters import plain
from bot.understanding.values.numerals import parse_numeral
from dialogs.answers import Answers
from dialogs.schema.definition import Element, Interview

__all__ = ["Target", "item_named", "targets"]

FITS = 0.65
_TURNED = 0.9
"""What the same characters in another order are worth (解除原因, 为什么要解除)."""
_PART = 0.7
"""What a name's own part is worth at least (租金 of 每月租金)."""
_ALIKE = 0.06
_NAMES = ("name", "org_name")
_BRACKETS = expression("[（(].*?[)）]")
_PARTIES = {
    "plaintiffs": expression("原告|我方|我们|我的|我|本人|咱们?"),
    "defendants": expression("被告|对方|他们?的?|她的?"),
    "third_persons": expression("第三人"),
}
_NUMBER = expression(
    "^(?:第)?(?P<number>\\d{1,2}|[一二两三四五六七八九十]{1,2})(?:号|个|位|名|笔|次|份|项|条|的)*"
)
_ORDINAL = expression(
    "^(?:第(?P<number>\\d{1,2}|[一二两三四五六七八九十]{1,2}))(?:个|位|名|笔|次|份|项|条|的)*"
)
_SAME = (
    (expression("原因|理由"), "为什么"),
    (expression("日期|时间|日子|什么时候|哪天"), "日期"),
    (expression("多少钱|数额|钱数|的钱$"), "金额"),
    (expression("给(?:他|她|人家)"), "给对方"),
    (expression("手机号码?|手机|联系电话|电话号码"), "电话"),
    (expression("身份证(?:号码?)?|证件号码?"), "身份证号"),
    (expression("住址|住所地?|地址"), "地址"),
    (expression("单位(?:全称|名称|名字)|公司(?:全称|名称|名字)|全称"), "名称"),
    (expression("姓名|名字"), "姓名"),
)
_SMALL = expression(
    "是否(?:请求|主张|约定)?|有没有|要不要|请求|主张|约定|[\\s的了呢吧啊呀是要请您“”\"'：:？?]"
)


@dataclass(frozen=True, slots=True)
class Target:
    """An element that words may name, and how well (1: to the letter).

    of_item: the words began with the item it is of (被告2, 人保).
    """

    path: str
    element: Element
    score: float
    of_item: bool = False


def targets(
    words: str, context: Context, takes: Callable[[Element], bool] | None = None
) -> list[Target]:
    """The visible elements that the words fit best; several if they fit alike.

    takes: whether an element could hold what is said of it; those that cannot come last.
    """
    interview, answers = context.interview, context.answers
    said = plain(words).text.strip()
    if interview is None or answers is None or not said:
        return []
    found: dict[str, Target] = {}
    for group, index, rest in _readings(said, interview, answers):
        for path, element in _visible(interview, answers, group, index):
            score = _score(_core(rest), element)
            if group is not None:
                score = score + _ALIKE if score >= FITS else 0.0
            if score >= FITS and (path not in found or score > found[path].score):
                found[path] = Target(path, element, score, group is not None)
    ranked = sorted(found.values(), key=lambda each: -each.score)
    if takes is not None:
        ranked = [each for each in ranked if takes(each.element)] or ranked
    top = [each for each in ranked if each.score > ranked[0].score - _ALIKE]
    return _nearest(top, context)


def _nearest(found: list[Target], context: Context) -> list[Target]:
    """Of targets that fit alike: what stands open, else what is answered, else its neighbours."""
    answers = context.answers
    if len(found) < 2 or answers is None:
        return found
    asked = (context.asks or "").removeprefix("confirm:").removeprefix("choose:")
    here = [each for each in found if each.path == asked]
    given = [each for each in found if each.path in answers.values]
    stem = asked.partition("].")[0]
    near = [each for each in found if "[" in stem and each.path.startswith(f"{stem}].")]
    return here or given or near or found


def _readings(
    said: str, interview: Interview, answers: Answers
) -> Iterator[tuple[str | None, int | None, str]]:
    """Group, item and the words left: as they stand, and without the party that leads them."""
    yield None, None, said
    for group, index, length in item_named(said, interview, answers):
        rest = said[length:].lstrip(" 的")
        if rest:
            yield group, index, rest
    match = _ORDINAL.match(said)
    if match is not None and said[match.end() :]:
        index = _value(match["number"])
        for key in interview.groups:
            if index is not None and index < answers.count(key):
                yield key, index, said[match.end() :]


def item_named(
    said: str, interview: Interview, answers: Answers
) -> Iterator[tuple[str, int | None, int]]:
    """Items that the words begin with: group, index (None: any), length of the words."""
    for group, named in _PARTIES.items():
        match = named.match(said)
        if match is not None and group in interview.groups:
            yield from _numbered(said, match.end(), group)
    for key, each in interview.groups.items():
        if said.startswith(each.item_label):
            yield from _numbered(said, len(each.item_label), key)
        number = _ORDINAL.match(said)
        if number is not None and said.startswith(each.item_label, number.end()):
            yield key, _value(number["number"]), number.end() + len(each.item_label)
    yield from _by_name(said, answers)


def _numbered(said: str, end: int, group: str) -> Iterator[tuple[str, int | None, int]]:
    match = _NUMBER.match(said[end:])
    if match is not None:
        yield group, _value(match["number"]), end + match.end()
    else:
        yield group, None, end


def _by_name(said: str, answers: Answers) -> Iterator[tuple[str, int, int]]:
    """王芳, 人保 of 中国人民财产保险: the longest beginning that is, or shortens, a name."""
    for group in _PARTIES:
        for index in range(answers.count(group)):
            for key in _NAMES:
                name = answers.text(f"{group}[{index}].{key}")
                length = _begins_with(said, name) if name else 0
                if length:
                    yield group, index, length


def _begins_with(said: str, name: str) -> int:
    if said.startswith(name):
        return len(name)
    if len(name) < 5:
        return 0
    for length in range(min(len(said), len(name)), 1, -1):
        left = iter(name)
        if all(character in left for character in said[:length]):
            return length
    return 0


def _value(number: str) -> int | None:
    numeral = parse_numeral(number)
    return int(numeral.value) - 1 if numeral is not None and numeral.value >= 1 else None


def _visible(
    interview: Interview, answers: Answers, group: str | None, index: int | None
) -> Iterator[tuple[str, Element]]:
    for element in interview.elements.values():
        if group is not None and element.group != group:
            continue
        of = interview.groups[element.group] if element.group else None
        places = range(answers.count(of.key)) if of is not None else (None,)
        for place in places:
            if index is not None and place != index:
                continue
            path = element.path(place)
            if path in answers.values or element.when is None or element.when(answers, place):
                yield path, element


def _core(words: str) -> str:
    for pattern, same in _SAME:
        words = pattern.sub(same, words)
    return _SMALL.sub("", words)


@lru_cache(maxsize=8192)
def _names(label: str, ask: str, cues: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    """What an element may be called, each with its weight: label, cues, words of the question."""
    asked = re.findall("[^，。？?！；]+(?=[？?])", _BRACKETS.sub("", ask))
    called = [(_BRACKETS.sub("", label), 1.0), (label, 1.0)]
    called += [(cue, 0.9) for cue in cues if len(cue) > 1 and "…" not in cue]
    called += [(each, 0.95) for each in asked if len(each) > 2]
    return tuple((core, weight) for name, weight in called if (core := _core(name)))


def _score(said: str, element: Element) -> float:
    """How much of the words and of a name they share."""
    if not said:
        return 0.0
    names = _names(element.label, element.ask, element.cues)
    return max((weight * _shared(said, name) for name, weight in names), default=0.0)


@lru_cache(maxsize=65536)
def _shared(said: str, name: str) -> float:
    if said == name:
        return 1.0
    if len(set(said) & set(name)) * 2 < min(len(said), len(name)):
        return 0.0
    both = sum((Counter(said) & Counter(name)).values())
    row = [0] * (len(name) + 1)
    for one in said:
        before = 0
        for at, other in enumerate(name, 1):
            before, row[at] = row[at], before + 1 if one == other else max(row[at], row[at - 1])
    in_order = max(row[-1], _TURNED * both)
    share = 2 * in_order / (len(said) + len(name))
    return max(share, _PART) if len(said) > 1 and said in name else share
