"""One or several of the options shown: by number, label, id, alias or Chinese numeral."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from bot.understanding.expressions import expression
from bot.understanding.values.assent import Standing, known_parts, standing, yes_or_no
from bot.understanding.values.characters import plain
from bot.understanding.values.numerals import parse_numeral
from bot.understanding.values.reading import Reading, refused

__all__ = ["AnyOption", "read_choice", "read_choices"]


class AnyOption(Protocol):
    """A button or an option of an element; aliases count where there are any."""

    @property
    def id(self) -> str: ...
    @property
    def label(self) -> str: ...


_CIRCLED = {char: str(number) for number, char in enumerate("①②③④⑤⑥⑦⑧⑨⑩", 1)}
_NUMBER = expression(
    r"(?:我?(?:选择?|要|就|填|是|按)? ?(?:第|选项|序号|no\.?|#)? ?)(?P<number>\d{1,2}|"
    r"[一二两三四五六七八九十]{1,3}|[A-Ha-h])"
    r" ?(?:个|号|项|条|种|、|\.|\)|那个|吧|的|选项|。)*",
    re.IGNORECASE,
)
_SEPARATOR = expression(r"[、,，;；/\s和跟与还有以及+&]+")
_NOISE = expression(
    r"[\s，。,.!！?？、:：()（）“”\"'【】\[\]/]|(?:我?选择?的?是?|应该是|就是|属于|是的?)"
)
_SMALL_WORDS = expression(
    "对方|人家|[我你您他她它咱们俺的地得了着过吧啊呀呢嘛吗哈哦那这个些是就都]"
)
_DENIES = expression("[不没非别]|除了")
_NONE_OF_THEM = expression("(?:以上|这些|上面)?(?:都|全)?不(?:是|对|像)|(?:是)?别的|其它的?|另外的")
_OTHER = "other"
_LONGEST_PARAPHRASE = 20
_TALK = ("微信", "支付宝", "电话", "短信", "手机")
_DONE = expression(
    "(?:我们?|仲裁|早就?|都|就|也|已经)*(?P<act>[一-鿿]{1,2}?)(?:过了?|了)[的啊呀嘛呢。.!！]*"
)
"""裁了的 means the one option that says 已经裁决."""
_TALKED = expression("(?:也|都|还|就|又)*(?:不回|没回|不理|不接|没接|拉黑|删|打不通|联系不)")
"""微信也不回 names no way of paying."""
_ASSENTS = {True: ("是", "有", "对", "要"), False: ("不是", "没有", "否", "不要", "没")}
_BARE_WORDS = tuple(word for said in _ASSENTS.values() for word in said)
_ASKS_WORD = expression("(?:什么|啥)(?:叫|是|意思)")
_SIDES = 2
_WRONGED_ME = (
    "(?:老板|的人|那边|一直|都|就|也|还|拖|故意|突然|非法|违法|总共|一共|已经)*"
    "(?:(?:欠|拖欠|辞退|开除|解雇|裁|炒|骗|坑|打|赶|扣|克扣|少给)了?(?:走)?(?:我|俺)|把(?:我|俺)|"
    "(?:没有?|不肯?|不愿意?)(?:退|给|还|赔|付|发|结)(?:给)?(?:我|俺))"
)
_AT, _WORKED = "(?:给|在|跟)[^是]{0,4}", "[^是]{0,4}(?:打工|干活|上班|做事|做工|工作|做了|干了)"
_SUED = "(?:要|想)(?:告|起诉)[^是]{0,4}"
_NEGATED = expression(
    "(?:不是|没有?|不要?|并非|除了|不算|(?:没有?|未|不)(?:签|写|订|立|要|提)(?:过|了|什么|啥|正式|的)*)$"
)
_WAVED_AWAY = expression(
    "(?:什么的|这些|那些|我|也|就|都|还是|那就|干脆)*(?:算了|免了?(?!不)|不要(?!太|多|少)|不收|不追|不主张|不提|放弃)"
)
"""利息算了, 违约金我也不要: an option that is named only to be given up."""
_NONE_WANTED = ("都不要", "不要")


def _aliases(option: AnyOption) -> Sequence[str]:
    return getattr(option, "aliases", ()) or ()


def _bare(text: str) -> str:
    return _NOISE.sub("", plain(text).text.lower())


def read_choice(text: str, options: Sequence[AnyOption]) -> Reading:
    """The id of the one option meant; several that fit come as alternatives."""
    words = plain("".join(_CIRCLED.get(char, char) for char in text)).text.strip()
    exact = _exact(words, options)
    if exact is not None:
        return Reading(exact, text, (0, len(text)), 0.99)
    if (index := _number(words)) is not None:
        if 1 <= index <= len(options):
            return Reading(options[index - 1].id, text, (0, len(text)), 0.95)
        return refused(text, "choice_number_out_of_range", count=str(len(options)))
    said, words = words, known_parts(words)
    if not words and (unclear := _unclear(said, options)) is not None:
        return Reading(unclear, text, (0, len(text)), 0.8)
    named = _named(words, options) if words else []
    if not named and (none := _given_up(words, options)) is not None:
        return Reading(none, text, None, 0.8)
    if (mine := _other_than_theirs(words, named, options)) is not None:
        return Reading(mine, text, None, 0.8)
    if len(named) == 1:
        return Reading(named[0][0], named[0][1], None, 0.85)
    if named:
        ids = [option for option, _ in named]
        return Reading(ids[0], text, None, 0.5, tuple(ids[1:]))
    if (alike := _alike(words, options)) is not None:
        return Reading(alike, text, None, 0.8)
    if (meant := _by_assent(words, options) or _done(words, options)) is not None:
        return Reading(meant, text, (0, len(text)), 0.8)
    return refused(text, "choice_unreadable", options=_shown(options))


def _given_up(words: str, options: Sequence[AnyOption]) -> str | None:
    """就要本金，利息算了, 不要利息: the option that wants none of what the others are."""
    names = {each.id: (each.label, *_aliases(each)) for each in options}
    none = [key for key, known in names.items() if known[0] in _NONE_WANTED]
    said = _bare(words)
    for name in (name for key, known in names.items() if key not in none for name in known):
        short = _bare(re.split("[（(，,：:]", name)[0])
        at = said.find(short) if len(short) > 1 else -1
        if none and at >= 0:
            return none[0]
    return None


def _other_than_theirs(
    words: str, named: Sequence[tuple[str, str]], options: Sequence[AnyOption]
) -> str | None:
    """公司欠我工资, 我给公司打工: of two sides, who speaks so of one is the other."""
    if len(named) != 1 or len(options) != _SIDES:
        return None
    option, name = named[0]
    side, said = re.escape(name), _bare(words)
    theirs = (f"{side}{_WRONGED_ME}", f"{_AT}{side}{_WORKED}", f"{_SUED}{side}")
    if not any(re.search(each, said) for each in theirs):
        return None
    return next(each.id for each in options if each.id != option)


def read_choices(text: str, options: Sequence[AnyOption]) -> Reading:
    """The ids of all options meant, in the order of the options; 全部 means all."""
    words = plain("".join(_CIRCLED.get(char, char) for char in text)).text.strip()
    if re.fullmatch(
        "(?:全部|所有|都要|都有|都是|全都?要?|全选|以上都[是有]|全都有)[。了的啊]*", words
    ):
        return Reading([option.id for option in options], text, (0, len(text)), 0.95)
    words = words if _exact(words, options) else known_parts(words)
    ids: set[str] = set()
    parts = [part for part in _SEPARATOR.split(words) if part]
    if len(parts) == 1 and re.fullmatch(r"[1-9]{2,9}", words) and len(options) < 10:
        parts = list(words)
    for part in parts:
        reading = read_choice(part, options)
        if reading.value is not None and not reading.alternatives:
            ids.add(reading.value)
        elif reading.code == "choice_number_out_of_range":
            return reading
    ids |= {option for option, _ in _named(words, options)}
    if not ids:
        return refused(text, "choice_unreadable", options=_shown(options))
    chosen = [option.id for option in options if option.id in ids]
    return Reading(chosen, text, (0, len(text)), 0.9)


def _unclear(words: str, options: Sequence[AnyOption]) -> str | None:
    """The option that itself says not knowing (看不出来, 不清楚), unless a word is asked about."""
    if _ASKS_WORD.search(words):
        return None
    fitting = [
        option.id
        for option in options
        if any(standing(name) is Standing.UNKNOWN for name in (option.label, *_aliases(option)))
    ]
    return fitting[0] if len(fitting) == 1 else None


def _by_assent(words: str, options: Sequence[AnyOption]) -> str | None:
    """The one option that says 是 or 不是 in other words: 没看见有这几个字, 那肯定."""
    said = yes_or_no(words) if words else None
    if said is None:
        return None
    fitting = [
        option.id
        for option in options
        if any(name in _ASSENTS[said] for name in (option.label, *_aliases(option)))
    ]
    return fitting[0] if len(fitting) == 1 else None


def _done(words: str, options: Sequence[AnyOption]) -> str | None:
    match = _DONE.fullmatch(words)
    fitting = [each.id for each in options if match and f"已经{match['act']}" in each.label]
    return fitting[0] if len(fitting) == 1 else None


def _shown(options: Sequence[AnyOption]) -> str:
    return "、".join(f"{number} {option.label}" for number, option in enumerate(options[:8], 1))


def _exact(words: str, options: Sequence[AnyOption]) -> str | None:
    bare = _bare(words)
    for option in options:
        if words == option.id or words == option.label:
            return option.id
    if not bare:
        return None
    meant = {
        option.id
        for option in options
        if bare == option.id.lower()
        or any(bare == _bare(name) for name in (option.label, *_aliases(option)))
    }
    return meant.pop() if len(meant) == 1 else None


def _number(words: str) -> int | None:
    match = _NUMBER.fullmatch(words)
    if match is None:
        return None
    written = match["number"]
    if written.isascii() and written.isalpha():
        return ord(written.upper()) - ord("A") + 1
    numeral = parse_numeral(written)
    return int(numeral.value) if numeral and not numeral.alternatives else None


def _named(words: str, options: Sequence[AnyOption]) -> list[tuple[str, str]]:
    """Options whose label or alias stands in the words, or whose label holds the words."""
    found: list[tuple[str, str, int]] = []
    bare = _bare(words)
    for option in options:
        for name in (option.label, *_aliases(option)):
            short = _bare(re.split("[（(，,：:]", name)[0])
            if len(short) < 2 and len(bare) > 3:
                continue
            at = bare.find(short) if short else -1
            if short in _TALK and _TALKED.match(bare, at + len(short)):
                continue
            if at >= 0 and _WAVED_AWAY.match(bare, at + len(short)):
                continue
            if _NONE_OF_THEM.fullmatch(name) and not _NONE_OF_THEM.search(words):
                continue  # 他都不给我钱 holds 都不, but not 都不是
            if short in _BARE_WORDS and not _stands_alone(short, words):
                continue  # 没有公司就是个小店 says that there is no firm, not 没有
            if at >= 0 and not _NEGATED.search(bare[:at]):
                found.append((option.id, short, len(short)))
                break
    if found:
        longest = [
            one
            for one in found
            if not any(one[1] != other[1] and one[1] in other[1] for other in found)
        ]
        return [(option, name) for option, name, _ in longest]
    if len(bare) >= 2:
        inside = [option for option in options if _holds(_bare(option.label), bare)]
        return [(option.id, option.label) for option in inside]
    return []


def _holds(label: str, words: str) -> bool:
    """Whether the label says the words, and does not deny them."""
    at = label.find(words)
    return at >= 0 and not _NEGATED.search(label[:at])


def _stands_alone(word: str, words: str) -> bool:
    """Whether 没有 ends its clause, or an act follows that it denies (没有约定)."""
    end = "(?=[^\\w]|[了的啊呀吧呢嘛过]|约|写|签|说|提|定|讲|谈|申请|办|做|打|起诉|告|还|给|收|$)"
    return re.search(re.escape(word) + end, words) is not None


def _alike(words: str, options: Sequence[AnyOption]) -> str | None:
    """The one option that says the same but for small words: 借给他的 for 借给对方的钱."""
    if _NONE_OF_THEM.fullmatch(words) and any(option.id == _OTHER for option in options):
        return _OTHER
    said = _SMALL_WORDS.sub("", _bare(words))
    if not 2 <= len(said) <= _LONGEST_PARAPHRASE or _DENIES.search(said):
        return None
    fitting = {
        option.id
        for option in options
        for name in (option.label, *_aliases(option))
        if not _DENIES.search(name)
        and _says(said, _SMALL_WORDS.sub("", _bare(re.split("[（(，,：:]", name)[0])))
    }
    return fitting.pop() if len(fitting) == 1 else None


def _says(said: str, name: str) -> bool:
    """Whether the words stand in the name, or its characters in their order in the words."""
    if said in name:
        return True
    left = iter(said)
    return len(name) > 2 and all(character in left for character in name)
