"""Names, options and texts of a story: what is no typed value rests on the cue itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.understanding.cues import Clause, CueHit
from bot.understanding.expressions import expression
from bot.understanding.firms import firm_after, firm_within
from bot.understanding.naming import name_after, name_before
from bot.understanding.signals import Signal
from bot.understanding.values.characters import Plain
from dialogs.schema.definition import ElementType

__all__ = ["chosen_signals", "named_signals", "told_signals"]

_TEXTS = (ElementType.TEXT, ElementType.LONG_TEXT)
_KIN_OF = expression(
    "(?:闺女|女儿|儿子|孩子|爸|妈|老婆|老公|丈夫|妻子|前妻|前夫|哥|姐|弟|妹|家|媳妇|侄子|外甥|"
    "邻居|朋友|同学|"
    "同事|老板|舅舅|叔叔|姑姑)的$"
)
_UNWRITTEN = expression(
    "(?:他|她|对方|人家)?(?:都|也|又|就|并|还|根本|从来|一直)*(?:(?:没有?|"
    "未)(?:[写打签给留有肯要让叫立出得见拿]|"
    "好意思|顾上|来得及|想)|不好意思|不用|"
    "不(?:肯|愿|写|打|签|给|承认)|(?:回头|以后|后面|改天|下次|过后|过几天|"
    "到时候?)(?:再)?[补写打给])"
)
"""借条没写, 借条他不肯写: the word is there, the thing is not."""
_WISHED = expression(
    "(?:让|叫|要|喊|求|催|请|想)(?:他|她|对方|人家|让他|让她)?(?:补|重新|给我|再|先)*"
    "(?:写|打|签|补)(?:个|一个|一张|张|份|一份)?$"
    "|(?:不用|不必|用不着|没好意思让?|没要|没立|没出|没留|没让|没叫|哪有|哪来的?|没好意思)(?:他|她|写|打|签|"
    "个|什么|啥|张)*$"
)
"""让他写个借条: asked for, not given."""


_KIN = (
    "媳妇|老婆|老公|丈夫|妻子|爱人|对象|儿子|女儿|闺女|弟弟?|哥哥?|姐姐?|妹妹?|表[哥弟姐妹]|"
    "堂[哥弟姐妹]|"
    "爸|妈|父亲|母亲|朋友|同事|同学|家长|老太太|老头|大爷|大妈"
)
_KIN_THERE = expression(
    f"(?:家|他|她)?的?(?:{_KIN})(?![\u4e00-\u9fff]{{0,2}}[，,]?叫?我)|说[他她]|告诉我|搬|也说"
)
"""前妻的哥哥 is not the 前妻, and 房东说他搬走了 tells of a third person."""
_SENT = expression("(?:发|加|删|回|聊|看)(?:了|过|个|给|他|她)*$")
_GO_BETWEEN = expression("了(?=[0-9一二两三四五六七八九十])|介绍|作证|见证|担保|转告|劝|在场")
_TALK = ("微信", "支付宝", "电话")
_TALKED = expression(
    "(?:里|上|也|都|还|就|又|给|他|她|对方)*(?:回|说|聊|问|催|有|承诺|答应|承认|联系|拉黑|不回|"
    "不理|删|骂|语音|视频|要[了过]|把|记录|消息|号|群|名|头像|朋友圈|好友)"
)
"""微信回我: no way of paying."""


_NO_BEGINNING = expression("[了过着者不没也都就才已]|还(?!信用卡|房贷|车贷|贷|债|网贷|外债|账)")
"""Nothing in the place of `…` begins so: 做了三年, 提供者."""
_SO_LONG = expression("(?:[半一两三四五六七八九十0-9]+多?个?(?:年|月|天)|[一几][批车些台])的?")
"""送了半年盒饭: how long is no part of the goods."""
_STOPS = expression("[。；！？;!?\n]")
_COMMA = expression("[，,]")
_MAN_OF = expression("的?(?:法定代表人|法人|老板|股东|总?经理|负责人|员工|会计|合伙人|老总)")
_FOR_THE_FIRM = expression("以(?:公司|单位|厂)的?名义|代表公司")
_NO_POST = expression(
    "[0-9]|[两几半多]|[一二三四五六七八九十](?:个?[月天年]|百|千)|了|过|的时候|受伤|工资"
)
"""干了四个月一天三百五 says no post."""
_NOBODY = ("公司", "单位", "企业", "厂", "店")


_I_AM = expression("(?:我|俺|本人)是[^，。；！？,;!?\n]{0,5}[，,]?$")
_WITH_CUE = ("fee_standard",)
"""每平方米2.3元: the cue is part of what is told."""
_FIRM_NAMES = ("org_name",)
"""Texts that are the name of a firm and nothing else."""


def named_signals(words: Plain, parts: list[Clause], hits: list[list[CueHit]]) -> Iterator[Signal]:
    """People and firms whose names stand at a cue, or in the place of its `…`."""
    for part, near in zip(parts, hits, strict=True):
        for hit in near:
            if hit.cues.element.key in _FIRM_NAMES:
                yield from _firm_signal(words, part, hit)
            if hit.cues.element.type is not ElementType.PERSON_NAME or _of_oneself(words, hit):
                continue
            if hit.fact is not None and hit.fact[1] == hit.end:
                span = name_after(words.text, hit.fact[0])
            elif hit.fact is not None:
                span = _name_within(words.text, part, hit)
            else:
                span = name_after(words.text, hit.end)
            if span is not None:
                name = words.words(*span)
                length = hit.end - hit.start if hit.fact is None else 3
                yield Signal(hit.cues, name, *span, 10.0, 0.85, cue_length=length)


def _of_oneself(words: Plain, hit: CueHit) -> bool:
    """我是业主，叫桑梅: the name is the speaker's own, and no defendant's."""
    group = hit.cues.element.group
    return group == "defendants" and _I_AM.search(words.text[: hit.start]) is not None


def _name_within(text: str, part: Clause, hit: CueHit) -> tuple[int, int] | None:
    """The name in the place of `…`: where it begins (给…供货), else the last before (…向我借)."""
    assert hit.fact is not None
    if _FOR_THE_FIRM.search(text, *hit.fact):
        return None
    if hit.fact[0] > hit.start:
        first = name_after(text[: hit.fact[1]], hit.fact[0])
        return first or name_before(text, *hit.fact)
    return name_before(text, part[0], hit.fact[1])


def _firm_signal(words: Plain, part: Clause, hit: CueHit) -> Iterator[Signal]:
    if hit.fact is None:
        span = firm_after(words.text[: part[1]], hit.end)
    elif hit.fact[1] == hit.end:
        span = firm_after(words.text[: part[1]], hit.fact[0])
    else:
        span = firm_within(words.text, *hit.fact) or _firm_before(words.text, hit)
    if span is not None and not _of_a_man(words.text, span[1], hit.end):
        yield Signal(hit.cues, words.words(*span), *span, 10.0, 0.85)


def _of_a_man(text: str, end: int, until: int) -> bool:
    """Whether the firm only says whose man borrows (宏达公司经理闻涛向我借)."""
    if _MAN_OF.match(text, end) is None:
        return False
    return _FOR_THE_FIRM.search(text, end, max(until, end + 12)) is None


def _firm_before(text: str, hit: CueHit) -> tuple[int, int] | None:
    """The firm that begins the sentence (恒昌公司因周转困难，向我借…), if it borrows itself."""
    assert hit.fact is not None
    if hit.fact[0] > hit.start:
        return None
    first = max((match.end() for match in _STOPS.finditer(text, 0, hit.fact[1])), default=0)
    for start in (first, *(match.end() for match in _COMMA.finditer(text, first, hit.fact[1]))):
        span = firm_after(text[: hit.fact[1]], start)
        if span is not None and not _of_a_man(text, span[1], hit.end):
            return span
    return None


def chosen_signals(words: Plain, parts: list[Clause], hits: list[list[CueHit]]) -> Iterator[Signal]:
    """Options whose cue is (part of) one of their names."""
    for near in hits:
        for hit in near:
            element = hit.cues.element
            if hit.cues.option is not None:
                if element.key == "contract_form" and _not_written(words.text, hit):
                    continue
                value = _stated(element.type, hit.cues.option)
                yield Signal(hit.cues, value, hit.start, hit.end, 8.0, 0.8)
                continue
            if element.type is not ElementType.CHOICE or hit.fact is not None:
                continue
            cue = words.text[hit.start : hit.end]
            talked = _TALKED.match(words.text, hit.end) or _SENT.search(
                words.text[max(0, hit.start - 12) : hit.start]
            )
            unwritten = element.key != "way" and _UNWRITTEN.match(words.text, hit.end)
            wished = _WISHED.search(words.text[max(0, hit.start - 24) : hit.start])
            if (cue in _TALK and talked) or unwritten or wished:
                continue
            exact = [each for each in element.options if cue in (each.label, *each.aliases)]
            fitting = exact or [each for each in element.options if _means(each, cue)]
            if len(fitting) == 1:
                yield Signal(hit.cues, fitting[0].id, hit.start, hit.end, 8.0, 0.8)


def _not_written(text: str, hit: CueHit) -> bool:
    """没好意思让写条子: the paper was only wished for, or denied."""
    before = text[max(0, hit.start - 24) : hit.start]
    return bool(_WISHED.search(before) or _UNWRITTEN.match(text, hit.end))


def _stated(type: ElementType, option: str) -> Any:
    """What an option's cue states: the option, one of several, or yes."""
    if type is ElementType.YES_NO:
        return option == "yes"
    return [option] if type is ElementType.CHOICES else option


def _means(option: Any, cue: str) -> bool:
    names = (option.label, *option.aliases)
    return cue in names or any(cue in name or name in cue for name in names if len(name) > 1)


def told_signals(
    words: Plain, parts: list[Clause], hits: list[list[CueHit]], taken: list[Signal]
) -> Iterator[Signal]:
    """Texts: the cue itself, or what stands in the place of `…`."""
    for part, near in zip(parts, hits, strict=True):
        for hit in near:
            if hit.cues.element.type not in _TEXTS or hit.cues.element.key in _FIRM_NAMES:
                continue
            start, end = hit.fact or (hit.start, hit.end)
            if hit.fact is not None and end == hit.end:
                end = part[1]
            while start < end and words.text[start] in " 的是:：要想":
                start += 1
            if hit.cues.element.key in _WITH_CUE:
                start = hit.start
            if hit.cues.element.key == "goods" and (long := _SO_LONG.match(words.text, start)):
                start = long.end()
            if _KIN_OF.search(words.text[max(0, start - 8) : start]):
                continue
            if hit.cues.element.key == "position" and _NO_POST.search(words.text[start:end]):
                continue
            if hit.cues.element.key == "relation" and _KIN_THERE.match(words.text, end):
                continue
            if hit.fact is not None and _NO_BEGINNING.match(words.text, start):
                continue
            if words.text[start:end] in _NOBODY or _GO_BETWEEN.match(words.text, end):
                continue
            clash = any(one.start < end and start < one.end for one in taken)
            if end - start >= 2 and not clash:
                yield Signal(hit.cues, words.words(start, end).strip(), start, end, 7.0, 0.7)
