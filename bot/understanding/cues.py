"""Cues of an interview's elements, as YAML declares them, and where they stand in a text.

A cue is a word that stands near a fact (`还了`). `…` in it is the place of the fact: `说好…还`
holds the fact between two words, `…向我借` has it before, `用来…` behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.understanding.expressions import expression
from bot.understanding.values.characters import plain
from dialogs.schema.definition import Element, Interview

__all__ = ["Clause", "CueHit", "ElementCues", "clauses", "cue_hits", "cues_of"]

Clause = tuple[int, int]
_BREAK = expression(
    "[，。；！？,;!?\n]+|(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff0-9])|(?<=[0-9]) +(?=[\u4e00-"
    "\u9fff])"
)
_NOT = expression(
    "(?:没有?|未|不曾?|从没|并没有?)(?:写[进在到]?|打|签|给|有|过|约定|说|提|"
    "[算放][进在])?(?:书面|正式|任何|什么)*的?$"
)
_PAID = "还清付结"
_DONE = expression("[了过没欠是不在]")
_WHO_OR_WHAT = ("name", "org_name", "goods")
"""说好5月还了 is no promise; 向某公司订购了 still names the firm."""
_GAP = "[^，。；！？,;!?\n]{1,24}?"
_CLAUSE_END = '(?=[，。；！？,;!?\\n）)”"’]|$)'
_BROKEN = ("个月", "周转", "归还", "流转", "代还")
"""三个月工资 is no 月工资, 周转了 no 转了."""
_ALIKE = expression("我这(?![里儿])|我")
_SAID = {"我这": "[我俺]这[里儿]?", "我": "[我俺]"}
"""A cue with 我 is heard of those who say 俺; 从我这拿 is 从我这儿拿 too."""
_BEHIND = {"。": _CLAUSE_END, "#": "(?=[0-9一二两三四五六七八九十百千])"}
_BREATH = 44
_NEW_THOUGHT = expression(
    "后来|结果|然后|到现在|至今|我现在|(?<!跟我)(?<!对我)[他她](?:一直|也)?(?:说|答应|承诺|没)|当时|但是|可是|"
    "不过|我也|电话也|(?<=[万千百元块钱0-9])(?:微信|支付宝|现金|银行)|[写打]了(?:借|欠)?条|约定|利息|说好|讲好|"
    "我(?:从|就)|我(?:的)?(?:电话|手机)|我叫"
)
_KEPT = 32
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class ElementCues:
    """An element with its path template; `pattern` finds its cues, the longest first.

    option: the choice that these cues state; None for the cues of the element itself.
    """

    path: str
    element: Element
    pattern: re.Pattern[str]
    option: str | None = None
    behind: re.Pattern[str] | None = None
    """Cues that begin with `…`: apart, for they would hide all that stands in its place."""
    tails: re.Pattern[str] | None = None
    """How those end; where none of these words stands, they need not be sought."""

    def within(self, text: str) -> bool:
        return any(pattern.search(text) for pattern in self.patterns(text, (0, len(text))))

    def patterns(self, text: str, part: Clause) -> Iterator[re.Pattern[str]]:
        if self.pattern.pattern:
            yield self.pattern
        if self.behind is not None and self.tails is not None and self.tails.search(text, *part):
            yield self.behind


@dataclass(frozen=True, slots=True)
class CueHit:
    """A cue in a text. `fact`: where the fact must stand, for a cue with `…`."""

    cues: ElementCues
    start: int
    end: int
    fact: tuple[int, int] | None = None


_compiled: dict[str, tuple[ElementCues, ...]] = {}


def cues_of(interview: Interview) -> tuple[ElementCues, ...]:
    """All elements of an interview that have cues."""
    known = _compiled.get(interview.digest)
    if known is None:
        known = tuple(
            _of_cues(path, element, cues, option)
            for path, element in interview.elements.items()
            for option, cues in (
                (None, element.cues),
                *((each.id, each.cues) for each in element.options),
            )
            if cues
        )
        while len(_compiled) >= _KEPT:
            del _compiled[next(iter(_compiled))]
        _compiled[interview.digest] = known
    return known


def _of_cues(path: str, element: Element, cues: tuple[str, ...], option: str | None) -> ElementCues:
    leading = tuple(cue for cue in cues if cue.startswith("…"))
    others = tuple(cue for cue in cues if not cue.startswith("…"))
    behind = _pattern(leading) if leading else None
    tails = re.compile("|".join(_literal(cue.split("…")[-1]) for cue in leading))
    return ElementCues(path, element, _pattern(others), option, behind, tails if leading else None)


def _pattern(cues: tuple[str, ...]) -> re.Pattern[str]:
    parts = []
    for cue in sorted(cues, key=len, reverse=True):
        pieces = [_literal(piece) for piece in cue.split("…")]
        parts.append(f"({_GAP if '…' in cue else ''})".join(pieces) if "…" in cue else pieces[0])
    return re.compile("|".join(parts))


def _literal(piece: str) -> str:
    """A cue that ends in 。 stands at the end of its clause (…还。), in # before a number (借#)."""
    behind = _BEHIND.get(piece[-1:])
    words = plain(piece if behind is None else piece[:-1]).text
    return _ALIKE.sub(lambda one: _SAID[one.group()], re.escape(words)) + (behind or "")


def clauses(text: str) -> list[Clause]:
    """The clauses of a plain text, half open; blanks part clauses where marks are missing."""
    whole = _whole_clauses(text)
    return [
        (start, min(start + _LONGEST, end))
        for first, last in whole
        for begin, end in _breaths(text, first, last)
        for start in range(begin, end, _LONGEST)
    ]


def _breaths(text: str, start: int, end: int) -> Iterator[Clause]:
    """A clause; one told in a single breath is parted where a new thought begins."""
    if end - start > _BREATH:
        for match in _NEW_THOUGHT.finditer(text, start + 1, end):
            yield start, match.start()
            start = match.start()
    yield start, end


def _whole_clauses(text: str) -> list[Clause]:
    found, start = [], 0
    for match in _BREAK.finditer(text):
        if match.start() > start:
            found.append((start, match.start()))
        start = match.end()
    if start < len(text):
        found.append((start, len(text)))
    return found


def cue_hits(text: str, clause: Clause, cues: ElementCues) -> Iterator[CueHit]:
    """The cues of one element in one clause, denied ones left out."""
    start, end = clause
    searched = cues.patterns(text, clause)
    matches = (one for each in searched for one in each.finditer(text, start, end))
    for match in matches:
        if _NOT.search(text[max(start, match.start() - 9) : match.start()]):
            continue
        if text[max(0, match.start() - 1) : match.start() + 1] in _BROKEN:
            continue
        place = match.lastindex
        if place is None:
            yield CueHit(cues, match.start(), match.end())
            continue
        fact = match.span(place)
        ends = match.start() < fact[0] or text[match.end() - 1] in _PAID
        if (
            cues.option is None
            and ends
            and fact[1] < match.end()
            and cues.element.key not in _WHO_OR_WHAT
            and _DONE.match(text, match.end())
        ):
            continue
        yield CueHit(cues, match.start(), match.end(), fact)
