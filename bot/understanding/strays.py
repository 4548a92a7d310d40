"""A number or an address that is the whole message, where something else is asked for."""

from __future__ import annotations

from bot.understanding.engine import Context
from bot.understanding.expressions import expression
from bot.understanding.values import Found, find
from dialogs.answers import split_path
from dialogs.interview.commands import SetAnswer
from dialogs.schema.definition import Element, ElementType

__all__ = ["PARTIES", "SOMEBODY_ELSE", "strays"]

PARTIES = frozenset({"plaintiffs", "defendants", "third_persons", "agents"})
SOMEBODY_ELSE = expression("对方|被告|原告|[他她]|借款人|担保人|公司|单位")
_OWN = "plaintiffs"
_THEIRS = "defendants"
_KINDS = {
    "phone": ElementType.PHONE,
    "id": ElementType.CN_ID_NUMBER,
    "uscc": ElementType.USCC,
    "address": ElementType.ADDRESS,
}
_SURE = 0.9
_LONGEST_REST = 6
_KIND_OF_PLACE = expression("[省市县区镇乡村路街巷号栋楼口个的那这在]|[^一-鿿]")
_AROUND = expression(
    "统一社会信用代码|社会信用代码|信用代码|联系方式|联系电话|电话号码|手机号码|身份证号码|"
    "手机号|身份证号|身份证|电话|手机|号码|"
    "住址|地址|家住|住在|住|我|的|是|在|打|这个|那个|[，。,.、:： !！啊呀呢吧]"
)


def strays(text: str, context: Context) -> tuple[SetAnswer, ...]:
    """The numbers and addresses of a message that holds nothing else, each for its question of the
    same party."""
    if context.interview is None or context.element is None:
        return ()
    found = find(text, tuple(_KINDS), context.today)
    if len(found) == 1 and (whole := _completing(text, found[0], context)) is not None:
        return (whole,)
    if not found or not _alone(text, found):
        return ()
    told = []
    for one in found:
        path = "" if _asked_for(one, text, context) else _path(one, text, context)
        if one.confidence >= _SURE and path and path != context.asks:
            span = (one.start, one.end)
            told.append(SetAnswer(path, one.value, one.text, span, one.confidence))
    return tuple(told)


def _asked_for(one: Found, text: str, context: Context) -> bool:
    """Whether the question asks for just such a value: a house's address is no person's home."""
    assert context.element is not None
    return context.element.type is _KINDS[one.kind] and not SOMEBODY_ELSE.search(text)


def _completing(text: str, one: Found, context: Context) -> SetAnswer | None:
    """The message as the address, told before without its county, that it tells in full."""
    path = _completes(one, context)
    words = text.strip(" ，。,.")
    if path is None or len(words) > one.end - one.start + _LONGEST_REST:
        return None
    value = {"text": words if one.start == 0 else one.text, "code": one.value["code"]}
    return SetAnswer(path, value, text, None, one.confidence, correction=True)


def _completes(one: Found, context: Context) -> str | None:
    """The path of such an address (郫县犀浦那个路口)."""
    if one.kind != "address" or not one.value["code"] or context.answers is None:
        return None
    unplaced = [
        path
        for path, value in context.answers.values.items()
        if isinstance(value, dict)
        and "text" in value
        and not value.get("code")
        and _named_alike(str(value.get("text", "")), one.text)
    ]
    return unplaced[0] if len(unplaced) == 1 else None


def _named_alike(one: str, other: str) -> bool:
    """Whether both hold the name of one place; 路口 and 小区 name none."""
    pairs = {one[at : at + 2] for at in range(len(one) - 1)}
    return any(pair in other for pair in pairs if not _KIND_OF_PLACE.search(pair))


def _alone(text: str, found: list[Found]) -> bool:
    rest = text
    for one in sorted(found, key=lambda each: -each.start):
        rest = rest[: one.start] + rest[one.end :]
    return not _AROUND.sub("", SOMEBODY_ELSE.sub("", rest))


def _path(one: Found, text: str, context: Context) -> str:
    """The open question that the number answers; empty if there is none."""
    asked = split_path(context.asks or "")[0] or ""
    group = asked if asked in PARTIES else _OWN
    if SOMEBODY_ELSE.search(text):
        group = _THEIRS
    index = context.index if group == asked and context.index is not None else 0
    for element in _elements(group, context):
        path = element.path(index)
        if element.type is _KINDS[one.kind] and not _known(path, context):
            return path
    return ""


def _elements(group: str, context: Context) -> tuple[Element, ...]:
    assert context.interview is not None
    known = context.interview.groups.get(group)
    return tuple(known.elements) if known is not None else ()


def _known(path: str, context: Context) -> bool:
    return context.answers is not None and context.answers.get(path) is not None
