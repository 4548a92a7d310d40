"""Drafts that were begun with an earlier version of their interview."""

from __future__ import annotations

from dataclasses import replace

from dialogs.interview.state import Doubt, DoubtKind, Given
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
    assert heard[-1].asks == "plaintiffs[0].id_number"
    after = stage.draft(talk.conversation_id)
    assert after is not None
    assert set(after.state.given) == {"plaintiffs[0].kind", "plaintiffs[0].name"}
    assert talk.send("back", text="上一步")[-1].asks == "plaintiffs[0].name"
