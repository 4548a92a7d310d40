"""The way to the chosen court's window: on request, and when handing over has to wait."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.messages import Link
from bot.understanding.acts import act_of
from dialogs.interview.commands import Act
from tests.conversations.stage import Direct, Stage

COURT = "北京市朝阳区人民法院"
WAY = (Link("去法院窗口", f"page:window:{COURT}"),)
ASKED = ["法院在哪", "法院在哪里", "法院在哪儿啊", "立案窗口在哪", "这家法院怎么走"]


@pytest.fixture
def chosen(stage: Stage, talk: Direct) -> Direct:
    """A conversation whose draft has its court."""
    draft = stage.draft(talk.conversation_id)
    assert draft is not None
    stage.keep(talk.conversation_id, replace(draft, state=draft.state.with_(court=COURT)))
    return talk


@pytest.mark.parametrize("words", ASKED)
def test_words_that_ask_the_way(words: str) -> None:
    assert act_of(words) is Act.ASK_COURT


def test_way_to_the_chosen_court_is_a_link_and_the_question_stands(
    stage: Stage, chosen: Direct
) -> None:
    before = stage.history(chosen.conversation_id)[-1]
    chosen.send("where", text="法院在哪")
    _, said, again = stage.history(chosen.conversation_id, before.n)
    assert COURT in said.text
    assert said.links == WAY
    assert again.asks == before.asks


def test_before_a_court_is_chosen_it_is_said_how_one_is_found(stage: Stage, talk: Direct) -> None:
    before = stage.history(talk.conversation_id)[-1].n
    talk.send("where", text="法院在哪")
    new = stage.history(talk.conversation_id, before)
    assert "被告住的地方" in new[1].text
    assert not any(each.links for each in new)


def test_who_has_to_wait_is_shown_the_way_to_the_window(stage: Stage, chosen: Direct) -> None:
    draft = stage.draft(chosen.conversation_id)
    assert draft is not None
    stage.pushes.delayed(draft.id)
    assert stage.history(chosen.conversation_id)[-1].links == WAY
