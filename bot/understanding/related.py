"""Who the other side is to the speaker, and what the money was for: only where the words say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.understanding.expressions import expression
from bot.understanding.signals import Signal

__all__ = ["well_told"]

_LINK = "(?:姓[\u4e00-\u9fff])?[叫是为，, 的了：:（(]{0,3}"
_IS_MY = expression(
    "(?:[他她]|对方|被告|[，,])(?:就|也)?(?:是|系|为)(?:我|俺|咱|阿拉)(?:们|家)?[^，。；！？,;]{0,8}$"
    "|(?:我|俺|咱)们?(?:俩|两个|两人|(?:跟|和|与)[^，。；！？,;]{1,6})(?:是|系|做过|是多年)[^，。；！？,;]{0,5}$"
    "|被(?:我|俺|咱)[^，。；！？,;]{0,5}$"
)
"""他是我车间的工友, 我跟他是同学, 被我最好的闺蜜坑了."""
_MINE = expression(
    "(?:我|俺|咱)(?:们|家)?(?:的|以前|原来|之前|那个?|这个?|一个|有个|大学|高中|初中|多年|老|前|"
    "是)*$"
)
_LENT_TO = expression(
    "(?:借给|转给|打给|借了给)(?:了|我|俺|他|她|一个|的|们|多年|以前)*$|(?:是|系|为)$"
)
_ASKED_ME = expression(
    "(?:的|[A-Za-z]|[^，。；！？]{0,4}[，,])?[^，。；！？]{0,22}(?:(?:向|跟|找|问|管|和|从)(?:我|"
    "俺|本人|原告)"
    "[^，。]{0,8}(?:借|拿|张口|周转|凑|要钱)|欠我|借我|借了我|骗我|借俺|"
    "借了?[0-9一二两三四五六七八九十几])"
)
_JOBS = ("司机", "健身教练")
"""A relation only right beside the name."""
_SO_CALLED = expression("关系")
_HAILED = expression(
    "(?:你|您|[，,]?你好|好|帮我|请)|的?(?:电话|手机|在场|说|劝|可以|知道|作证|介绍|见证|转告|"
    "也(?!是|叫))|[^，。；！？]{0,5}(?:想要回|要起诉|想起诉|想告|要告|讨要)"
)
_SURETY = expression("(?:[二两俩]|[^，。；！？]{0,8}(?:担保|作保|做保|当保人|见证|介绍)|娘)")
"""我舅舅佟建设做的担保 is no relation to the borrower, and 老板娘 no 老板."""
_BOSS_OF = expression("(?<!我们)(?<!我)(?<!俺)(?<!我的)(?:公司|厂|店|单位)的?$")
_BY_THE_WAY = expression("(?:给过?|替|帮|跟|找|和|向|问|听|让|叫)(?:我|俺)(?:的|们|家)?$")
_THEIRS = expression(
    "(?<!给)(?:他|她|其|对方|被告|之)(?:的|有个)?$|(?:嫂子|姐夫|媳妇|儿子|女儿|老公|老婆)(?:的)$"
)
_MY = expression(
    "(?:我(?!要告|起诉|是要告)|俺(?!要告)|咱|年|前|原来|大学|中学|村|庄|镇|厂|单位|公司|一起|班|所谓|好|同|隔壁|里|上|楼|"
    "认识|最亲|做|开|生意)"
    "[^，。；！？]{0,8}的$"
)
"""What may stand before a relation to the speaker: 一起打工的朋友, but not 鲍娜的哥哥."""
_KIN_BEFORE_NAME = 3
_FOR = expression(
    "(?:说|讲|因|为|以(?![前后来])|用|要(?!么)|想|去(?!年)|差|缺|急|需|借|拿|垫|名义|理由|办|做|搞|"
    "给|打算|准备|"
    "[：:])[^，。；！？]{0,10}$"
)
_OWN_NEED = expression(
    "(?:我|俺)(?:自己|现在|家|们|也|又|等着?|儿子|女儿|孩子|还|都)*(?:急|要|想|等|需|准备|得|在|"
    "是)[^他她]{0,8}$"
)


_WITHOUT_MONEY = expression("[^，。；！？]{0,3}(?:没钱|缺钱|差钱|急用|急着|钱不够|周转不开)")
_AIM = expression(
    "(?:要|想|是|去|拿去|急着)?(?:[买开做办包盖修交还进养种投娶治看赔炒租承]|装修|结婚|翻[盖修])"
)
"""说买车差钱: what is said to be lacked for is a purpose if it is something to do."""
_THEN_PAID = expression(
    "(?:公司|队|行业|生意|款|额)|(?:了|以后|之后|后)?(?:就|再|一定|马上|立马|肯定)(?:能|会)?(?:还|给|结)|(?<=发工资)还(?!差|缺)|稳赚|[^。；！？]{0,16}没答应"
)
"""说发工资就还: when he will pay, not what he borrowed for."""


def well_told(signals: Sequence[Signal], text: str) -> Iterator[Signal]:
    """The signals, without relations and purposes that the words do not bear out."""
    names = [
        one
        for one in signals
        if one.element.path == "defendants[i].name" or one.element.path == "defendants[i].org_name"
    ]
    relations = [one for one in signals if one.element.path == "relation"]
    ranks = {id(one): _rank(one, names, text) for one in relations}
    best = max(ranks.values(), default=0)
    chosen = [one for one in relations if ranks[id(one)] == best and best > 0]
    alike = all(one.value in chosen[0].value or chosen[0].value in one.value for one in chosen)
    for signal in signals:
        if signal.element.path == "relation":
            if signal in chosen and alike:
                yield signal
        elif signal.element.path != "purpose" or _wanted(signal, text):
            yield signal


def _rank(signal: Signal, names: list[Signal], text: str) -> int:
    """How well the words say that the other side is my …: 3 beside the name, 0 not at all."""
    before, after = text[max(0, signal.start - 12) : signal.start], text[signal.end :][:40]
    theirs = _THEIRS.search(before) or (before.endswith("的") and not _MY.search(before))
    if theirs or _HAILED.match(after) or _SURETY.match(after):
        return 0
    if re.search("(?<![我俺咱])(?<!我们)[\u4e00-\u9fff]家$", before):
        return 0
    if _BOSS_OF.search(before) and "老板" in str(signal.value):
        return 0
    if any(_beside(signal, one, text) for one in names):
        return _KIN_BEFORE_NAME
    if signal.value not in _JOBS and _IS_MY.search(text[max(0, signal.start - 20) : signal.start]):
        return 2
    if _SO_CALLED.match(after) or _ASKED_ME.match(after) or _LENT_TO.search(before):
        return 2
    return 1 if _MINE.search(before) and not _BY_THE_WAY.search(before) else 0


def _beside(signal: Signal, name: Signal, text: str) -> bool:
    """我同事李强; 李强是我的老同事."""
    if signal.end <= name.start:
        return re.fullmatch(_LINK, text[signal.end : name.start]) is not None
    mine = f"{_LINK}(?:我|俺)?(?:的|前|老|多年){{0,2}}"
    return re.fullmatch(mine, text[name.end : signal.start]) is not None


def _wanted(signal: Signal, text: str) -> bool:
    """说装修, 用来买房: a purpose that is said of the loan, not of the speaker's own life."""
    cue = re.split("[，。；！？,;!?\n]", text[max(0, signal.start - 16) : signal.start])[-1]
    if _OWN_NEED.search(cue) or _THEN_PAID.match(text, signal.end):
        return False
    told = text[signal.start : signal.end]
    if text[signal.start - 1 : signal.start] == "说" and told not in signal.element.element.cues:
        return _AIM.match(told) is not None
    if _WITHOUT_MONEY.match(text, signal.end):
        return True
    return _FOR.search(cue) is not None or told.startswith(("借", "以"))
