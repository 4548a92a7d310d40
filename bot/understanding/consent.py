"""Consent must be plain: a question about it, or a story that holds the word, is none."""

from __future__ import annotations

from bot.understanding.expressions import expression
from bot.understanding.values import yes_or_no
from bot.understanding.values.characters import plain

__all__ = ["agrees_plainly", "is_plain_yes", "questions_it"]

_QUESTIONS = ("为什么", "凭什么", "干嘛", "什么意思")
_MARKS = ("?", "？", "吗", "呢", "么")

_PLAIN = expression(
    "(?:我|本人|他妈的?|都|已经|早就?|就|说过?了?|讲过?了?|是|当然|完全|肯定|好的?|行|可以|嗯|对|是的?|那|全部|"
    "[呀啊哎唉嘛的了，,。.! ])*"
    "同意(?!不|吗|么|什|个|书|才|之|以|后)"
    "(?P<more>.*)"
)
_OTHER = expression(
    "[?]|吗|么|什么|怎么|如果|要是|除非|但|不过|前提|条件|才|不同意|没同意|不行|[他她]|对方|老板|公司|房东|钱|借|"
    "法院|离婚|赔|还|写|给|签"
)
_LONGEST_MORE = 12
"""Few words beside the agreement (别笑话我, 快点) change nothing; more are a story."""
_DELETES = expression(
    "(?=.*(?:删|对|是|嗯|好|行|确))(?:对|是|的|嗯|好|确定|确认|可以|行|就|要|请|把|我|全部|全|都|所有|信息|资料|数据|删除|删掉|删|掉|了|吧|啊|呀|"
    "[，,。.! ])+"
)
"""对，都删了吧. Anything else beside a yes names something less than everything."""


def is_plain_yes(text: str) -> bool:
    """Whether the words say yes to a deletion and nothing else."""
    words = plain(text).text.strip()
    return yes_or_no(words, whole=True) is True or _DELETES.fullmatch(words) is not None


def questions_it(text: str) -> bool:
    """Whether the words doubt or question the consent that they name."""
    return text.rstrip().endswith(_MARKS) or any(each in text for each in _QUESTIONS)


def agrees_plainly(text: str) -> bool:
    """Whether the words agree, with nothing beside it that doubts, asks or tells a matter."""
    words = plain(text).text.strip()
    if yes_or_no(words, whole=True) is True:
        return True
    agreed = _PLAIN.fullmatch(words)
    if agreed is None or len(agreed["more"]) > _LONGEST_MORE:
        return False
    return _OTHER.search(agreed["more"]) is None
