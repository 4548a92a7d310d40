"""What a message can mean: understanding proposes commands, the interview decides.

Every command that carries a value also carries the words it rests on (`span`, half open,
into the person's own message) and a confidence from 0 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

__all__ = [
    "Act",
    "AddItem",
    "AttachMaterial",
    "ChooseOption",
    "Command",
    "Do",
    "Navigate",
    "ProposeCase",
    "RemoveItem",
    "SetAnswer",
    "SetNone",
    "SetOneOf",
    "SetUnknown",
    "Unparsed",
]

Span = tuple[int, int]


class Act(StrEnum):
    """Acts of a person that need no value (`nlu_data` intents of the same names)."""

    START = "start"  # 我要立案
    STATUS = "status"  # 我的案子怎么样了
    HELP = "help"  # 怎么用
    WHY = "why"  # 为什么要这个
    MEANING = "meaning"  # 什么意思
    EXAMPLE = "example"  # 举个例子
    REPEAT = "repeat"  # 再说一遍
    BACK = "back"  # 上一步
    SKIP = "skip"  # 先跳过
    CANCEL = "cancel"  # 不办了
    RESTART = "restart"  # 重新开始
    PAUSE = "pause"  # 明天再说
    RESUME = "resume"  # 继续
    YES = "yes"
    NO = "no"
    HUMAN = "human"  # 转人工
    REVIEW = "review"  # 看看我填的
    CHANGE = "change"  # 我要修改
    WITHDRAW = "withdraw"  # 撤回立案申请
    DELETE_DATA = "delete_data"
    SHOW_DATA = "show_data"
    LARGE_TYPE = "large_type"
    GREET = "greet"
    THANKS = "thanks"
    INSULT = "insult"
    ASK_FEE = "ask_fee"
    ASK_DURATION = "ask_duration"
    ASK_COURT = "ask_court"
    ASK_LEGAL_AID = "ask_legal_aid"
    ASK_OUTCOME = "ask_outcome"
    ASK_IDENTITY = "ask_identity"  # 你是谁 / 你是律师吗
    DANGER_VIOLENCE = "danger_violence"
    DANGER_SUICIDE = "danger_suicide"
    DANGER_CHILD = "danger_child"
    NONSENSE = "nonsense"
    OTHER_DEVICE = "other_device"  # 换个设备
    LEAVE_DEVICE = "leave_device"  # 退出共用
    REMINDERS_OFF = "reminders_off"  # 不用提醒
    REMINDERS_ON = "reminders_on"  # 打开提醒


@dataclass(frozen=True, slots=True)
class SetAnswer:
    """A value for an element. `path` may be a bare template path the interview resolves.

    `alternatives` are other canonical values the same words may mean; when there are any the
    interview asks which (`choose:<path>`). `correction` says the person meant to change it.
    `doubt` names a sentence under `checks`: the value is asked back once before it is taken.
    """

    path: str
    value: Any
    text: str = ""
    span: Span | None = None
    confidence: float = 1.0
    alternatives: tuple[Any, ...] = ()
    correction: bool = False
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class SetOneOf:
    """One of several answers is meant (不是三万是五万, two are 三万): the person says which."""

    candidates: tuple[SetAnswer, ...]


@dataclass(frozen=True, slots=True)
class SetUnknown:
    """不知道, for the element at `path`."""

    path: str


@dataclass(frozen=True, slots=True)
class SetNone:
    """无, for the element at `path`."""

    path: str


@dataclass(frozen=True, slots=True)
class ChooseOption:
    """One of the options of the question that stands open, by id."""

    option: str


@dataclass(frozen=True, slots=True)
class AddItem:
    """One more item of a group (还有一笔借款)."""

    group: str


@dataclass(frozen=True, slots=True)
class RemoveItem:
    """Take an item away (第二笔不算)."""

    group: str
    index: int


@dataclass(frozen=True, slots=True)
class AttachMaterial:
    """Files taken in by the backend for a kind of material (None: the kind asked for)."""

    kind: str | None
    material_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProposeCase:
    """Case types that the words may be, best first: `(interview id or label, confidence)`."""

    candidates: tuple[tuple[str, float], ...]
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Do:
    """An act without a value."""

    act: Act
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Navigate:
    """Go to a section or an element to look at it or change it (我要改身份证号)."""

    path: str


@dataclass(frozen=True, slots=True)
class Unparsed:
    """The words were meant as an answer to `path` but cannot be one.

    `code` names the sentence in `dialogs/responses` (`errors`), `values` fill it.
    """

    path: str
    code: str
    values: tuple[tuple[str, str], ...] = ()


Command = (
    SetAnswer
    | SetOneOf
    | SetUnknown
    | SetNone
    | ChooseOption
    | AddItem
    | RemoveItem
    | AttachMaterial
    | ProposeCase
    | Do
    | Navigate
    | Unparsed
)
