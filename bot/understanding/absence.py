"""Words that say that the thing asked for is not there: 没有工作单位, 没工作, 没约定利息."""

from __future__ import annotations

from bot.understanding.expressions import expression
from bot.understanding.values.characters import plain
from dialogs.schema.definition import Element

__all__ = ["is_absent"]

_LEAD = expression(
    "^(?:我们?|俺|本人|他们?|她们?|对方|被告|双方|这个人|人家|现在|目前|当时|当初|暂时|一直|好像|应该|"
    "都|就|也|还|是|并|根本|从来|[，, ])+"
)
_TAIL = expression("(?:[。.!！~～,， 啊呀哦呢哈吧啦了的嘛过]|谢谢)+$")
_DENIED = expression(
    "(?:没有?|无|未|没得|没啥|没什么|不存在)(?:固定|正式|任何|什么|啥|这个|自己|约定|说|写|定|过|的)*"
    "(?P<thing>.{2,8})"
)
_JOBLESS = expression(
    "无业|待业|失业|下岗|(?:没有?|不)(?:在)?(?:上班|班上|做事|做工|工作|找到?工作)"
)
_WORK = ("工作", "单位")
_LONGEST = 24


def is_absent(text: str, element: Element) -> bool:
    """Whether the whole message denies what the element asks for, which may be answered by 无."""
    if not element.none_label or len(text) > _LONGEST:
        return False
    words = _bare(text)
    if words and words == _bare(element.none_label):
        return True
    about = _bare(element.none_label) + "|" + element.label
    if any(each in about for each in _WORK) and _JOBLESS.fullmatch(words):
        return True
    denied = _DENIED.fullmatch(words)
    return denied is not None and denied["thing"] in about


def _bare(text: str) -> str:
    return _TAIL.sub("", _LEAD.sub("", plain(text).text.strip()))
