"""Words whose meaning does not depend on the question that stands open.

They are looked at before understanding is asked: a person who doubts a word has not chosen it,
one who comes back has not given an address, and who names a party means that party.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.understanding.expressions import expression
from dialogs.interview.commands import Act, Command, Do, Navigate, SetAnswer
from dialogs.schema.definition import Interview

__all__ = [
    "agrees",
    "asks_for_workings",
    "asks_whether",
    "meant_plainly",
    "of_the_party_named",
    "sees_badly",
]

SHORT = 16
ASKS_MEANING = expression(r"(什么|啥|何)意思[?？。吗呢啊呀]*$|(是|指)(什么|啥)[?？。]*$")
ASKS_TERM = expression(
    r"^.{0,4}(不知道|不晓得|不懂|不明白|不清楚|没听说过|搞不懂|知道).{0,3}(什么|啥|何为|何谓)(叫|是|叫做|意思是)"
    r"[^，。]{1,12}$"
)
COMES_BACK = expression(
    r"^(我)?(又)?(来了|回来|接着|继续|好了)|接着(弄|办|填|来)|继续(弄|办|填|吧)"
)
WORKINGS = expression(r"(怎么|咋|如何|咋个)(算|来|得)|(算|列)(给我)?(看|一遍|清楚)|明细|算法|算式")
AGREES = expression(
    r"^\s*(对+(?!方|面|于|象|账|质|不)|嗯+|没错|是的)(的|啊|呀|了|对|[\s，,。、])*"
    r"(?!.*(不|错|没|改|别|应|[?？吗呢么]))[^，。]{0,5}$"
)
ASKS_WHETHER = expression(r"^\s*(都|这样|就)?(对|是|没错|属实)(的)?(吧|吗|么|不对|不是)[?？。\s]*$")
SEES_BADLY = expression(
    r"(眼睛|眼神|眼力).{0,3}(不好|不行|花|差)|老花|看不(清|见)|字.{0,2}(太小|小了)"
)
OTHER_COURT = expression(r"(改|换|写错|选错|不对).{0,8}法院|法院.{0,8}(改|换|写错|选错|不对)")
PARTIES = (
    (expression(r"^\s*(要改|改)?(被告|对方)"), "plaintiffs[", "defendants["),
    (expression(r"^\s*(要改|改)?(原告|我的|本人)"), "defendants[", "plaintiffs["),
)


def meant_plainly(text: str, *, paused: bool, gathering: bool) -> tuple[Command, ...]:
    """What the words mean whatever is asked; nothing if they need understanding."""
    words = text.strip()
    if len(words) > SHORT * 2:
        return ()
    if ASKS_MEANING.search(words) or ASKS_TERM.search(words):
        return (Do(Act.MEANING),)
    if paused and len(words) <= SHORT and COMES_BACK.search(words):
        return (Do(Act.RESUME),)
    if gathering and OTHER_COURT.search(words):
        return (Navigate("court"),)
    return ()


def agrees(text: str) -> bool:
    """对的 快点: a yes with few words more, none of which corrects or asks anything."""
    return AGREES.match(text) is not None


def asks_whether(text: str) -> bool:
    """对吧: a question back, which affirms nothing that is binding."""
    return ASKS_WHETHER.match(text) is not None


def sees_badly(text: str) -> bool:
    """Whether the words tell that what is written cannot be read for the eyes."""
    return len(text.strip()) <= SHORT * 2 and SEES_BADLY.search(text) is not None


def asks_for_workings(text: str) -> bool:
    """Whether the words ask how the sums that are shown came about."""
    return len(text.strip()) <= SHORT and WORKINGS.search(text) is not None


def of_the_party_named(
    text: str, commands: Iterable[Command], interview: Interview | None
) -> tuple[Command, ...]:
    """The commands, their answers turned to the party that the words begin with."""
    found = tuple(commands)
    if interview is None:
        return found
    for named, wrong, right in PARTIES:
        if named.match(text):
            return tuple(_turned(each, wrong, right, interview) for each in found)
    return found


def _turned(command: Command, wrong: str, right: str, interview: Interview) -> Command:
    if not isinstance(command, SetAnswer | Navigate) or not command.path.startswith(wrong):
        return command
    path = right + command.path.removeprefix(wrong)
    try:
        interview.element(path)
    except KeyError:
        return command
    return replace(command, path=path)
