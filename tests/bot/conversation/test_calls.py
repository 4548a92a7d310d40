"""转人工: the court's staff are told, and what they write stands in the chat."""

from __future__ import annotations

from typing import Any

import pytest

from bot.messages import Sender
from filing_backend.contracts import StaffMessage
from tests.conversations.stage import Direct, Stage


def jobs(stage: Stage) -> list[dict[str, Any]]:
    rows = stage.rows("SELECT args FROM jobs.procrastinate_jobs WHERE task_name = 'bot.call_staff'")
    return [row[0] for row in rows]


def message(stage: Stage, talk: Direct, text: str = "请打12368") -> StaffMessage:
    with stage.database.transaction() as connection:
        person_id = stage.store.read(connection, talk.conversation_id).person_id
    return StaffMessage(message_id="m-1", person_id=person_id, text=text, at=stage.clock.now())


def test_the_wish_is_told_once_until_the_bot_is_called(stage: Stage, talk: Direct) -> None:
    talk.send("human", text="转人工")
    talk.send("again", text="转人工")
    (job,) = jobs(stage)
    assert set(job) == {"person_id", "call_id", "at"}
    talk.send("resume", text="继续")
    talk.send("human-2", option="human")
    again = jobs(stage)[-1]
    assert again["person_id"] == job["person_id"]
    assert again["call_id"] != job["call_id"]


def test_what_staff_write_stands_in_the_chat_once_as_theirs(stage: Stage, talk: Direct) -> None:
    talk.send("human", text="转人工")
    before = stage.history(talk.conversation_id)[-1].n
    told = message(stage, talk)
    stage.pushes.take_message(told)
    stage.pushes.take_message(told)
    (heard,) = stage.history(talk.conversation_id, before)
    assert heard.sender is Sender.STAFF
    assert "请打12368" in heard.text
    assert [each.id for each in heard.options] == ["resume"]
    assert talk.send("go", option="resume")[-1].asks == "plaintiffs[0].kind"


def test_staff_may_write_while_the_interview_goes_on(stage: Stage, talk: Direct) -> None:
    stage.pushes.take_message(message(stage, talk))
    last = stage.history(talk.conversation_id)[-1]
    assert (last.sender, last.options, last.asks) == (Sender.STAFF, (), None)
    assert "要回话，请先说“转人工”" in last.text
    assert talk.send("kind", text="个人")[-1].asks == "plaintiffs[0].name"


@pytest.mark.parametrize("called", ["继续", "转人工", "我害怕"])
def test_on_a_phone_that_others_see_staff_are_heard_only_when_asked(
    stage: Stage, talk: Direct, called: str
) -> None:
    talk.send("danger", text="他打我，救救我")
    talk.send("then", text=called)
    before = stage.history(talk.conversation_id)[-1].n
    stage.pushes.take_message(message(stage, talk, "请来立案窗口"))
    (waiting,) = stage.history(talk.conversation_id, before)
    assert "您有一条新消息" in waiting.text
    assert "窗口" not in waiting.text
    talk.send("asks", text="查进度")
    heard = [each for each in stage.history(talk.conversation_id) if "请来立案窗口" in each.text]
    assert [each.sender for each in heard] == [Sender.STAFF]
    again = talk.send("again", text="查进度")
    assert not any("请来立案窗口" in each.text for each in again)


def test_a_message_to_nobody_is_dropped(stage: Stage, talk: Direct) -> None:
    told = message(stage, talk).model_copy(update={"person_id": "nobody"})
    before = stage.history(talk.conversation_id)
    stage.pushes.take_message(told)
    assert stage.history(talk.conversation_id) == before


def told(stage: Stage) -> list[dict[str, Any]]:
    rows = stage.rows("SELECT args FROM jobs.procrastinate_jobs WHERE task_name = 'bot.tell_staff'")
    return [row[0] for row in rows]


def test_what_is_written_while_waiting_is_kept_for_staff_and_said_to_be(
    stage: Stage, talk: Direct
) -> None:
    talk.send("human", text="转人工")
    (heard,) = talk.send("asks", text="我想问问孩子的抚养费能不能多要点")
    assert "已经转给工作人员" in heard.text
    (job,) = told(stage)
    written = stage.history(talk.conversation_id, job["n"] - 1)[0]
    assert written.text == "我想问问孩子的抚养费能不能多要点"
    assert "抚养费" not in str(job)


def test_asking_how_far_it_is_or_for_a_human_again_is_no_message_to_staff(
    stage: Stage, talk: Direct
) -> None:
    talk.send("human", text="转人工")
    talk.send("status", text="我的案子怎么样了")
    talk.send("again", text="转人工")
    talk.send("resume", text="继续")
    assert told(stage) == []
