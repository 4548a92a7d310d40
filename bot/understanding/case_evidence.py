"""What speaks against a single fact: a sum or a rate of another thing, a feast, another couple."""

from __future__ import annotations

from collections.abc import Callable

from bot.understanding.cues import Clause
from bot.understanding.expressions import expression
from bot.understanding.signals import Signal

__all__ = ["OTHER_CASES"]

_UTILITIES = expression(
    "(?:水电|物业|水费|电费|燃气|煤气|网费|卫生费|停车)[费气]?(?:一共|总共|还|也|都|又|另外)*(?:欠|差)?(?:[我了着的])*$"
)
_FEAST = expression("酒席|办酒|摆酒|婚礼|仪式|办的酒|摆的酒")
_REGISTER = expression("领证|领的证|领了证|登记|扯证|扯的证|打证|结婚证")
_NOT_A_MONTH = expression(
    "(?:半年|[一二两三四五六七八九十0-9]年|全年|每年|季度?|[二两三四五六七八九十0-9]+个月的?|剩下的?|剩余的?|多交的?|"
    "预[付交]的?|没住的?|欠[我了]*的?|退)(?:房租|租金|月租)[^，。]{0,4}$"
)
_FINE = expression("违约金|滞纳金")
_OTHER_SPOUSE = expression("(?:[他她的是]|别人|人家|有个|哥|弟|嫂|姐|妹|儿子|女儿|爸|妈)$")


def _of_utilities(signal: Signal, text: str, clause: Clause) -> bool:
    """水电还欠870 is no rent."""
    return _UTILITIES.search(text[max(0, signal.start - 14) : signal.start]) is not None


def _feast_of_wedding(signal: Signal, text: str, clause: Clause) -> bool:
    """2016年办的酒席，第二年领的证: of the two, the register counts."""
    return _FEAST.search(text, *clause) is not None and _REGISTER.search(text) is not None


def _not_of_a_month(signal: Signal, text: str, clause: Clause) -> bool:
    """交了半年房租9600, 剩下的房租4200: no rent of a month."""
    return _NOT_A_MONTH.search(text[max(0, signal.start - 16) : signal.start]) is not None


def _of_another_couple(signal: Signal, text: str, clause: Clause) -> bool:
    """我弟的老婆, 她老公: another's spouse, unless the words say more."""
    told = text[signal.start : signal.end]
    if len(told) > _BARE_WORD:
        return False
    return _OTHER_SPOUSE.search(text[max(0, signal.start - 4) : signal.start]) is not None


def _penalty(signal: Signal, text: str, clause: Clause) -> bool:
    """逾期按日千分之一付违约金: a penalty is no rate of interest."""
    return _FINE.search(text, *clause) is not None


_BARE_WORD = 2
OTHER_CASES: dict[str, tuple[Callable[[Signal, str, Clause], bool], ...]] = {
    "rent_owed": (_of_utilities,),
    "rent_month": (_not_of_a_month,),
    "married_on": (_feast_of_wedding,),
    "spouse_side": (_of_another_couple,),
    "overdue_rate": (_penalty,),
}
"""By the key of an element: what may speak against a value."""
