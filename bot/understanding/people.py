"""Names that no single cue reads: two who borrowed together, my own name after my surname, and the
one person of a story whom no cue names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.understanding.cues import ElementCues
from bot.understanding.expressions import expression
from bot.understanding.firms import firm_after
from bot.understanding.naming import name_after, name_before
from bot.understanding.signals import Signal
from bot.understanding.values.characters import Plain

__all__ = ["joined", "lone_borrower", "lone_firm", "my_name", "spouse_too"]

_DEFENDANT, _PLAINTIFF = "defendants[i].name", "plaintiffs[i].name"
_FIRM = "defendants[i].org_name"
_FIRM_STARTS = expression("^|(?<!我在)(?<!我们在)[，。；！？,;\n ]|[日月号]")
_FULL_NAME = expression("有限公司|有限责任公司|合作社$")
_FIRM_BORROWS = expression(
    "公司(?:跟|向|和|与|找|问)(?:我|本人|原告)[^，。；]{0,6}(?:借|签|周转)|公司(?:还|付|支付|偿还)了|"
    "盖了?[^，。；]{0,3}公章|打到公司|公司账"
)
_SPOUSE = "妻子|丈夫|老婆|老公|媳妇|爱人|对象"
_FIRST = expression("(?:男的|男方|丈夫|老公|老大|哥哥)(?:名?叫|是|：)?(?=[\u4e00-\u9fff])")
_SECOND = expression("(?:女的|女方|妻子|老婆|媳妇|老二|弟弟)(?:名?叫|是|：)?(?=[\u4e00-\u9fff])")
_APART = 12
_AND = expression(
    f"(?:[、和与跟及]|以及|，)(?:他|她|其|[\u4e00-\u9fff]{{2,3}}(?=之[妻夫]|的?(?:{_SPOUSE})))?(?:的|之)?"
    f"(?:{_SPOUSE}|儿子|弟弟|哥哥|[妻夫](?![妻妇]))?"
)
_TOGETHER = expression(
    "[（(，]?(?:夫妻|夫妇|两口子|小两口|俩|两人|二人|两个人?|兄弟|姐妹|姐弟|兄妹|父子|母子|父女|母女|叔侄|哥俩|爷俩|娘俩|共同|一起借|一起向|一起找|"
    "一起来借|都在借条|合伙借)"
)
_PAIR_BEFORE = expression("(?:夫妻|夫妇|两口子|小两口|两个被告|俩人?|被告)[^，。；！？]{0,4}$")
_JOINT_SPOUSE = expression(
    f"(?:其|他|她)的?(?:{_SPOUSE})(?:也|还|又)?(?:叫|是|：)?(?=[\u4e00-\u9fff])"
)
_AS_BORROWER = expression("[^。；！？]{0,18}(?:共同借款|共同还款|共同债务人|一起借的|也是借款人)")
_NO_PAIR = expression("(?:担保人?|保证人?|证明人|见证人|证人|原告|出借人|中间人)[^。；]{0,8}$")
_MY_SURNAME = expression(
    "(?:我|俺|本人)(?:免贵)?姓(?P<one>[\u4e00-\u9fff]{1,2}?)[，, ]?(?:名?叫|是)?"
)
_MYSELF = expression(
    "(?:我|俺)(?:就)?是(?P<name>[\u4e00-\u9fff]{2,4}?)本人|出借人[：:]?(?:是)?我[，,]"
)
_STARTS = expression(
    "^|[，。；！？,;!?：:\n 的给号日月年（(头子友事学弟哥姐妹婿侄甥儿夫妻板户傅工员乡亲家人客长叫]|"
    "[是跟与找说]|老[大二三]|会计|老师|医生|主任|队长|厂长|木匠|电工|司机|教练|伙伴|认识|被告"
)
_GOES_ON = expression(
    "[，,。！!；、 ：:（(]|向|跟|找|问|管|借|欠|说|答应|承诺|一共|总共|资金|[0-9]|前年|去年|今年|"
    "从|上门|写|打|来|急|因|以|转账|合伙|开|签|$"
)
_BORROWING = expression(
    "[！!]*[^。；！？]{0,40}?(?:借|欠|拿走|拿了|骗|周转|要钱|张口)|[^。；！？]{0,12}?写的"
)
_LIKELY = 0.6


def joined(words: Plain, known: Sequence[ElementCues]) -> list[Signal]:
    """男的叫方志明女的叫沈燕; 庞国强、其妻秦小玉夫妻二人: the two, the second opening an item."""
    cues = _cues(known, _DEFENDANT)
    if cues is None:
        return []
    spans = next((two for two in _pairs(words.text) if two), ())
    return [
        Signal(cues, words.words(*span), *span, 10.0, 0.8, splits=place > 0, cue_length=9)
        for place, span in enumerate(spans)
    ]


def _pairs(text: str) -> Iterator[tuple[tuple[int, int], ...]]:
    for match in _FIRST.finditer(text):
        one = name_after(text, match.end())
        other = _SECOND.search(text, one[1], one[1] + _APART) if one else None
        two = name_after(text, other.end()) if other else None
        if one and two and not _NO_PAIR.search(text[: match.start()]):
            yield one, two
    for match in _AND.finditer(text):
        one = _name_ending(text, match.start())
        two = name_after(text, match.end()) if one else None
        if one is None or two is None or two[0] != match.end() or _NO_PAIR.search(text[: one[0]]):
            continue
        if _TOGETHER.match(text, two[1]) or _PAIR_BEFORE.search(text[: one[0]]):
            yield one, two


def _name_ending(text: str, end: int) -> tuple[int, int] | None:
    for start in range(max(0, end - 4), end - 1):
        span = name_before(text, start, end)
        if span == (start, end):
            return span
    return None


def spouse_too(words: Plain, known: Sequence[ElementCues]) -> Iterator[Signal]:
    """其妻子白雪…以共同借款人身份签字: a further borrower."""
    cues = _cues(known, _DEFENDANT)
    for match in _JOINT_SPOUSE.finditer(words.text):
        span = name_after(words.text, match.end())
        if cues is not None and span is not None and _AS_BORROWER.match(words.text, span[1]):
            name = words.words(*span)
            yield Signal(cues, name, *span, 10.0, 0.75, splits=True, cue_length=9)


def my_name(words: Plain, known: Sequence[ElementCues]) -> Iterator[Signal]:
    """我姓柏，柏长林; 我是吕志明本人."""
    cues = _cues(known, _PLAINTIFF)
    if cues is None:
        return
    for match in _MY_SURNAME.finditer(words.text):
        span = name_after(words.text, match.end())
        if span and words.text.startswith(match["one"], span[0]) and span[0] - match.end() < 2:
            yield Signal(cues, words.words(*span), *span, 10.0, 0.85, cue_length=3)
    for match in _MYSELF.finditer(words.text):
        start = match.start("name") if match["name"] else match.end()
        span = name_after(words.text, start)
        if span is not None and span[0] == start:
            yield Signal(cues, words.words(*span), *span, 10.0, 0.85, cue_length=3)


def lone_borrower(
    words: Plain, known: Sequence[ElementCues], others: Sequence[Signal]
) -> Iterator[Signal]:
    """The one person who is told to have borrowed, where no cue names a defendant."""
    cues = _cues(known, _DEFENDANT)
    if cues is None:
        return
    text, found = words.text, dict[str, list[tuple[int, int]]]()
    taken = {one.value for one in others}
    for match in _STARTS.finditer(text):
        span = name_after(text, match.end())
        if span is None or span[0] != match.end() or not _GOES_ON.match(text, span[1]):
            continue
        name = text[slice(*span)]
        if name not in taken and _BORROWING.match(text, span[1]):
            found.setdefault(name, []).append(span)
    often = [spans for spans in found.values() if len(spans) > 1] or list(found.values())
    if len(often) == 1:
        span = often[0][0]
        yield Signal(cues, words.words(*span), *span, 9.0, _LIKELY, cue_length=2)


def _cues(known: Sequence[ElementCues], path: str) -> ElementCues | None:
    return next((one for one in known if one.path == path and one.option is None), None)


def lone_firm(words: Plain, known: Sequence[ElementCues]) -> Iterator[Signal]:
    """The one firm that is told to have borrowed, where no cue names it."""
    cues = _cues(known, _FIRM)
    spans = {
        words.text[slice(*span)]: span
        for match in _FIRM_STARTS.finditer(words.text)
        if (span := firm_after(words.text, match.end())) is not None
    }
    full = [(name, span) for name, span in spans.items() if _FULL_NAME.search(name)]
    if cues is None or len(full) != 1:
        return
    ((_, span),) = full
    if _FIRM_BORROWS.search(words.text, span[1]):
        yield Signal(cues, words.words(*span), *span, 9.0, _LIKELY)
