"""A value in doubt, told anew in words: 不对，户口就是桃园新村12幢303."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.conversation.situation import Situation
from bot.understanding.asked_back import asked_back
from bot.understanding.engine import Context, Engine
from bot.understanding.expressions import expression
from bot.understanding.same_item import says_year
from dialogs.answers import split_path
from dialogs.interview.commands import ChooseOption, Command, SetAnswer, SetNone, SetUnknown
from dialogs.schema.definition import ElementType

__all__ = ["another_value", "told_anew", "without_no"]

_NOTHING = "无"
_DENIED = expression(
    r"\s*(?:(?:哎呀?|唉|嗯|都|全|这个?|那个?)*"
    r"(?:不对(?!方)|错了|[写说填记搞弄]错了?|"
    r"不是(?:那天|这天|那个|这个|的)?(?=[，,。.！! \s])|不不+|不(?=[，,。 ]))"
    r"[了的啊呀哎嘛，,。.！! \s]*)+"
)


def told_anew(
    text: str, situation: Situation, context: Context, engine: Engine
) -> tuple[Command, ...]:
    """What is told after a no to the value in doubt, if it answers the same question."""
    asked = _asked_anew(situation, context)
    if asked is not None and _is_nothing(text, asked):
        return (SetNone(str(asked.asks)),)
    rest = without_no(text)
    if rest == text.strip() or not rest:
        return ()
    found = _as_answer(rest, _in_its_year(rest, asked, situation), engine) if asked else ()
    return found if any(_answers(each, asked) for each in found) else ()


def another_value(
    text: str, situation: Situation, context: Context, engine: Engine
) -> tuple[Command, ...]:
    """The words as an answer to the question whose value is in doubt.

    A no with words that are none takes the value back, and what else they state is kept.
    """
    asked, rest = _asked_anew(situation, context), without_no(text)
    if asked is None or not rest:
        return ()
    found = _as_answer(rest, _in_its_year(rest, asked, situation), engine)
    if rest == text.strip() or any(_answers(each, asked) for each in found):
        return found
    no = next(each.id for each in context.options if each.id in ("no", "none"))
    return (ChooseOption(no), *(each for each in found if isinstance(each, SetAnswer | SetNone)))


def _is_nothing(text: str, asked: Context) -> bool:
    """无, which the question itself proposes as an answer, is no 不对."""
    return asked.element is not None and bool(asked.element.none_label) and text.strip() == _NOTHING


def without_no(text: str) -> str:
    """The words behind a no; all of them where they do not begin with one."""
    denied = _DENIED.match(text)
    return text[denied.end() :].strip() if denied else text.strip()


def _as_answer(text: str, asked: Context, engine: Engine) -> tuple[Command, ...]:
    return asked_back(text, engine.understand(text, asked).commands, asked)


def _asked_anew(situation: Situation, context: Context) -> Context | None:
    """The context with the question itself open, where one value of it is in doubt."""
    draft, asks = situation.draft, context.asks or ""
    path = asks.removeprefix("choose:").removeprefix("confirm:")
    if draft is None or path == asks:
        return None
    if not any(each.path == path and not each.paths for each in draft.state.doubts):
        return None
    element, index = draft.interview.element(path), split_path(path)[1]
    return replace(context, asks=path, element=element, index=index, options=())


def _in_its_year(text: str, asked: Context, situation: Situation) -> Context:
    """10月4号 where 2025年10月6日 is in doubt is a day of that year."""
    assert situation.draft is not None
    doubt = next(each for each in situation.draft.state.doubts if each.path == asked.asks)
    dated = asked.element is not None and asked.element.type is ElementType.DATE
    if not dated or says_year(text):
        return asked
    year = int(str(doubt.candidates[0].value)[:4])
    return replace(asked, today=min(asked.today, date(year, 12, 31)))


def _answers(command: Command, asked: Context | None) -> bool:
    if asked is None or not isinstance(command, SetAnswer | SetNone | SetUnknown):
        return False
    return command.path == asked.asks
