"""The interview: commands in, a new state and what to say out. Pure; no engine may skip it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dialogs.interview import answering, choosing, moving, removing
from dialogs.interview.agenda import Agenda, Ask
from dialogs.interview.commands import (
    Act,
    AddItem,
    AttachMaterial,
    ChooseOption,
    Command,
    Do,
    Navigate,
    ProposeCase,
    RemoveItem,
    SetAnswer,
    SetNone,
    SetOneOf,
    SetUnknown,
    Unparsed,
)
from dialogs.interview.outcome import Say, Step
from dialogs.interview.state import State
from dialogs.interview.view import View, carried, look, look_after
from dialogs.schema.definition import Interview

__all__ = ["Outcome", "apply", "begin"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """After a turn: the state, the sentences, the next ask and what the turn changed.

    taken: whether any command had an effect. changed: paths whose value is new or other.
    """

    state: State
    view: View
    ask: Ask | None
    says: tuple[Say, ...]
    taken: bool
    changed: tuple[str, ...]


def begin(interview: Interview) -> State:
    """A fresh draft of an interview."""
    return State(interview.id, interview.version, interview.digest)


def apply(
    interview: Interview, state: State, commands: Sequence[Command], today: date, n: int = 0
) -> Outcome:
    """Apply commands in order, each against the question that then stands open."""
    before = state
    says: list[Say] = []
    taken = False
    view = look(interview, state, today)
    asked = Agenda(view).first()
    for command in commands:
        ask = Agenda(view).first()
        step = _one(view, command, ask, n)
        says.extend(step.says)
        taken = taken or step.taken
        if step.state is not state:
            state = step.state if _moves(command) else _settle_trail(step.state, ask)
            view = carried(look_after(view, step.state), state)
    ask = Agenda(view).first()
    changed = _changed(before, state)
    if len(changed) > 1 or (changed and (asked is None or changed[0] != asked.name)):
        says.insert(0, Say("noted", {"paths": changed}))
    return Outcome(state, view, ask, tuple(says), taken, changed)


def _one(view: View, command: Command, ask: Ask | None, n: int) -> Step:
    handler = HANDLERS.get(type(command))
    return Step(view.state, taken=False) if handler is None else handler(view, command, ask, n)


def _moves(command: Command) -> bool:
    """Whether it only leads elsewhere: what stands open was not answered by it."""
    back = isinstance(command, Do) and command.act is Act.BACK
    return back or isinstance(command, Navigate)


def _settle_trail(state: State, ask: Ask | None) -> State:
    """Remember what was asked, for 上一步; each ask once, the newest last."""
    if ask is None or (state.trail and state.trail[-1] == ask.asks):
        return state
    kept = tuple(each for each in state.trail if each != ask.asks)
    return state.with_(trail=(*kept, ask.asks))


def _changed(before: State, after: State) -> tuple[str, ...]:
    return tuple(
        path
        for path, given in after.given.items()
        if path not in before.given or before.given[path].value != given.value
    )


def _do(view: View, command: Do, ask: Ask | None, n: int) -> Step:
    if command.act in (Act.YES, Act.NO):
        return choosing.choose(view, command.act.value, ask, n)
    if command.act is Act.SKIP:
        return moving.skip(view, ask)
    if command.act is Act.BACK:
        return moving.back(view)
    return Step(view.state, taken=False)


Handler = Callable[[View, Any, Ask | None, int], Step]

HANDLERS: dict[type, Handler] = {
    SetAnswer: lambda view, command, ask, n: answering.set_answer(view, command, ask, n),
    SetOneOf: lambda view, command, ask, n: answering.set_one_of(view, command, ask, n),
    SetUnknown: lambda view, command, ask, _n: answering.set_unknown(view, command.path, ask),
    SetNone: lambda view, command, ask, _n: answering.set_none(view, command.path, ask),
    ChooseOption: lambda view, command, ask, n: choosing.choose(view, command.option, ask, n),
    AddItem: lambda view, command, _ask, _n: moving.add_item(view, command.group),
    RemoveItem: lambda view, command, _ask, _n: removing.remove_item(view, command),
    AttachMaterial: lambda view, command, ask, _n: moving.attach(view, command, ask),
    Navigate: lambda view, command, _ask, _n: moving.go_to(view, command.path),
    Unparsed: lambda view, command, _ask, _n: Step(
        view.state, (Say(command.code, dict(command.values), namespace="errors"),), taken=False
    ),
    ProposeCase: lambda view, _command, _ask, _n: Step(view.state, taken=False),
    Do: _do,
}
