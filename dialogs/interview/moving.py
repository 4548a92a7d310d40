"""Moving about in a draft: items, steps back, skips, materials, the court."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from dialogs.answers import split_path
from dialogs.interview import answering
from dialogs.interview.agenda import Agenda, Ask, AskKind
from dialogs.interview.answering import without
from dialogs.interview.circumstances import closed_by, reopened
from dialogs.interview.commands import AttachMaterial
from dialogs.interview.outcome import Say, Step
from dialogs.interview.state import State
from dialogs.interview.view import View
from dialogs.rules.court_register import court_named
from dialogs.rules.courts import candidate_courts

__all__ = [
    "add_item",
    "attach",
    "back",
    "choose_court",
    "decline",
    "go_to",
    "no_more",
    "pass_over",
    "skip",
]

V = TypeVar("V")
SHORTEST_COURT = 3
LOOSE = "other_evidence"
"""Where files lie that nobody had asked for."""


def add_item(view: View, group_key: str) -> Step:
    """One more item; its questions come next."""
    state = view.state
    group = view.interview.groups.get(group_key)
    if group is None:
        return Step(state, taken=False)
    count = view.count(group)
    if count >= group.maximum:
        return Step(state, (Say("no_more_items", {"label": group.label}),), taken=False)
    return Step(
        reopened(state, group_key).with_(
            counts={**state.counts, group_key: count + 1},
            focus=without(state.focus, f"more:{group_key}"),
            returned=_drop(state.returned, group_key),
        )
    )


def skip(view: View, ask: Ask | None) -> Step:
    """先跳过: optional things are left blank, what the statute demands waits until the end."""
    state = view.state
    if ask is None:
        return Step(state, taken=False)
    if ask.asks in state.focus and _settled(state, ask.asks):
        return Step(state.with_(focus=without(state.focus, ask.asks)))
    flagged = ask.name if ask.kind is AskKind.CONFIRM else ask.asks
    if flagged in state.returned and not any(each.path == flagged for each in state.doubts):
        return _past_the_flag(view, flagged)
    if ask.kind is AskKind.ELEMENT:
        return _past_the_element(view, ask)
    if ask.kind in (AskKind.CONFIRM, AskKind.CHOOSE):
        return _past_the_doubt(view, ask)
    if ask.kind is AskKind.MATERIAL:
        return decline(view, ask.name)
    if ask.kind is AskKind.OPTIONAL:
        return pass_over(state, ask.listed)
    if ask.kind is AskKind.MORE:
        return no_more(view, ask)
    return Step(state, (Say("cannot_skip"),), taken=False)


def pass_over(state: State, names: Iterable[str]) -> Step:
    """What was offered with others is left blank: nobody asked for it by itself."""
    names = frozenset(names)
    focus = tuple(each for each in state.focus if each not in names)
    return Step(state.with_(passed=state.passed | names, focus=focus))


def no_more(view: View, ask: Ask) -> Step:
    """没有了: no (further) item of the group."""
    state, group = view.state, view.interview.groups[ask.name]
    focus = without(state.focus, ask.asks)
    return Step(closed_by(state, group).with_(focus=focus))


def _past_the_element(view: View, ask: Ask) -> Step:
    """What was only offered stays blank; what is asked by itself is not known."""
    element, index = view.interview.element(ask.name), split_path(ask.name)[1]
    asked = element.ask_when is not None and element.ask_when(view.answers, index)
    if element.required or asked or element.statutory:
        return answering.set_unknown(view, ask.name, ask)
    return pass_over(view.state, (ask.name,))


def _past_the_flag(view: View, name: str) -> Step:
    """What the court flagged comes up once more at the end; skipped again it stays as it is."""
    state = view.state
    if name not in state.deferred:
        said = Say("returned_put_off", {"others": len(state.returned) - 1})
        return Step(state.with_(deferred=(*state.deferred, name)), (said,))
    left = state.with_(deferred=without(state.deferred, name), returned=_drop(state.returned, name))
    return Step(left, (Say("returned_left"),))


def _past_the_doubt(view: View, ask: Ask) -> Step:
    """The doubtful value is not taken: what stood there stays, else the question is skipped."""
    doubt = next((each for each in view.state.doubts if each.path == ask.name), None)
    if doubt is None:
        return Step(view.state, (Say("cannot_skip"),), taken=False)
    rest = tuple(each for each in view.state.doubts if each is not doubt)
    state = view.state.with_(doubts=rest)
    if doubt.paths or state.answered(doubt.path):
        return Step(state)
    return answering.set_unknown(replace(view, state=state), doubt.path, None)


def back(view: View) -> Step:
    """上一步: the last thing asked is asked again, with its answer kept until it is changed."""
    state, open_ = view.state, Agenda(view).first()
    trail = list(state.trail)
    while trail:
        name = trail.pop()
        if name in state.focus or (open_ is not None and name == open_.asks):
            continue
        focus = tuple(each for each in state.focus if not _settled(state, each))
        reopened = _reopen(state.with_(trail=tuple(trail), focus=focus), view, name)
        if reopened is not None:
            return Step(reopened)
    return Step(state.with_(trail=()), (Say("nothing_before"),))


def _settled(state: State, asks: str) -> bool:
    """Whether this was answered before and is only looked at again."""
    kind, colon, rest = asks.partition(":")
    if colon and kind == "material":
        return bool(state.materials.get(rest))
    return state.court is not None if asks == "court" else state.answered(asks)


def _reopen(state: State, view: View, name: str) -> State | None:
    kind, colon, rest = name.partition(":")
    if name == "statement_of_truth":
        return state.with_(truth=None)
    if kind == AskKind.OPTIONAL.value and state.passed:
        return state.with_(passed=frozenset())
    if Agenda(view).named(name) is None:
        return None
    if colon and kind == "more":
        state = state.with_(closed=state.closed - {rest})
    if colon and kind == "material":
        state = state.with_(declined=state.declined - {rest})
    return state.with_(focus=_first(state, name))


def go_to(view: View, name: str) -> Step:
    """Ask this one next: the person wants to look at it or change it."""
    state = view.state
    if name.startswith("more:"):
        return add_item(view, name.removeprefix("more:"))
    name = answering.concrete(view, name, None)
    if Agenda(view).named(name) is None:
        return Step(state, (Say("no_such_item"),), taken=False)
    return Step(state.with_(focus=_first(state, name)))


def attach(view: View, command: AttachMaterial, ask: Ask | None) -> Step:
    """Files that the backend has taken in, for a kind, or a signature."""
    state = view.state
    if ask is not None and ask.kind is AskKind.SIGNATURE and command.kind in (None, ask.asks):
        signed = {**state.signatures, ask.name: (command.material_ids[-1], view.digest())}
        return Step(state.with_(signatures=signed))
    kind = command.kind or (ask.name if ask and ask.kind is AskKind.MATERIAL else LOOSE)
    if kind not in {rule.kind for rule in view.interview.materials}:
        return Step(state, (Say("no_such_material"),), taken=False)
    return Step(
        state.with_(
            materials=_placed(state.materials, kind, command.material_ids),
            declined=state.declined - {kind},
            focus=without(state.focus, f"material:{kind}"),
            returned=_drop(state.returned, f"material:{kind}"),
        )
    )


def _placed(
    materials: Mapping[str, tuple[str, ...]], kind: str, ids: tuple[str, ...]
) -> dict[str, tuple[str, ...]]:
    """The files under their kind; what nobody had asked for moves to where it belongs."""
    placed = dict(materials)
    loose = tuple(each for each in placed.get(LOOSE, ()) if kind == LOOSE or each not in ids)
    if loose or LOOSE in placed:
        placed[LOOSE] = loose
    elsewhere = {each for other, held in placed.items() if other != kind for each in held}
    held = placed.get(kind, ())
    new = tuple(
        each for each in ids if each not in held and not (kind == LOOSE and each in elsewhere)
    )
    placed[kind] = (*held, *new)
    return {each: held for each, held in placed.items() if held}


def decline(view: View, kind: str) -> Step:
    """没有这份材料: noted; what that means is said, and a finding tells the clerk."""
    state = view.state
    rule = next((each for each in view.interview.materials if each.kind == kind), None)
    says = (
        (Say("material_declined", {"label": rule.label, "how_to_get": rule.how_to_get}),)
        if rule is not None
        else ()
    )
    return Step(
        state.with_(
            declined=state.declined | {kind},
            focus=without(state.focus, f"material:{kind}"),
            returned=_drop(state.returned, f"material:{kind}"),
        ),
        says,
    )


def choose_court(view: View, said: str) -> Step:
    """The court that the person chose: one of those offered, or any of the register by name."""
    state = view.state
    name = _court_meant(view, said)
    if name is None:
        return Step(state, (Say("no_such_court", {"said": said[:40]}),), taken=False)
    return Step(
        state.with_(
            court=name,
            focus=without(state.focus, "court"),
            returned=_drop(state.returned, "court"),
        )
    )


def _court_meant(view: View, said: str) -> str | None:
    """The full name: as offered, as registered, or the one offered that the words shorten."""
    offered = [each.name for each in candidate_courts(view.interview.id, view.answers).courts]
    if said in offered or court_named(said) is not None:
        return said
    shortened = [name for name in offered if _shortens(said, name)]
    return shortened[0] if len(shortened) == 1 else None


def _shortens(said: str, name: str) -> bool:
    """Whether all characters of `said` (but filling words) stand in `name`, in this order."""
    letters = iter(name)
    core = [each for each in said if each in name]
    return len(core) >= SHORTEST_COURT and all(each in letters for each in core)


def _first(state: State, name: str) -> tuple[str, ...]:
    return (name, *without(state.focus, name))


def _drop(items: Mapping[str, V], key: str) -> dict[str, V]:
    return {name: value for name, value in items.items() if name != key}
