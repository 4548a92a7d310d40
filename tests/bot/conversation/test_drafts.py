"""Drafts that were begun with an earlier version of their interview."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.sessions.definitions import Definitions
from dialogs.interview.catalogue import load_interview
from dialogs.interview.state import Doubt, DoubtKind, Given
from infra.clock import FixedClock
from infra.database import Database
from tests.conversations.stage import Direct, Stage


def test_draft_of_an_earlier_version_goes_on_with_what_is_still_asked(
    stage: Stage, talk: Direct
) -> None:
    talk.send("kind", text="个人")
    draft = stage.draft(talk.conversation_id)
    assert draft is not None
    gone = Given("x", "x", 1)
    old = draft.state.with_(
        digest="an earlier one",
        given={**draft.state.given, "plaintiffs[0].shoe_size": gone},
        none=frozenset({"weather"}),
        doubts=(Doubt(DoubtKind.CHECK, "weather", (gone,), "amount_not_positive"),),
        deferred=("weather",),
        focus=("weather",),
        trail=("weather", *draft.state.trail),
    )
    stage.keep(talk.conversation_id, replace(draft, state=old))
    heard = talk.send("name", text="陈静")
    assert "1条回答现在用不上了" in heard[0].text
    assert heard[-1].asks == "plaintiffs[0].id_number"
    after = stage.draft(talk.conversation_id)
    assert after is not None
    assert set(after.state.given) == {"plaintiffs[0].kind", "plaintiffs[0].name"}
    heard = talk.send("back", text="上一步")
    assert heard[-1].asks == "plaintiffs[0].name"
    assert "更新" not in heard[0].text


@pytest.fixture
def moved(stage: Stage, talk: Direct) -> Stage:
    """A draft was begun with a version that did not ask for the phone, but offered another way."""
    talk.send("kind", text="个人")
    draft = stage.draft(talk.conversation_id)
    assert draft is not None
    present = load_interview("private_lending")
    asked = {path: each for path, each in present.elements.items() if path != "plaintiffs[i].phone"}
    before = replace(present, digest="an earlier one", elements=asked)
    given = {**draft.state.given, "loans[0].way": Given("barter", "以物", 1)}
    old = draft.state.with_(digest="an earlier one", given=given)
    stage.keep(talk.conversation_id, replace(draft, state=old))
    tools = replace(stage.tools, kept=lambda _id, digest: {"an earlier one": before}[digest])
    stage.turns._tools = tools
    return stage


def test_the_person_is_told_once_what_a_new_version_asks(moved: Stage, talk: Direct) -> None:
    heard = talk.send("why", text="为什么要这个")
    assert "新加了1个问题" in heard[0].text
    assert "1条回答现在用不上了" in heard[0].text
    assert heard[-1].asks == "plaintiffs[0].name"
    after = moved.draft(talk.conversation_id)
    assert after is not None
    assert after.state.digest == load_interview("private_lending").digest
    assert "loans[0].way" not in after.state.given
    assert "更新" not in talk.send("again", text="再说一遍")[0].text


def test_who_waits_for_a_human_is_told_afterwards(moved: Stage, talk: Direct) -> None:
    assert "更新" not in talk.send("human", text="转人工")[0].text
    assert "更新" not in talk.send("there", text="在吗")[0].text
    assert "新加了1个问题" in talk.send("resume", text="继续")[0].text


def test_the_definition_a_draft_was_begun_with_is_kept(
    stage: Stage, database: Database, clock: FixedClock
) -> None:
    definitions = Definitions(database)
    stage.turns._definitions = definitions
    talk = Direct(stage)
    talk.send("consent", text="同意")
    talk.send("case", option="private_lending")
    talk.send("kind", text="个人")
    (kept,) = stage.rows("SELECT digest FROM bot.definitions")
    assert kept == (load_interview("private_lending").digest,)
