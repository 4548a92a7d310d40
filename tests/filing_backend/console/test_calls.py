"""等人工: who waits, a message into the chat, and done."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.filing_backend.conftest import Stand
from tests.filing_backend.console.conftest import Visitor, hidden, words
from tests.filing_backend.test_calls import call


def post(clerk: Visitor, act: str, **fields: str):
    token = hidden(clerk.get("/calls"), "form_token")
    return clerk.post(f"/calls/call-1/{act}", {"form_token": token, **fields})


def test_those_who_wait_are_listed_and_counted_on_every_page(stand: Stand, clerk: Visitor) -> None:
    assert "现在没有人在等" in words(clerk.get("/calls"))
    number = stand.submitted()
    call(stand)
    call(stand, "call-2", "person-2", "2026-11-20T01:30:00Z")
    page = words(clerk.get("/calls"))
    assert page.index("已等 30分钟") < page.index("person-2") < page.index("person-1")
    assert number in page
    assert "张三丰 诉 李四光 · 已等" in page
    assert "等人工 2" in words(clerk.get("/filings"))


def test_a_message_goes_into_the_chat(stand: Stand, clerk: Visitor) -> None:
    call(stand)
    answer = post(clerk, "message", text="请打010-12345678<b>")
    assert answer.headers["location"] == "/console/calls?done=written"
    stand.work()
    assert stand.bot.notices[0]["text"] == "请打010-12345678<b>"
    page = clerk.get("/calls", done="written")
    assert "<b>" not in page.text
    for text in ("王书记员", "已送达聊天", "消息已经收下"):
        assert text in words(page)


@pytest.mark.parametrize(
    ("text", "problem"), [(" ", "没有写内容"), ("长" * 1001, "最多 1000 个字")]
)
def test_nothing_and_too_much_are_not_sent(
    stand: Stand, clerk: Visitor, text: str, problem: str
) -> None:
    call(stand)
    answer = post(clerk, "message", text=text)
    assert answer.status_code == 422
    assert problem in words(answer)
    stand.work()
    assert stand.bot.notices == []


def test_a_call_is_done_once(stand: Stand, clerk: Visitor, supervisor: Visitor) -> None:
    call(stand)
    assert post(clerk, "done").headers["location"] == "/console/calls?done=closed"
    call(stand, "call-2", "person-2")
    answer = post(clerk, "done")
    assert answer.status_code == 404
    assert "已经办完" in words(answer)
    trail = words(supervisor.get("/trail"))
    assert "有人等人工" in trail
    assert "办完一个求助" in trail


def test_what_the_person_writes_while_waiting_is_read_by_whoever_answers(
    stand: Stand, clerk: Visitor
) -> None:
    number = stand.submitted()
    call(stand)
    assert post(clerk, "message", text="请说。").status_code == 303
    stand.clock.advance(timedelta(minutes=1))
    message = {
        "message_id": "talk-1-9",
        "text": "抚养费能不能多要点",
        "at": stand.clock.now().isoformat(),
    }
    for _ in range(2):
        answer = stand.bot_calls("POST", "/api/v1/persons/person-1/messages", json=message)
        assert answer.status_code == 204
    page = words(clerk.get("/calls"))
    assert page.count("抚养费能不能多要点") == 1
    assert page.index("请说。") < page.index("抚养费能不能多要点")
    assert "正在等人工" in words(clerk.get(f"/filings/{number}"))


def test_a_person_who_writes_after_the_call_was_done_waits_again(
    stand: Stand, clerk: Visitor
) -> None:
    call(stand)
    post(clerk, "done")
    message = {"message_id": "talk-1-9", "text": "还在吗", "at": stand.clock.now().isoformat()}
    stand.bot_calls("POST", "/api/v1/persons/person-1/messages", json=message)
    page = words(clerk.get("/calls"))
    assert "还在吗" in page
    assert "等人工 1" in page


def leave(clerk: Visitor, number: str, text: str):
    token = hidden(clerk.get(f"/filings/{number}"), "form_token")
    return clerk.post(f"/filings/{number}/message", {"form_token": token, "text": text})


def test_a_clerk_writes_to_a_person_who_did_not_call(
    stand: Stand, clerk: Visitor, supervisor: Visitor
) -> None:
    number = stand.submitted()
    answer = leave(clerk, number, "请在上班时间来电。")
    assert answer.headers["location"] == f"/console/filings/{number}?done=written#messages"
    stand.work()
    assert [each["text"] for each in stand.bot.notices if "text" in each] == ["请在上班时间来电。"]
    page = words(clerk.get(f"/filings/{number}", done="written"))
    assert "王书记员 · 已送达聊天 请在上班时间来电。" in page
    assert "现在没有人在等" in words(clerk.get("/calls"))
    trail = words(supervisor.get("/trail", object=number))
    assert "给当事人留言" in trail
    assert "来电" not in trail


def test_a_message_to_one_who_waits_stands_in_his_call(stand: Stand, clerk: Visitor) -> None:
    number = stand.submitted()
    call(stand)
    leave(clerk, number, "马上回电。")
    assert "马上回电。" in words(clerk.get("/calls"))


def test_an_empty_message_to_a_party_is_explained(stand: Stand, clerk: Visitor) -> None:
    answer = leave(clerk, stand.submitted(), " ")
    assert answer.status_code == 422
    assert "没有写内容" in words(answer)
