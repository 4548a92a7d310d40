"""Typed values of a story, each with the element whose cue is nearest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.understanding.carrying import carried
from bot.understanding.cues import Clause, CueHit, ElementCues
from bot.understanding.doubts import is_doubted
from bot.understanding.expressions import expression
from bot.understanding.ownership import OWNED, owner
from bot.understanding.usable import fits_range, is_measured, is_usable, is_vague
from bot.understanding.values import Found
from bot.understanding.values.characters import Plain
from dialogs.schema.definition import ElementType

__all__ = ["Signal", "typed_signals"]

_KINDS: dict[ElementType, tuple[str, ...]] = {
    ElementType.MONEY: ("money", "number"),
    ElementType.NUMBER: ("number",),
    ElementType.DATE: ("date", "date_range"),
    ElementType.DATE_RANGE: ("date_range",),
    ElementType.PERCENT_PER_YEAR: ("percent",),
    ElementType.DURATION: ("duration",),
    ElementType.CN_ID_NUMBER: ("id",),
    ElementType.USCC: ("uscc",),
    ElementType.PHONE: ("phone",),
    ElementType.ADDRESS: ("address",),
}


_SPLIT_ITEM = expression(
    "第[二三四五六七八九2-9][次笔回]|"
    "(?:又|再次?)(?:(?![还没不])[^，。；！？,; ]){0,6}?借(?![条据口])|另外?(?:又|还)?借|后来又"
)


_AFTERWARDS = expression("(?:之|以)?后|了?(?:还|仍|也|都)?[未没不]")


_LATER_ON = expression("(?:之|以)?后")
_DEFAULT = expression("逾期|违约|罚息|超期")


_AND = expression("[加和及、]|还有")
"""三千七加滞纳金: the sum before it is another."""


_OTHER_SUM = expression(
    "的?(?:块钱|元)?的?(?P<what>利息|利钱|息钱|违约金|律师费|货款|工资|手续费|彩礼|押金|退休金|"
    "红包|礼金|生活费|"
    "抚养费|诉讼费|保全费|医药费|定金|奖金|补偿金?|赔偿金?|房租|租金)"
)


_FOR_SO_LONG = expression(
    "[了我俺着]*[0-9一二两三四五六七八九十半]{1,3}个?(?:多?月|天|年|季度?)的?(?:工资|工钱|损失|房租|租金|费用)?"
)
"""误工两个月损失11000: for how long may stand between."""
_SUM_OF = expression("利息|违约金|工资|货款")
_ALONE = 24


_OTHER_EVENT = expression(
    "认识|认得|出生|毕业|打工|上班|借出|离婚|分手|关的?门|倒闭|关了|黄了|没了|去世|过世|退休|"
    "搬走|开业|跑路|住院|出院|"
    "过户|破产|坐牢|被抓|报警|立案|见面|吵架|车祸|判刑|拉黑|失联|换号|道歉|调解|开庭|离职|入职|辞职|宽限"
)


_ASKING = expression("[他她]?(?:[找问跟向管][我俺]|说)")
"""2025年4月11日说老人住院: the day is that of the asking, whatever is told."""


_NEXT_ASKS = expression(
    "[，,](?:所以|就|便|又|才|于是|跑?来|打电话|急得|急着|[他她])*(?:找|跟|向|问|管|和|求)(?:我|俺|本人)"
    "[^，。；！？,;]{0,6}[借拿凑]"
)
"""2024年6月22日他妈住院，找我借钱: the day is that of the asking."""
_ONE_OF_SEVERAL = expression("最近一次|最后一次|上一次|第一次|最早")


_LEADS_TO_DATE = expression("[签写办买订领]的$|日期是?$|时间是?$")
"""What ends so says its date next: 合同是物业签的 2019年5月1号."""


_NAMELY = expression("也?就是|具体|准确")
"""五年前借的，就是2021年3月: the day is that of the clause before, more exactly."""
_SENTENCE = expression("[。！？!?\n；;]")
_ALTOGETHER = expression("(?:一共|总共|共|共计)?")
_SO_LONG = expression(
    "(?:我|了|过)*(?:[一二两三四五六七八九十半0-9]+个?(?:月|年|次|季度|季))?的?利息(?:钱|一共|总共|共|共计)*"
)
"""付了半年利息36000: the sum is what was paid back."""
_FURTHEST = 4


@dataclass(frozen=True, slots=True)
class Signal:
    element: ElementCues
    value: Any
    start: int
    end: int
    score: float
    confidence: float
    alternatives: tuple[Any, ...] = ()
    partial: bool = False
    splits: bool = False
    cue_length: int = 0


def typed_signals(
    words: Plain,
    parts: list[Clause],
    hits: list[list[CueHit]],
    values: list[Found],
    people: Sequence[tuple[int, str]] = (),
) -> Iterator[Signal]:
    """Each value with the element whose cue is nearest; people: where names end, and of whom."""
    for value in values:
        place = next((n for n, part in enumerate(parts) if part[0] <= value.start < part[1]), None)
        if place is None or not is_usable(value, words.text) or is_doubted(value, words.text):
            continue
        best = _best(value, hits[place], words.text, 10.0, people)
        if best is None:
            best = carried(value, place, parts, hits, values, words.text, _KINDS)
        if best is None and value.kind in ("date", "date_range"):
            best = _neighbour(value, place, parts, hits, values, words.text)
        if best is None or is_vague(value, best[1], words.text):
            continue
        score, hit = best
        partial, shown = _shown(value, promised=hit.fact is not None)
        if partial and not shown:
            continue  # 过去两年, 九十年代
        splits = bool(_SPLIT_ITEM.search(words.text, max(0, parts[place][0] - 6), parts[place][1]))
        yield Signal(
            hit.cues, shown, value.start, value.end, score, min(value.confidence, 0.5 + score / 20),
            value.alternatives if value.kind not in ("date", "address") else (), partial, splits,
        )  # fmt: skip


def _shown(value: Found, *, promised: bool) -> tuple[bool, Any]:
    """The value, or as much of a day as is said; 年底 is a day only where something was due.

    Half a year is no month of it; of a stretch over two years nothing is left.
    """
    if value.kind != "date_range":
        return False, value.value
    if value.note == "end" and promised:
        return False, value.value["to"]
    first, last = value.value["from"], value.value["to"]
    if value.note in ("range", "since"):
        return True, first[:7]
    if first[:7] == last[:7]:
        return True, first[:7]
    return True, first[:4] if first[:4] == last[:4] else ""


def _best(
    value: Found, hits: list[CueHit], text: str, top: float,
    people: Sequence[tuple[int, str]] = (),
) -> tuple[float, CueHit] | None:  # fmt: skip
    best: tuple[float, CueHit] | None = None
    for hit in hits:
        element = hit.cues.element
        if value.kind not in _KINDS.get(element.type, ()):
            continue
        if value.kind == "number" and is_measured(value, text) != (
            element.type is ElementType.NUMBER
        ):
            continue
        if value.note == "range" and element.type is ElementType.DATE:
            continue
        if not fits_range(value, element.key):
            continue
        if not _owned(hit, value, text, people):
            continue
        score = _score(value, hit, text, top)
        if score is not None and (best is None or score > best[0]):
            best = (score, hit)
    return best


def _score(value: Found, hit: CueHit, text: str, top: float) -> float | None:
    if hit.fact is not None:
        if hit.fact[0] <= value.start and value.end <= hit.fact[1] + 1:
            return top + 3
        if value.note == "until" and 0 <= value.start - hit.end <= 1:
            return top + 2
        paid = hit.cues.element.group == "repayments" and value.kind in ("money", "number")
        return top + 1 if paid and _ALTOGETHER.fullmatch(text, hit.end, value.start) else None
    if hit.end <= value.start:
        gap, between = value.start - hit.end, text[hit.end : value.start]
        bonus = 1.0 if value.kind in ("money", "number") else 0.0
        if value.kind not in ("money", "number") and _AFTERWARDS.match(text, hit.end):
            return None  # 到期后他付利息到9月: the day is not the due day
    else:
        gap, between = max(0, hit.start - value.end), text[value.end : hit.start]
        bonus = 0.0 if value.kind in ("money", "number") else 0.5
    if value.kind in ("date", "date_range") and _LATER_ON.match(text, hit.end):
        return None  # 到期以后 names no due day
    if value.kind in ("money", "number") and (named := _SUM_OF.search(between)):
        paid = hit.cues.element.group == "repayments" and hit.end <= value.start
        own = hit.end <= value.start and _speaks_of(hit, named.group())
        if not own and not (paid and _SO_LONG.fullmatch(between)):
            return None
    if value.kind in ("money", "number") and hit.start >= value.end and _AND.search(between):
        return None
    other = _OTHER_SUM.match(text, value.end) if value.kind in ("money", "number") else None
    if other is not None and other["what"] not in text[hit.start : hit.end]:
        ours = hit.end <= value.start and _speaks_of(hit, other["what"])
        if not ours:
            return None
    if value.kind == "percent" and _of_default(value, hit, text):
        return None
    if value.kind == "number" and gap > 4 and not _FOR_SO_LONG.fullmatch(between):
        return None
    return top - 0.3 * gap + bonus + 0.2 * (hit.end - hit.start)


def _speaks_of(hit: CueHit, what: str) -> bool:
    """Whether the element itself is about such a sum: wages are told as 工资."""
    return hit.cues.element.group is None and what in hit.cues.element.label


def _of_default(value: Found, hit: CueHit, text: str) -> bool:
    """A rate that is owed only after the due day (逾期利息15%) is no rate of the loan."""
    named = _DEFAULT.search(text, max(0, value.start - 12), value.end)
    return named is not None and named.group() not in text[hit.start : hit.end]


def _owned(hit: CueHit, value: Found, text: str, people: Sequence[tuple[int, str]]) -> bool:
    """Numbers and addresses of a party: mine or theirs, by the last word that says whose."""
    group = hit.cues.element.group
    if group not in OWNED or value.kind not in ("id", "phone", "address"):
        return group in OWNED or value.kind not in ("id", "phone")
    return group == owner(value.start, text, people)


def _neighbour(
    value: Found, place: int, parts: list[Clause], hits: list[list[CueHit]], values: list[Found],
    text: str,
) -> tuple[float, CueHit] | None:  # fmt: skip
    """A date in a clause of its own belongs to what comes next, else to what came before.

    A clause that says more than the date tells of something else, and a clause that has a date
    of its own takes no other. A day that begins a sentence is that of all that the sentence tells.
    """
    start, end = parts[place]
    around = text[start : value.start] + text[value.end : end]
    told = _ASKING.match(around.strip()) or _NEXT_ASKS.match(text, end)
    if len(around.strip()) > _most(start, value, text):
        return None
    if _OTHER_EVENT.search(around) and not told:
        return None
    steps: list[tuple[int, float]] = [(-1, 5.0)]
    if not _ONE_OF_SEVERAL.search(around):
        steps = [*_ahead(place, parts, text), (-1, 5.0)]
    if place and _LEADS_TO_DATE.search(text, *parts[place - 1]):
        steps = [(-1, 5.0), (1, 6.0)]
    for step, top in steps:
        told_anew = step < 0 and _NAMELY.match(around)
        if 0 <= place + step < len(hits) and (told_anew or not _dated(parts[place + step], values)):
            further = step > 1 or _most(start, value, text) > _ALONE
            far = max(0, parts[place + step][0] - value.end) if step > 0 and further else 0
            best = _best(value, hits[place + step], text, top + 0.3 * far)
            if best is not None and best[0] > 1:
                return best
        elif step > 0:
            steps = steps[-1:]
    return None


def _most(start: int, value: Found, text: str) -> int:
    """How much more a clause may say: the day that begins a sentence is that of all of it."""
    begins = value.start - start <= 1 and (start == 0 or _SENTENCE.match(text, start - 1))
    return 2 * _ALONE if begins else _ALONE


def _ahead(place: int, parts: list[Clause], text: str) -> Iterator[tuple[int, float]]:
    """The next clause; for a day that begins its sentence, the further ones of that sentence."""
    yield 1, 6.0
    begins = place == 0 or _SENTENCE.search(text, parts[place - 1][1], parts[place][0]) is not None
    for step in range(2, _FURTHEST + 1):
        if not begins or place + step >= len(parts):
            return
        if _SENTENCE.search(text, parts[place][1], parts[place + step][0]):
            return
        yield step, 6.0 - step / 2


def _dated(part: Clause, values: list[Found]) -> bool:
    return any(
        value.kind in ("date", "date_range") and part[0] <= value.start < part[1]
        for value in values
    )
