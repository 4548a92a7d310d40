"""A party introduced where it is asked what it is: 就是隔壁家儿子孙建军，男的，三十几岁."""

from __future__ import annotations

from collections.abc import Iterator

from bot.understanding.engine import Context
from bot.understanding.expressions import expression
from bot.understanding.naming import name_before
from bot.understanding.nations import NATION, nation_in
from bot.understanding.strays import PARTIES
from bot.understanding.values import find
from bot.understanding.values.names import read_person_name
from dialogs.interview.commands import Command, SetAnswer

__all__ = ["introduced"]

_KIND, _NAME, _GENDER = "kind", "name", "gender"
_PART = expression("[，。,；;、！!\n\t ]+")
_SEX = expression(
    "(?:我|他|她|是|个|一个)*(?:(?P<male>男(?:的|性|人|士)?)|(?P<female>女(?:的|性|人|士)?))"
)
_AGED = expression(
    "(?:今年|快|都|已经|有|大概|虚岁|周岁)*[0-9一二三四五六七八九十几多来]{1,5}岁?[了的吧]?"
)
_A_PERSON = expression(
    "个人|自己|自个|本人|[男女]的|岁|儿子|女儿|邻居|隔壁|朋友|同事|同学|亲戚|老乡|老公|老婆|"
    "[表堂][哥弟姐妹]|[他她](?:叫|是)|我(?:叫|是)|名字叫"
)
_A_BODY = expression("公司|单位|店|厂|银行|集团|学校|医院|合作社|商行|经营部|中心|工作室|老板")
_LEAD = expression(
    "(?:我说|我讲|就|也|还|是|叫|那个|这个|一个|个|人|我们?|俺|他|她|本人|自己|的|名字|姓名|大名|对方|被告|原告)+"
)
_TAIL = expression("(?:这个人|那个人|[啊呀呢嘛哦了的嗯吧]|本人|自己)+$")
_AFTER_NAME = expression("[啊呀呢嘛哦了的吧]|[，。,；;、！!\\s]|$|这|那|个人|本人|[男女]")
_NUMBERS = {"phone": "phone", "id": "id_number"}
_SURE = 0.9
_LONGEST = 60
_FULL_NAME = (2, 3, 4)


def introduced(text: str, context: Context) -> tuple[Command, ...]:
    """The answers that introduce a person at 个人还是单位; nothing where none is introduced."""
    element, path = context.element, context.asks or ""
    group = element.group if element is not None else None
    if element is None or element.key != _KIND or group not in PARTIES or len(text) > _LONGEST:
        return ()
    parts = [each for each in _PART.split(text) if each]
    told = dict(_told(parts, text, context))
    if _A_BODY.search(text) or not (told or _A_PERSON.search(text)):
        return ()
    if not told and len(parts) == 1 and len(text) <= _FULL_NAME[-1]:
        return ()
    item = path.rpartition(".")[0]
    known = context.interview.elements if context.interview is not None else {}
    beside = {key: value for key, value in told.items() if f"{group}[i].{key}" in known}
    return (
        SetAnswer(path, "natural", text, (0, len(text)), 0.9),
        *(SetAnswer(f"{item}.{key}", value, value, None, 0.9) for key, value in beside.items()),
    )


def _told(parts: list[str], text: str, context: Context) -> Iterator[tuple[str, str]]:
    """Name, sex, nation and numbers, by their keys."""
    for found in find(text, tuple(_NUMBERS), context.today):
        if found.confidence >= _SURE:
            yield _NUMBERS[found.kind], found.value
    if name := _name(parts, text):
        yield _NAME, name
    for part in parts:
        if sex := _SEX.fullmatch(part):
            yield _GENDER, "male" if sex["male"] else "female"
        elif nation := nation_in(part, alone=False):
            yield NATION, nation


def _name(parts: list[str], text: str) -> str:
    """A part that is a name and no more, else the name that ends what is said of the person."""
    for part in parts:
        lead = _LEAD.match(part)
        bare = _TAIL.sub("", part[lead.end() if lead else 0 :])
        if len(bare) in _FULL_NAME and _is_name(bare):
            return bare
    span = name_before(text, 0, len(text))
    if span is not None and _AFTER_NAME.match(text, span[1]):
        return text[slice(*span)]
    return ""


def _is_name(words: str) -> bool:
    reading = read_person_name(words)
    aside = _SEX.fullmatch(words) or _AGED.fullmatch(words) or _A_PERSON.search(words)
    return not aside and reading.value == words and reading.confidence >= _SURE
