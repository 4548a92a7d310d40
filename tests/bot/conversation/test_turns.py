"""Turns: each message once, in order, whatever comes at the same time; nothing in plain text."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise

import pytest
import sqlalchemy as sa
import structlog.testing

from bot.conversation import turns as turns_module
from bot.errors import IdReused
from bot.messages import Inbound, Sender
from bot.sessions.errors import ConversationUnknown
from dialogs.interview.state import State
from infra.clock import FixedClock
from tests.conversations.script import FilingStep
from tests.conversations.stage import Direct, Stage

FILED = FilingStep(number="L20261120-000001", status="filed", case_no="（2026）京0105民初1号")


def test_same_message_ten_times_at_once_is_one_turn(stage: Stage, talk: Direct) -> None:
    before = stage.history(talk.conversation_id)[-1].n
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda _: talk.send("same", text="个人"), range(10)))
    assert all(each == answers[0] for each in answers)
    new = stage.history(talk.conversation_id, before)
    assert [each.sender for each in new] == [Sender.PERSON, Sender.BOT]
    draft = stage.draft(talk.conversation_id)
    assert draft is not None
    assert draft.state.given["plaintiffs[0].kind"].n == before + 1


def test_same_id_with_another_body_is_refused_and_changes_nothing(
    stage: Stage, talk: Direct
) -> None:
    talk.send("one", text="个人")
    before = stage.history(talk.conversation_id)
    with pytest.raises(IdReused):
        talk.send("one", text="单位")
    assert stage.history(talk.conversation_id) == before


def test_different_messages_at_once_are_numbered_without_gap(stage: Stage, talk: Direct) -> None:
    before = stage.history(talk.conversation_id)[-1].n
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: talk.send(f"m{number}", text="再说一遍"), range(16)))
    new = stage.history(talk.conversation_id, before)
    assert [each.n for each in new] == list(range(before + 1, before + 33))
    assert [each.sender for each in new] == [Sender.PERSON, Sender.BOT] * 16


def test_answers_at_once_are_all_kept(stage: Stage, talk: Direct) -> None:
    talk.send("kind", text="个人")
    said = ["我叫陈静", "我的电话13800138000", "我的身份证号11010519491231002X"]
    for _ in range(5):
        with ThreadPoolExecutor(3) as pool:
            list(pool.map(lambda text: talk.send(text, text=text), said))
    draft = stage.draft(talk.conversation_id)
    assert draft is not None
    turns = stage.rows("SELECT count(*) FROM bot.inbound")[0][0]
    assert turns == 2 + 1 + len(said)
    assert {given.n for given in draft.state.given.values()} >= {
        each.n for each in stage.history(talk.conversation_id) if each.text in said
    }


def test_pushes_while_turns_run_fall_between_turns(stage: Stage, talk: Direct) -> None:
    before = stage.history(talk.conversation_id)[-1].n

    def act(number: int) -> None:
        if number % 2:
            talk.send(f"m{number}", text="再说一遍")
        else:
            stage.pushes.tell(talk.conversation_id, "有消息了")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(act, range(16)))
    new = stage.history(talk.conversation_id, before)
    assert [each.n for each in new] == list(range(before + 1, before + 25))
    for here, after in pairwise(new):
        if here.sender is Sender.PERSON:
            assert after.asks == "plaintiffs[0].kind"


def test_notice_that_comes_twice_is_told_once(stage: Stage, talk: Direct) -> None:
    notice = stage.notice(talk.conversation_id, FILED)
    before = stage.history(talk.conversation_id)[-1].n
    with ThreadPoolExecutor(5) as pool:
        list(pool.map(lambda _: stage.pushes.take_notice(notice), range(5)))
    new = stage.history(talk.conversation_id, before)
    assert len(new) == 1
    assert "（2026）京0105民初1号" in new[0].text


def test_notice_that_comes_late_does_not_turn_the_copy_back(
    stage: Stage, talk: Direct, clock: FixedClock
) -> None:
    late = stage.notice(talk.conversation_id, replace_status(FILED, "submitted"))
    clock.set(clock.now().replace(hour=5))
    stage.pushes.take_notice(stage.notice(talk.conversation_id, FILED))
    stage.pushes.take_notice(late)
    (filing,) = stage.turns.filings(talk.conversation_id)
    assert filing.status == "filed"


def replace_status(step: FilingStep, status: str) -> FilingStep:
    return step.model_copy(update={"status": status})


def test_notice_of_an_unknown_draft_is_dropped(stage: Stage, talk: Direct) -> None:
    notice = stage.notice(talk.conversation_id, FILED)
    stage.pushes.take_notice(notice.model_copy(update={"draft_id": "nobody"}))
    assert stage.turns.filings(talk.conversation_id) == ()


def test_conversation_that_is_not_there_is_told(stage: Stage) -> None:
    inbound = Inbound("web", "nobody", "x", stage.clock.now(), text="你好")
    with pytest.raises(ConversationUnknown):
        stage.turns.turn(inbound)


def test_nothing_that_was_said_stands_in_plain_text(stage: Stage, talk: Direct) -> None:
    talk.send("kind", text="个人")
    talk.send("name", text="欧阳月白")
    talk.send("id", text="11010519491231002X")
    stage.pushes.take_notice(stage.notice(talk.conversation_id, FILED))
    dump = b""
    with stage.database.transaction() as connection:
        tables = connection.scalars(
            sa.text("SELECT tablename FROM pg_tables WHERE schemaname IN ('bot', 'jobs')")
        )
        for table in list(tables):
            rows = connection.execute(sa.text(f"SELECT x::text FROM {schema(table)}.{table} x"))
            for row in rows:
                dump += str(row[0]).encode()
    assert talk.conversation_id.encode() in dump
    for said in ("欧阳月白", "11010519491231002X", "个人", "民初1号", "身份证"):
        assert said.encode() not in dump
        assert said.encode().hex().encode() not in dump


def schema(table: str) -> str:
    return "jobs" if table.startswith("procrastinate") else "bot"


def test_state_survives_the_store(stage: Stage, talk: Direct) -> None:
    talk.send("kind", text="个人")
    draft = stage.draft(talk.conversation_id)
    assert draft is not None
    fresh = Stage(stage.database, stage.clock, stage.keyring)
    again = fresh.draft(talk.conversation_id)
    assert again is not None
    assert again.state.to_json() == draft.state.to_json()
    assert State.from_json(again.state.to_json()).to_json() == draft.state.to_json()


@pytest.mark.parametrize(
    "text", ["", " ", "\ud800", "a\x00b", "借" * 10_000, "😀" * 3000, "\u200b", "1" * 10_000]
)
def test_odd_text_gets_the_question_again(stage: Stage, talk: Direct, text: str) -> None:
    talk.send("kind", text="个人")
    draft = stage.draft(talk.conversation_id)
    assert draft is not None
    heard = talk.send("odd", text=text)
    assert heard[-1].asks == "plaintiffs[0].name"
    after = stage.draft(talk.conversation_id)
    assert after is not None
    assert dict(after.state.given) == dict(draft.state.given)


def test_our_own_fault_is_said_and_the_question_stands(
    stage: Stage, talk: Direct, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret words")

    with structlog.testing.capture_logs() as logs, monkeypatch.context() as patch:
        patch.setattr(turns_module, "decide", broken)
        heard = talk.send("fault", text="个人")
    assert "故障" in heard[0].text
    assert heard[0].asks == "plaintiffs[0].kind"
    assert logs[0]["event"] == "turn.faulted"
    assert "secret" not in str(logs)
    assert talk.send("again", text="个人")[-1].asks == "plaintiffs[0].name"


def test_cancelled_draft_of_another_person_is_never_found(stage: Stage, talk: Direct) -> None:
    talk.send("kind", text="个人")
    talk.send("cancel", text="不办了")
    talk.send("sure", option="yes")
    other = Direct(stage)
    other.send("consent", text="同意")
    other.send("resume", text="继续")
    assert stage.draft(other.conversation_id) is None


def test_drafts_that_were_put_away_are_the_last_first(stage: Stage, talk: Direct) -> None:
    talk.send("kind", text="个人")
    first = stage.draft(talk.conversation_id)
    assert first is not None
    stage.keep(talk.conversation_id, replace(first, id="another-draft"))
    with stage.database.transaction() as connection:
        conversation = stage.store.read(connection, talk.conversation_id)
        for draft in (first, replace(first, id="another-draft")):
            stage.clock.set(stage.clock.now().replace(minute=stage.clock.now().minute + 1))
            stage.store.save_draft(
                connection, conversation, draft, stage.clock.now(), set_aside=True
            )
        found = stage.store.set_aside(
            connection, conversation.person_id, stage.clock.now().replace(year=2026, month=1)
        )
    assert [each.id for each in found] == ["another-draft", first.id]
