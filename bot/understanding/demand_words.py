"""今年2月10号打电话催的，他说没钱: how the other side was asked, and what it said."""

from __future__ import annotations

from collections.abc import Iterator

from bot.understanding.engine import Context
from bot.understanding.expressions import expression
from dialogs.answers import split_path
from dialogs.interview.commands import SetAnswer

__all__ = ["demand_words"]

_GROUP = "demands"
_WAY = expression(
    "(?P<way>微信|短信|电话|当面|上门|律师函|催款函|邮件|快递|挂号信|钉钉|QQ)"
    "(?!也?(?:不|没)|[^，。；]{0,2}(?:拉黑|删|打不通))"
)
_SAID = expression(
    "(?:[，,。；; ]|^)(?P<said>(?:他|她|对方|人家|老板|公司|保险公司)[^，。；]{0,4}?"
    "(?:说|讲|答应|回[复我]?|保证)[^。；;]{2,})"
)


def demand_words(text: str, context: Context) -> Iterator[SetAnswer]:
    """Way and reply of the demand that is asked about, where the words tell them beside its day."""
    item = _item(context)
    if item is None or context.interview is None or context.answers is None:
        return
    for key, pattern in (("way", _WAY), ("said", _SAID)):
        path, match = f"{item}.{key}", pattern.search(text)
        known = f"{_GROUP}[i].{key}" in context.interview.elements
        if known and match is not None and path != context.asks and not _has(path, context):
            value = match[key].strip()
            yield SetAnswer(path, value, value, match.span(key), 0.85)


def _item(context: Context) -> str | None:
    """The item of which the day is asked, or that would be the next one."""
    asks = context.asks or ""
    if asks == f"more:{_GROUP}" and context.answers is not None:
        return f"{_GROUP}[{context.answers.count(_GROUP)}]"
    group, index, key = split_path(asks)
    return f"{_GROUP}[{index}]" if group == _GROUP and key == "made_on" else None


def _has(path: str, context: Context) -> bool:
    return context.answers is not None and context.answers.get(path) is not None
