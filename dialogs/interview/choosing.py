"""What an option means: it depends on the question that stands open."""

from __future__ import annotations

from collections.abc import Callable

from dialogs.interview import answering, moving
from dialogs.interview.agenda import Ask, AskKind
from dialogs.interview.commands import SetAnswer
from dialogs.interview.offering import ENOUGH, TOPIC, offered_next, topics
from dialogs.interview.outcome import Say, Step
from dialogs.interview.state import DoubtKind
from dialogs.interview.view import View
from dialogs.schema.definition import Element, ElementType

__all__ = ["choose"]

YES, NO, UNKNOWN, NONE, SKIP = "yes", "no", "unknown", "none", "skip"


def choose(view: View, option: str, ask: Ask | None, n: int) -> Step:
    """Take an option of the open question; one that is not among them changes nothing."""
    if ask is None:
        return Step(view.state, taken=False)
    if option.startswith("edit:"):
        return moving.go_to(view, option.removeprefix("edit:"))
    return CHOOSERS[ask.kind](view, option, ask, n)


def _element(view: View, option: str, ask: Ask, n: int) -> Step:
    element = view.interview.element(ask.name)
    value = _option_value(element, option)
    if value is not None:
        label = next((each.label for each in element.options if each.id == option), option)
        return answering.set_answer(view, SetAnswer(ask.name, value, label), ask, n)
    if option == UNKNOWN:
        return answering.set_unknown(view, ask.name, ask)
    if option == NONE:
        return answering.set_none(view, ask.name, ask)
    if option == ENOUGH:
        return moving.pass_over(view.state, (ask.name, *offered_next(view, ask)))
    return moving.skip(view, ask) if option == SKIP else Step(view.state, taken=False)


def _option_value(element: Element, option: str) -> object:
    if element.type is ElementType.YES_NO and option in (YES, NO):
        return option == YES
    if option in {each.id for each in element.options}:
        return [option] if element.type is ElementType.CHOICES else option
    return None


def _doubt(view: View, option: str, ask: Ask, _n: int) -> Step:
    doubt = next((each for each in view.state.doubts if each.path == ask.name), None)
    if doubt is None:
        return _returned(view, option, ask)
    if doubt.kind is DoubtKind.CHECK:
        return answering.settled(view, doubt, 0 if option == YES else None)
    if option.isdigit() and 1 <= int(option) <= len(doubt.candidates):
        return answering.settled(view, doubt, int(option) - 1)
    if option in (NO, NONE):
        return answering.settled(view, doubt, None)
    return Step(view.state, taken=False)


def _returned(view: View, option: str, ask: Ask) -> Step:
    """A flagged item that is not an element: the person says it is in order now."""
    if option != YES:
        return Step(view.state, taken=False)
    left = {item: why for item, why in view.state.returned.items() if item != ask.name}
    return Step(view.state.with_(returned=left))


def _more(view: View, option: str, ask: Ask, _n: int) -> Step:
    state = view.state
    if option == YES:
        return moving.add_item(view, ask.name)
    if option in (NO, NONE):
        return moving.no_more(view, ask)
    return Step(state, taken=False)


def _optional(view: View, option: str, ask: Ask, _n: int) -> Step:
    state = view.state
    if option in (NONE, NO):
        return moving.pass_over(state, ask.listed)
    if option == YES:
        return Step(state, (Say("which_to_add"),))
    if option.startswith(TOPIC):
        return _topic(view, option, ask)
    if option.startswith("more:") and option in ask.listed:
        return moving.add_item(view, option.removeprefix("more:"))
    return moving.go_to(view, option) if option in ask.listed else Step(state, taken=False)


def _topic(view: View, option: str, ask: Ask) -> Step:
    """What the topic holds is asked next, one thing after another."""
    topic = next((each for each in topics(view, ask.listed) if each.option == option), None)
    if topic is None:
        return Step(view.state, taken=False)
    focus = tuple(each for each in view.state.focus if each not in topic.names)
    opened = Say("topic_opened", {"label": topic.label, "count": len(topic.names)})
    return Step(view.state.with_(focus=(*topic.names, *focus)), (opened,))


def _material(view: View, option: str, ask: Ask, _n: int) -> Step:
    if option in (NONE, NO):
        return moving.decline(view, ask.name)
    if option in (SKIP, UNKNOWN):
        return moving.skip(view, ask)
    return Step(view.state, taken=False)


def _court(view: View, option: str, _ask: Ask, _n: int) -> Step:
    return moving.choose_court(view, option)


def _review(view: View, option: str, _ask: Ask, _n: int) -> Step:
    return moving.go_to(view, option)


def _statement(view: View, option: str, _ask: Ask, _n: int) -> Step:
    if option == YES:
        return Step(view.state.with_(truth=view.digest()))
    if option == NO:
        return Step(view.state, (Say("what_to_change"),))
    return moving.go_to(view, option)


def _nothing(view: View, _option: str, _ask: Ask, _n: int) -> Step:
    return Step(view.state, taken=False)


CHOOSERS: dict[AskKind, Callable[[View, str, Ask, int], Step]] = {
    AskKind.ELEMENT: _element,
    AskKind.CONFIRM: _doubt,
    AskKind.CHOOSE: _doubt,
    AskKind.MORE: _more,
    AskKind.OPTIONAL: _optional,
    AskKind.MATERIAL: _material,
    AskKind.COURT: _court,
    AskKind.REVIEW: _review,
    AskKind.STATEMENT: _statement,
    AskKind.SIGNATURE: _nothing,
    AskKind.SUBMIT: _nothing,
}
