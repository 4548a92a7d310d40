"""Several choices: buttons that are ticked one by one, and 好了."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from dialogs.interview.agenda import Agenda, AskKind
from dialogs.interview.catalogue import load_interview
from dialogs.interview.commands import ChooseOption, SetUnknown
from dialogs.interview.engine import apply
from dialogs.interview.view import look
from tests.fakes.telegram_stage import telegram_stage

QUESTION = "为什么要离婚"
AFFAIR, HABITS, APART = "对方和别人同居、有外遇", "对方赌博、吸毒等，屡教不改", "长期分居"
MOST_TURNS = 60


async def asked(ready, number=5_000_000_001):
    """Somebody who is asked why they want a divorce: everything before that waits."""
    person = ready.telegram.person(number)
    await person.say("/start")
    await person.press("同意")
    await person.press("离婚纠纷")
    with ready.on.database.transaction() as connection:
        store = ready.on.bot.turns._store
        conversation = store.read(connection, ready.on.conversation_of("telegram", str(number)))
        draft = replace(conversation.draft, state=up_to(ready, conversation.draft))
        store.save_draft(connection, conversation, draft, ready.on.clock.now())
    await person.say("再说一遍")
    assert QUESTION in person.screen[-1].text, person.text()[-300:]
    return person


def up_to(ready, draft):
    """The draft's state when the causes are asked."""
    interview, state, today = load_interview("divorce"), draft.state, ready.on.clock.today()
    for _ in range(MOST_TURNS):
        ask = Agenda(look(interview, state, today)).first()
        assert ask is not None, "the causes were never asked"
        if ask.name == "causes":
            return state
        without = ask.kind is not AskKind.ELEMENT or "child" in ask.name
        command = ChooseOption("no") if without else SetUnknown(ask.name)
        state = apply(interview, state, [command], today).state
    raise AssertionError("too many questions before the causes")


def labels(person):
    """The buttons of the newest message that has some."""
    return [key["text"] for key in person.screen[-1].keys]


def causes(ready):
    """What the draft knows of the causes."""
    with ready.on.database.transaction() as connection:
        conversation = ready.on.bot.turns._store.read(connection, ready.conversation())
    given = conversation.draft.state.given.get("causes")
    return given.value if given is not None else None


async def test_choices_are_ticked_and_taken_together(ready):
    person = await asked(ready)
    assert "好了" in labels(person)
    assert "可以选几项" in person.screen[-1].text
    assert all(len(key["callback_data"]) <= 64 for key in person.screen[-1].keys)
    seen = len(person.screen)
    for label in (APART, HABITS):
        await person.press(label)
    assert len(person.screen) == seen
    assert [each for each in labels(person) if each.startswith("✓")] == [
        f"✓ 3. {HABITS}",
        f"✓ 4. {APART}",
    ]
    assert person.toasts[-1] == f"已选：{HABITS}、{APART}"
    await person.press(HABITS)
    await person.press(AFFAIR)
    await person.press("好了")
    assert causes(ready) == ["affair", "separated"]
    history = ready.on.bot.turns.history(ready.conversation(), 0)
    assert f"{AFFAIR}、{APART}" in [each.text for each in history]


async def test_nothing_ticked_is_told_and_changes_nothing(ready):
    person = await asked(ready)
    seen = len(person.screen)
    await person.press("好了")
    assert "还没有选" in person.toasts[-1]
    await person.press(APART)
    await person.press(APART)
    await person.press("好了")
    assert "还没有选" in person.toasts[-1]
    assert len(person.screen) == seen
    assert causes(ready) is None


async def test_two_presses_before_the_buttons_change_both_count(ready):
    person = await asked(ready)
    shown = person.screen[-1]
    presses = [
        ready.telegram.update(
            callback_query=person.press_of(person.button(label)[1]["callback_data"], shown.id)
        )
        for label in (AFFAIR, APART)
    ]
    await asyncio.gather(*(ready.post(each) for each in presses))
    await ready.work()
    # The same update again flips nothing back.
    await ready.post(presses[0])
    await ready.work()
    await person.press("好了")
    assert causes(ready) == ["affair", "separated"]


async def test_ticks_outlive_a_restart_and_what_was_stored(settings, database_url, clock, database):
    async with telegram_stage(settings, database_url, clock, database) as first:
        person = await asked(first)
        await person.press(APART)
    async with telegram_stage(settings, database_url, clock, database, first.telegram) as second:
        second.rows("DELETE FROM bot.channel_replies RETURNING at")
        await person.press(AFFAIR)
        await person.press("好了")
        assert causes(second) == ["affair", "separated"]


async def test_tick_stays_where_the_platform_does_not_change_the_buttons(ready):
    person = await asked(ready)
    ready.telegram.fail("editMessageReplyMarkup", "400:message can't be edited")
    ready.telegram.fail("answerCallbackQuery", "400:query is too old")
    await person.press(APART)
    await person.press(AFFAIR)
    await person.press("好了")
    assert causes(ready) == ["affair", "separated"]


async def test_ticks_of_an_earlier_question_change_nothing(ready):
    person = await asked(ready)
    await person.press(APART)
    await person.press("好了")
    before = causes(ready)
    for label in (AFFAIR, "好了"):
        shown = await person.press(label)
        assert "前面的问题" in shown[0].text
    assert causes(ready) == before


async def test_choices_can_be_typed_too(ready):
    person = await asked(ready)
    await person.say("2、4")
    assert causes(ready) == ["affair", "separated"]


@pytest.mark.parametrize("change", ["mask", "kind", "person"])
async def test_forged_tick_opens_nothing(ready, change):
    person = await asked(ready)
    data = person.button(APART)[1]["callback_data"]
    head, _, mark = data.rpartition(".")
    forged = {"mask": f"{head}f.{mark}", "kind": f"d{head[1:]}.{mark}", "person": data}[change]
    presser = ready.telegram.person(6_000_000_007) if change == "person" else person
    if change == "person":
        await presser.say("/start")
    await presser.press_data(forged)
    assert presser.toasts[-1] == "这个按钮已经用不了了"
    assert causes_of_all(ready) == [None] * len(causes_of_all(ready))


def causes_of_all(ready):
    rows = ready.rows("SELECT conversation_id FROM bot.channel_identities")
    found = []
    with ready.on.database.transaction() as connection:
        for row in rows:
            draft = ready.on.bot.turns._store.read(connection, row.conversation_id).draft
            given = draft.state.given.get("causes") if draft is not None else None
            found.append(given and given.value)
    return found
