"""Words beside a value that put it in doubt: 三万五，也有说四万的; 5月还是6月记不清."""

from __future__ import annotations

from bot.understanding.expressions import expression
from bot.understanding.values import Found

__all__ = ["is_doubted"]

_NEAR = 12
_OR_ELSE = expression(
    "吧[，,][^，。]{0,12}(?:记不清|还是|不确定)|"
    "(?:的|吧|块|元|钱)?(?:还是|或者|或是|要么)|(?:的|吧|块|元|钱)*[，, ]?"
    "(?:也有(?:人|可能)?说|也(?:有)?可能|也许|可能是|或者是?|要么|记不清|忘了|不确定|说不准|到底是)"
)
"""What follows a value that may as well be another."""
_MAYBE = expression(
    "(?:可能|也许|记不清|说不准|不确定|或者|要么|也有说|还是|好像|应该)(?:是|在|有|借|给)?(?:了|的)?$"
)
_NOT_SURE = expression("^[^，。；]{0,6}(?:记不清|记不得|忘了|不确定|说不准|不太清楚)")
_AGE = expression(
    "(?:都|已经?|刚|快|才|满)*(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?:周岁|岁|了|(?=[，。, ]))"
)
"""今年68岁: the year says how old somebody is."""
_NOW = expression("(?:结果|到|都)?(?:现在|如今|今天)(?:都|已经)?$")
"""现在11月了 says what month it is."""
_PART = expression("其中(?:有|的|通过|微信|支付宝|银行|现金|转账)*$")
"""其中转账7万: a part of the sum named before."""
_SAME_DAY = expression("当天|当日|第二天|次日|隔天|翌日")
_UNTIL = expression("(?:截至|截止到?|直到|到)$")
_SUMMED = expression(
    "[，,]?(?:公司|他们?|她|对方|一共|总共|共|才|就|只|已经?)*(?:还|付|给|支付|归还)[了过]"
)
"""到2021年底付了14万: the end of a time, not the day of an act."""
_NEW_YEAR = ("过年", "过大年")
_PAYS = expression("之?前?(?:就|再|一定|肯定|都|时|的时候)*(?:还|归|结)")
"""过年周转 is no day; 过年还 is."""
_EARLIER = 60
_DAY = expression("[0-9一二三四五六七八九十]{1,3} ?[日号]|[0-9]{4}[.-][0-9]{1,2}[.-][0-9]{1,2}")


def is_doubted(value: Found, text: str) -> bool:
    """Whether the words around a value leave open if it holds; `text` is the plain text."""
    before = text[max(0, value.start - _NEAR) : value.start]
    if value.kind in ("money", "number") and _PART.search(before):
        return True
    dated = value.kind in ("date", "date_range")
    if dated and value.text == "今天" and before.endswith("到"):
        return True
    if dated and (_AGE.match(text, value.end) or _NOW.search(before)):
        return True
    if dated and _SAME_DAY.fullmatch(value.text):
        return len(_DAY.findall(text, max(0, value.start - _EARLIER), value.start)) > 1
    if dated and _UNTIL.search(before) and _SUMMED.match(text, value.end):
        return True
    if value.text in _NEW_YEAR and not _PAYS.match(text, value.end):
        return True
    if value.kind not in ("date", "date_range", "money", "number"):
        return False
    if _OR_ELSE.match(text, value.end) or _NOT_SURE.match(text[value.end : value.end + _NEAR]):
        return True
    return _MAYBE.search(before) is not None
