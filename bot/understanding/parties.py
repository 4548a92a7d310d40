"""Whose name, number or address it is: mine, theirs, or a third person's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.understanding.cues import ElementCues
from bot.understanding.expressions import expression
from bot.understanding.signals import Signal
from dialogs.schema.definition import ElementType

if TYPE_CHECKING:
    from bot.understanding.placing import Proposal

__all__ = ["KIN", "on_one_side", "sided"]

KIN = (
    "老公|老婆|爱人|丈夫|妻子|媳妇|男人|女人|爸爸|妈妈|爸|妈|父亲|母亲|爹|娘|爷爷|奶奶|外公|外婆|"
    "姥姥|姥爷|"
    "儿子|女儿|闺女|孙子|孙女|婆婆|公公|岳父|岳母|丈母娘|老丈人"
)
_SIBLING = "哥哥|姐姐|弟弟|妹妹|哥|姐|弟|妹|嫂子|姐夫|妹夫"
_OWN_KIN = expression(
    f"(?:我|俺)(?:们|家)?的?(?P<kin>{KIN}|{_SIBLING})(?:的?(?:名字|大名|全名))?[，,]?(?:就|"
    f"名)?(?:是|叫做?)?[ ：:]?$"
)
_DEAD = "生前|在世|去世|过世|走了|不在了|没了|死了|已故"
_BORROWED = expression(
    "^(?:[^，。；！？]{0,16}|[^，。；！？]{0,10}[，,][^，。；！？]{0,12})(?:(?:向|跟|找|问|管|和|"
    "从)"
    "(?:我|俺|本人|原告)[^，。]{0,8}(?:借|拿|周转|张口)|欠我|借我|借了我|骗我|拿走我|借走)"
)
_AS_DEBTOR = expression(
    "(?:借给|出借给|借款人|欠款人|债务人|被告|起诉|我要告|大名|真名|欠钱的)(?:了|人|是|叫|名叫|"
    "[：: （(])*"
    "(?:我|他|她)?(?:的)?[^，。；！？]{0,6}$"
)
_TO_PAYEE = expression("(?:转给|打给|汇给|交给|向|给)(?:了|我|他|她)*[^，。；！？]{0,4}$")
_THIRD_BEFORE = expression(
    "(?:公司|厂|店|单位)的?(?:老板|法人|法定代表人|总?经理|负责人)(?:是|叫|[：:])?$|"
    "(?:介绍人|中间人|中人|证明人|见证人|媒人|支书|书记|村长|主任|会计|经办人|律师|法官|警官|"
    "经人)[，,：:是叫]?$"
    f"|(?<!给)(?:他|她|其|对方|被告)(?:的|之)?(?:{KIN}|{_SIBLING}|女朋友|男朋友|朋友|同事|老板|"
    f"对象)"
    "(?:也|还)?(?:是|叫)?$"
)
_THIRD_AFTER = expression(
    "(?:也|都|就|当时|一直|还|可以|能|在旁边|在边上)*(?:在场|在旁|介绍|见证|作证|证明|转达|转告|"
    "传话|劝|说合|"
    "替[他她]还|帮[他她]还|代[他她]还|看见|知道|说不知道)"
)
_SOMEBODYS = expression(
    f"(?:的|之|他|她)(?:[大小二三]?(?:{KIN}|{_SIBLING})|女朋友|男朋友|朋友|同事|亲戚|舅舅|叔叔|"
    f"姑姑)"
)
"""鲍娜的哥哥: another person than the one named."""
_FOR_A_FIRM = expression("[^，。；！？]{0,4}以(?:公司|单位|厂)的?名义")
_KINDS = (ElementType.PERSON_NAME,)
_EMPLOYER = "employer"
_BORROWS = 3
"""The strength of a name that the words call the borrower."""


def sided(
    signals: Sequence[Signal], text: str, known: Sequence[ElementCues]
) -> tuple[list[Signal], list[tuple[int, str]]]:
    """The names with the side that they stand on; and where names end, and of which side."""
    plaintiff = next((one for one in known if one.path == "plaintiffs[i].name"), None)
    kept: list[Signal] = []
    ends: list[tuple[int, str]] = []
    for signal in signals:
        element = signal.element.element
        if element.type not in _KINDS or element.group not in ("plaintiffs", "defendants"):
            kept.append(signal)
            ends.append((signal.end, element.group or ""))
            continue
        side = _side(signal, text)
        ends.append((signal.end, side))
        if side == element.group:
            kept.append(signal)
        elif side == "plaintiffs" and plaintiff is not None:
            kept.append(replace(signal, element=plaintiff))
    return list(_agreeing(kept, text)), ends


def on_one_side(told: list[Proposal]) -> list[Proposal]:
    """The facts; a firm read for both sides (我们单位是…, of an employer) is the speaker's own,
    where the facts say that firms stand there, else nobody's."""
    mine = {one.start: one for one in told if one.path.startswith("plaintiffs[")}
    theirs = {one.start: one for one in told if one.path.startswith("defendants[")}
    twice = {
        start
        for start, one in mine.items()
        if start in theirs and one.path.endswith("org_name") and one.value == theirs[start].value
    }
    if not twice:
        return told
    firm = any(one.value == _EMPLOYER for one in told)
    wrong = "defendants[" if firm else ("plaintiffs[", "defendants[")
    return [one for one in told if not (one.start in twice and one.path.startswith(wrong))]


def _side(signal: Signal, text: str) -> str:
    """The group that a name belongs to; "" for a third person, or in doubt."""
    group = signal.element.element.group or ""
    before, after = text[max(0, signal.start - 20) : signal.start], text[signal.end :][:40]
    if group == "defendants" and _FOR_A_FIRM.match(after):
        return ""
    kin = _OWN_KIN.search(before)
    if group == "defendants" and _SOMEBODYS.match(after):
        return ""
    if kin is not None and not _BORROWED.match(after) and not _declared(signal, kin["kin"]):
        return _of_kin(kin["kin"], text, group)
    weak = group == "defendants" and _strength(signal, text) < _BORROWS
    third = _THIRD_BEFORE.search(before) or _THIRD_AFTER.match(after)
    return "" if weak and third else group


def _declared(signal: Signal, kin: str) -> bool:
    """Whether the interview itself says that my kin is the other side (我老公, of a divorce)."""
    cues = signal.element.element.cues
    return any(f"{mine}{kin}" in cues for mine in ("我", "俺"))


def _of_kin(kin: str, text: str, group: str) -> str:
    """我老公叫…: the plaintiff if the loan was his, nobody if he is dead or it is not said."""
    mine = f"(?:我|俺)(?:们|家)?的?{kin}"
    if re.search(f"{mine}[^，。；]{{0,8}}(?:{_DEAD})", text):
        return ""
    if re.search(
        f"(?:替|帮){mine}|(?:跟|向|找|问|管|从|和){mine}[^，。]{{0,6}}(?:借|手|拿)|"
        f"{mine}[^，。]{{0,12}}(?:借给|借出|转给)|是{mine}[，,]叫",
        text,
    ):
        return "plaintiffs"
    sibling = re.fullmatch(_SIBLING, kin) is not None
    return group if sibling else "plaintiffs" if group == "plaintiffs" else ""


def _strength(signal: Signal, text: str) -> int:
    before, after = text[max(0, signal.start - 16) : signal.start], text[signal.end :][:40]
    if _AS_DEBTOR.search(before) or _BORROWED.match(after):
        return _BORROWS
    return 2 if _TO_PAYEE.search(before) else 1


def _agreeing(signals: list[Signal], text: str) -> Iterator[Signal]:
    """Of several names for the other side, those that stand with the best proof."""
    names = [
        one
        for one in signals
        if one.element.element.type in _KINDS and one.element.element.group == "defendants"
    ]
    best = max((_strength(one, text) for one in names), default=0)
    chosen = {one.value for one in names if _strength(one, text) == best}
    for signal in signals:
        if signal not in names or (signal.value in chosen and (best > 1 or len(chosen) == 1)):
            yield signal
