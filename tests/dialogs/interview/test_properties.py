"""What holds for every case and every way through the interview."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from dialogs.answers import split_path
from dialogs.interview.agenda import Agenda, AskKind
from dialogs.interview.canonical import well_formed
from dialogs.interview.commands import (
    Act,
    AddItem,
    ChooseOption,
    Do,
    Navigate,
    RemoveItem,
    SetAnswer,
    SetUnknown,
)
from dialogs.interview.engine import apply
from dialogs.interview.state import State
from dialogs.interview.view import look
from tests.dialogs.interview.people import COURT, LENDING, TODAY, Facts, Talk, facts

# No shrinking: a case of a hundred answers does not get smaller in reasonable time.
QUICK = (Phase.explicit, Phase.generate)
MOVES = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 10_000)), max_size=40)
JUNK: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
ODD_TEXTS = st.sampled_from(
    ["", " ", "５０００", "1_000", " 5 ", "1e5", "NaN", "Infinity", "20230305", "2023-02-30", "是",
     "a\x00b", "\ud800", "11010519491231002x", "91350100M000100Y4", "1380013800", "yes", "x" * 9000]
)  # fmt: skip


def stray(talk: Talk, kind: int, number: int) -> None:
    """One thing a person may do beside answering."""
    paths = talk.known.told
    path = paths[number % len(paths)]
    ask = talk.ask
    if kind <= 3:  # answers something that is not asked yet
        group, index, _ = split_path(path)
        if group is None or index is None or index < talk.view.answers.count(group):
            talk.do(talk.fact(path))
    elif kind == 4:
        talk.do(Do(Act.BACK))
    elif kind == 5:
        talk.do(Do(Act.SKIP))
    elif kind == 6:
        talk.do(Navigate(path))
    elif kind == 7 and ask is not None and ask.kind is AskKind.ELEMENT:
        talk.do(SetUnknown(ask.name))
    elif kind == 8:  # adds an item and takes it away again
        group = sorted(LENDING.groups)[number % len(LENDING.groups)]
        before = talk.view.answers.count(group)
        talk.do(AddItem(group))
        if talk.view.answers.count(group) > before:
            talk.do(RemoveItem(group, before))
    elif kind == 9:
        talk.do(ChooseOption(["yes", "no", "none", "unknown", "skip", COURT][number % 6]))
    elif kind == 10:  # says something wrong first
        wrong = _other(path, talk.known)
        if wrong is not None and talk.state.given.get(path) is not None:
            talk.do(SetAnswer(path, wrong, "", correction=True))
    else:
        talk.answer()


def _other(path: str, known: Facts) -> Any:
    """A value of the same element in another item, or of the same type elsewhere."""
    element = LENDING.element(path)
    for other, value in known.values.items():
        if LENDING.element(other) is element and value != known.values[path]:
            return value
    return None


def amend(talk: Talk) -> None:
    """Say once more all that the person knows, and take away what is too much."""
    for key, count in talk.known.counts.items():
        for last in range(talk.view.answers.count(key) - 1, max(count, 1) - 1, -1):
            talk.do(RemoveItem(key, last))
        if count == 0 and talk.view.answers.count(key) == 1 and not LENDING.groups[key].minimum:
            talk.do(RemoveItem(key, 0))
        while talk.view.answers.count(key) < count:  # 没有了 was said too early
            talk.do(AddItem(key))
    while talk.state.doubts:
        talk.answer()
    for path in talk.known.told:
        value = talk.known.values[path]
        given = talk.state.given.get(path)
        if given is not None and given.value == value:
            continue
        group, index, _ = split_path(path)
        if group is None or index is None or index < talk.view.answers.count(group):
            talk.do(talk.fact(path))
            while talk.state.doubts:
                talk.answer()


def unsaid(talk: Talk) -> frozenset[str]:
    """Elements that stand as 无 or 不知道: both mean that the person has no value."""
    answers = talk.view.answers
    return answers.none | answers.unknown


@settings(max_examples=12, phases=QUICK)
@given(facts(), MOVES)
def test_any_way_through_reaches_the_same_filing(
    known: Facts, moves: list[tuple[int, int]]
) -> None:
    straight, astray = Talk(known), Talk(known)
    straight.finish()
    for kind, number in moves:
        stray(astray, kind, number)
    amend(astray)
    astray.finish()
    one, two = straight.view.answers, astray.view.answers
    # 不知道 was said before a rule could tell (who of the defendants is the surety).
    told = unsaid(straight) & astray.view.derived.keys()
    assert dict(one.values) == {key: each for key, each in two.values.items() if key not in told}
    assert dict(one.counts) == dict(two.counts)
    assert {path for path in unsaid(straight) - told if path in two.values} == set()
    passed = {name.removeprefix("more:") for name in straight.state.passed}
    asked = {path for path in unsaid(astray) if path not in unsaid(straight)}
    assert asked <= passed, "who strays may be asked for what others pass over, and nothing else"
    assert straight.ask == astray.ask


@settings(max_examples=12, phases=QUICK)
@given(facts(), MOVES)
def test_every_state_holds_together(known: Facts, moves: list[tuple[int, int]]) -> None:
    talk = Talk(known)
    for kind, number in moves:
        stray(talk, kind, number)
        holds_together(talk)
    while talk.answer():
        holds_together(talk)


def holds_together(talk: Talk) -> None:
    """The invariants of one state."""
    state, view = talk.state, talk.view
    tree = json.loads(json.dumps(state.to_json()))
    again = State.from_json(tree)
    assert again.to_json() == state.to_json()
    assert look(LENDING, again, TODAY).digest() == view.digest()
    without_any = {path for path in view.answers.none if path in LENDING.groups}
    assert all(view.answers.count(group) == 0 for group in without_any)
    answered = {*view.answers.values, *view.answers.none, *view.answers.unknown}
    for path in answered - without_any:
        group, index, _ = split_path(path)
        element = LENDING.element(path)
        assert element.when is None or element.when(view.answers, index), path
        assert group is None or index in range(view.answers.count(group)), path
    for path, given_ in state.given.items():
        assert well_formed(LENDING.element(path), given_.value), path
    asks_nothing_known(talk)
    for signed in state.signatures.values():
        assert signed[0]


def asks_nothing_known(talk: Talk) -> None:
    """Nothing known is asked, unless the person wants to see it again or it is in doubt."""
    state, view = talk.state, talk.view
    wanted = {*state.focus, *state.returned}
    for ask in Agenda(view).asks():
        if ask.asks in wanted:
            continue
        if ask.kind is AskKind.ELEMENT:
            assert not view.answered(ask.name), ask
            assert ask.name not in view.hidden, ask
        elif ask.kind is AskKind.MORE:
            assert ask.name not in state.closed, ask
        elif ask.kind is AskKind.COURT:
            assert state.court is None
        elif ask.kind is AskKind.MATERIAL:
            assert ask.name not in state.materials, ask
        elif ask.kind is AskKind.OPTIONAL:
            assert ask.listed
            assert not any(view.answered(each) for each in ask.listed)


@settings(max_examples=12, phases=QUICK)
@given(facts(), MOVES)
def test_looking_at_what_changed_sees_what_a_full_look_sees(
    known: Facts, moves: list[tuple[int, int]]
) -> None:
    talk = Talk(known)

    def seen(*commands: Any) -> None:
        outcome = apply(LENDING, talk.state, commands, TODAY)
        afresh = look(LENDING, outcome.state.with_(), TODAY)
        assert dict(outcome.view.answers.values) == dict(afresh.answers.values)
        assert outcome.view.answers.unknown == afresh.answers.unknown
        assert outcome.view.answers.none == afresh.answers.none
        assert dict(outcome.view.answers.counts) == dict(afresh.answers.counts)
        assert outcome.view.hidden == afresh.hidden
        assert set(outcome.view.derived) == set(afresh.derived)
        assert outcome.ask == Agenda(afresh).first()
        talk.state = outcome.state

    for kind, number in moves:
        path = known.told[number % len(known.told)]
        ask = talk.ask
        assert ask is not None
        if kind < 6 and ask.kind is not AskKind.SUBMIT and ask.kind is not AskKind.REVIEW:
            seen(talk.reply(ask))
        elif kind < 9:
            seen(talk.fact(path), SetUnknown(path), talk.fact(path))
        else:
            seen(Do(Act.BACK), talk.fact(path))


@settings(max_examples=200)
@given(st.sampled_from(sorted(LENDING.elements)), JUNK | ODD_TEXTS)
def test_no_value_enters_that_is_not_canonical(path: str, value: Any) -> None:
    element = LENDING.elements[path]
    talk = Talk(Facts({}, {}))
    talk.do(SetAnswer(path.replace("[i]", "[0]"), value))
    for given_ in talk.state.given.values():
        assert given_.value == value
        assert well_formed(element, value)
        json.dumps(value, ensure_ascii=False).encode()


@settings(max_examples=12, phases=QUICK)
@given(facts(), MOVES, st.integers(0, 10_000))
def test_truth_is_asked_again_and_signatures_end_when_anything_changes(
    known: Facts, moves: list[tuple[int, int]], number: int
) -> None:
    talk = Talk(known)
    talk.finish()
    if talk.ask is None or talk.ask.kind is not AskKind.SUBMIT:
        return
    digest = talk.view.digest()
    for kind, turn in moves[:5] or [(10, number)]:
        stray(talk, kind, turn)
        kinds = [ask.kind for ask in Agenda(talk.view).asks()]
        signers = Agenda(talk.view).signers()
        if talk.view.digest() == digest:
            continue
        assert talk.state.truth == talk.view.digest() or AskKind.STATEMENT in kinds
        for signer in signers:
            signed = talk.state.signatures.get(signer, ("", ""))[1]
            assert signed == talk.view.digest() or AskKind.SIGNATURE in kinds
