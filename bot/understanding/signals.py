"""Values, names, options and texts of a story, each with the element whose cue is nearest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bot.understanding.cues import Clause, CueHit, ElementCues
from bot.understanding.naming import name_after, name_before
from bot.understanding.values import Found
from bot.understanding.values.characters import Plain
from dialogs.schema.definition import ElementType

__all__ = ["Signal", "chosen_signals", "named_signals", "told_signals", "typed_signals"]

_KINDS: dict[ElementType, tuple[str, ...]] = {
    ElementType.MONEY: ("money", "number"),
    ElementType.DATE: ("date", "date_range"),
    ElementType.DATE_RANGE: ("date_range",),
    ElementType.PERCENT_PER_YEAR: ("percent",),
    ElementType.DURATION: ("duration",),
    ElementType.CN_ID_NUMBER: ("id",),
    ElementType.USCC: ("uscc",),
    ElementType.PHONE: ("phone",),
    ElementType.ADDRESS: ("address",),
}


_TEXTS = (ElementType.TEXT, ElementType.LONG_TEXT)


_SELF = re.compile("我叫|我的|本人|原告|我姓|我是|我手机|我电话|我身份证|我住|我家|我户口")


_OTHER = re.compile("他|她|对方|被告|借款人|那人|此人")


_OWNED = ("plaintiffs", "defendants")


_SPLIT_ITEM = re.compile(
    "第[二三四五六七八九2-9][次笔]|又(?:向|跟|找|问|管)?我?借|再(?:次)?(?:向|跟|找)?我?借|"
    "另外?(?:又|还)?借|后来又"
)


_AROUND = re.compile("(?:之|以)?[前后]|左右|前后|附近|期间")


_BOTH = re.compile("两次都|两笔都|每次都|都说好?|都约定|均约定")


_KIN_OF = re.compile("(?:闺女|女儿|儿子|孩子|爸|妈|老婆|老公|丈夫|妻子|哥|姐|弟|妹|家)的$")


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
    words: Plain, parts: list[Clause], hits: list[list[CueHit]], values: list[Found]
) -> Iterator[Signal]:
    """Each value with the element whose cue is nearest."""
    for value in values:
        place = next((n for n, part in enumerate(parts) if part[0] <= value.start < part[1]), None)
        if place is None or not _usable(value, words.text):
            continue
        best = _best(value, hits[place], words.text, 10.0)
        if best is None and value.kind in ("date", "date_range"):
            best = _neighbour(value, place, hits, words.text)
        if best is None or _vague(value, best[1], words.text):
            continue
        score, hit = best
        partial, shown = _shown(value)
        splits = bool(_SPLIT_ITEM.search(words.text, max(0, parts[place][0] - 6), parts[place][1]))
        yield Signal(
            hit.cues, shown, value.start, value.end, score, min(value.confidence, 0.5 + score / 20),
            value.alternatives if value.kind != "date" else (), partial, splits,
        )  # fmt: skip


def _usable(value: Found, text: str) -> bool:
    if value.kind == "money":
        return value.note not in ("approximate", "coin")
    if value.kind == "number":
        number = Decimal(value.value)
        followed = text[value.end : value.end + 1]
        return (
            number >= 100
            and number == number.to_integral_value()
            and followed in ("", *"，。,. ；;！的给用吧了")
        )
    return True


def _vague(value: Found, hit: CueHit, text: str) -> bool:
    """2021年春节前 is no day, unless the cue itself takes the 前 (年底前还清)."""
    if value.kind not in ("date", "date_range"):
        return False
    after = _AROUND.match(text, value.end)
    inside = hit.fact is not None or hit.start <= value.end < hit.end
    return (after is not None and not inside) or _BOTH.search(text[: value.start][-12:]) is not None


def _shown(value: Found) -> tuple[bool, Any]:
    if value.kind != "date_range":
        return False, value.value
    if value.note == "end":
        return False, value.value["to"]
    first, last = value.value["from"], value.value["to"]
    if first[:7] == last[:7] and value.note == "month":
        return True, first[:7]
    return True, first[:4] if first[:4] == last[:4] and value.note == "year" else first[:7]


def _best(value: Found, hits: list[CueHit], text: str, top: float) -> tuple[float, CueHit] | None:
    best: tuple[float, CueHit] | None = None
    for hit in hits:
        element = hit.cues.element
        if value.kind not in _KINDS.get(element.type, ()):
            continue
        if not _owned(hit, value, text):
            continue
        score = _score(value, hit, text, top)
        if score is not None and (best is None or score > best[0]):
            best = (score, hit)
    return best


def _score(value: Found, hit: CueHit, text: str, top: float) -> float | None:
    if hit.fact is not None:
        if hit.fact[0] <= value.start and value.end <= hit.fact[1] + 1:
            return top + 3
        return None
    if hit.end <= value.start:
        gap, between = value.start - hit.end, text[hit.end : value.start]
        bonus = 1.0 if value.kind in ("money", "number") else 0.0
    else:
        gap, between = max(0, hit.start - value.end), text[value.end : hit.start]
        bonus = 0.0 if value.kind in ("money", "number") else 0.5
    if value.kind in ("money", "number") and re.search("利息|违约金|工资|货款", between):
        return None
    if value.kind == "number" and gap > 4:
        return None
    return top - 0.3 * gap + bonus + 0.2 * (hit.end - hit.start)


def _owned(hit: CueHit, value: Found, text: str) -> bool:
    """Numbers and addresses of a party: mine or theirs, by the last word that says whose."""
    group = hit.cues.element.group
    if group not in _OWNED or value.kind not in ("id", "phone", "address"):
        return group in _OWNED or value.kind not in ("id", "phone", "address")
    before = text[: value.start]
    mine = max((match.end() for match in _SELF.finditer(before)), default=-1)
    theirs = max((match.end() for match in _OTHER.finditer(before)), default=-1)
    return (group == "plaintiffs") == (mine > theirs)


def _neighbour(
    value: Found, place: int, hits: list[list[CueHit]], text: str
) -> tuple[float, CueHit] | None:
    """A date in a clause of its own belongs to what comes next, else to what came before."""
    for step, top in ((1, 6.0), (-1, 5.0)):
        if 0 <= place + step < len(hits):
            best = _best(value, hits[place + step], text, top)
            if best is not None and best[0] > 1:
                return best
    return None


def named_signals(words: Plain, parts: list[Clause], hits: list[list[CueHit]]) -> Iterator[Signal]:
    for part, near in zip(parts, hits, strict=True):
        for hit in near:
            if hit.cues.element.type is not ElementType.PERSON_NAME:
                continue
            if hit.fact is not None and hit.fact[1] == hit.end:
                span = name_after(words.text, hit.fact[0])
            elif hit.fact is not None:
                span = name_before(words.text, part[0], hit.fact[1])
            else:
                span = name_after(words.text, hit.end)
            if span is not None:
                name = words.words(*span)
                length = hit.end - hit.start if hit.fact is None else 3
                yield Signal(hit.cues, name, *span, 10.0, 0.85, cue_length=length)


def chosen_signals(words: Plain, parts: list[Clause], hits: list[list[CueHit]]) -> Iterator[Signal]:
    """Options whose cue is (part of) one of their names."""
    for near in hits:
        for hit in near:
            element = hit.cues.element
            if element.type is not ElementType.CHOICE or hit.fact is not None:
                continue
            cue = words.text[hit.start : hit.end]
            exact = [each for each in element.options if cue in (each.label, *each.aliases)]
            fitting = exact or [each for each in element.options if _means(each, cue)]
            if len(fitting) == 1:
                yield Signal(hit.cues, fitting[0].id, hit.start, hit.end, 8.0, 0.8)


def _means(option: Any, cue: str) -> bool:
    names = (option.label, *option.aliases)
    return cue in names or any(cue in name or name in cue for name in names if len(name) > 1)


def told_signals(
    words: Plain, parts: list[Clause], hits: list[list[CueHit]], taken: list[Signal]
) -> Iterator[Signal]:
    """Texts: the cue itself, or what stands in the place of `…`."""
    for part, near in zip(parts, hits, strict=True):
        for hit in near:
            if hit.cues.element.type not in _TEXTS:
                continue
            start, end = hit.fact or (hit.start, hit.end)
            if hit.fact is not None and end == hit.end:
                end = part[1]
            while start < end and words.text[start] in " 的是:：要想":
                start += 1
            if _KIN_OF.search(words.text[:start]):
                continue
            clash = any(one.start < end and start < one.end for one in taken)
            if end - start >= 2 and not clash:
                yield Signal(hit.cues, words.words(start, end).strip(), start, end, 7.0, 0.7)
