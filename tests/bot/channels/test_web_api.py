"""The web API keeps its contract."""

from __future__ import annotations

import threading
from typing import Any

import httpx
import pytest

from tests.fakes.pictures import photo
from tests.fakes.web_server import FakeWeb

MESSAGE_KEYS = {"n", "from", "text", "options", "asks", "input", "links", "images", "progress"}


def agree(client: httpx.Client, id: str = "a1") -> httpx.Response:
    return client.post("/web/messages", json={"id": id, "option": "agree"})


def answer_until(client: httpx.Client, asks: str) -> Any:
    """Answer the fake's questions until it asks `asks`; its question."""
    message = agree(client, "until-0").json()["messages"][-1]
    for turn in range(1, 30):
        if message["asks"] == asks:
            return message
        if message["asks"].startswith(("material:", "signature:")):
            answer = client.post(
                "/web/files", data={"id": f"until-{turn}"}, files={"file": ("a.jpg", photo())}
            )
        else:
            body = {"id": f"until-{turn}", "text": "47000"}
            answer = client.post("/web/messages", json=body)
        message = answer.json()["messages"][-1]
    pytest.fail(f"never asked {asks}")


class TestSession:
    def test_begins_with_the_first_messages_and_a_strict_cookie(self, client):
        answer = client.post("/web/session")
        assert answer.status_code == 201
        body = answer.json()
        assert set(body) == {"token", "messages"}
        assert [message["asks"] for message in body["messages"]] == ["consent"]
        assert set(body["messages"][0]) == MESSAGE_KEYS
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie

    def test_closing_ends_the_token(self, session):
        assert session.delete("/web/session").status_code == 204
        assert session.get("/web/messages").status_code == 401

    def test_cookie_opens_reading_but_never_writing(self, client):
        client.post("/web/session")
        assert client.get("/web/messages").status_code == 200
        refused = agree(client)
        assert refused.status_code == 401
        assert refused.json()["error"]["code"] == "no_session"
        upload = client.post("/web/files", data={"id": "x"}, files={"file": ("a.jpg", b"1")})
        assert upload.status_code == 401

    def test_token_in_a_query_opens_nothing(self, client):
        token = client.post("/web/session").json()["token"]
        client.cookies.clear()
        assert client.get("/web/messages", params={"token": token}).status_code == 401


class TestTurn:
    def test_answers_with_this_turns_messages_of_the_bot(self, session):
        answer = agree(session)
        assert answer.status_code == 200
        messages = answer.json()["messages"]
        assert [message["from"] for message in messages] == ["bot"]
        assert messages[0]["asks"] == "facts_story"
        assert messages[0]["progress"] == {"done": 0, "total": 9}

    def test_same_id_again_gives_the_first_answer_and_changes_nothing(self, session, web):
        first = agree(session).json()
        assert agree(session).json() == first
        assert web.conversations.turns == 1

    def test_same_id_with_another_body_is_a_conflict(self, session):
        agree(session)
        answer = session.post("/web/messages", json={"id": "a1", "text": "同意"})
        assert answer.status_code == 409
        assert answer.json()["error"]["code"] == "id_reused"

    def test_same_id_for_a_file_is_a_conflict(self, session):
        agree(session)
        answer = session.post("/web/files", data={"id": "a1"}, files={"file": ("a.jpg", b"1")})
        assert answer.status_code == 409

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"[]",
            b"{",
            b'"text"',
            b'{"id": "a"}',
            b'{"text": "a"}',
            b'{"id": "", "text": "a"}',
            b'{"id": 1, "text": "a"}',
            b'{"id": "a", "text": 1}',
            b'{"id": "a", "option": ""}',
            b'{"id": "a", "text": "a", "option": "b"}',
            b'{"id": "a\\n", "text": "a"}',
            b"\xff\xfe",
        ],
    )
    def test_broken_body_is_refused_in_the_shape_of_the_contract(self, session, body):
        answer = session.post("/web/messages", content=body)
        assert answer.status_code == 422
        error = answer.json()["error"]
        assert error["code"] == "unreadable"
        assert error["text"]

    def test_ten_thousand_characters_are_a_message(self, session):
        agree(session)
        answer = session.post("/web/messages", json={"id": "long", "text": "借" * 10_000})
        assert answer.status_code == 200

    def test_larger_than_any_message_is_refused(self, session):
        answer = session.post("/web/messages", json={"id": "long", "text": "借" * 200_000})
        assert answer.status_code == 413

    def test_chunked_body_is_counted_too(self, session):
        answer = session.post("/web/messages", content=(b"x" * 65536 for _ in range(8)))
        assert answer.status_code == 413

    def test_zero_characters_are_dropped(self, session):
        agree(session)
        body = {"id": "zero", "text": "借\x00钱"}
        assert session.post("/web/messages", json=body).status_code == 200
        said = session.get("/web/messages", params={"after": 3}).json()["messages"][0]
        assert said["text"] == "借钱"

    def test_fault_inside_is_told_without_words_of_the_person(self, session, web, capsys):
        web.conversations.failures = 1
        answer = agree(session)
        assert answer.status_code == 500
        assert answer.json()["error"]["code"] == "internal_fault"
        assert "张三 的消息" not in capsys.readouterr().out
        assert agree(session).status_code == 200

    def test_without_a_token_there_is_no_turn(self, client):
        assert agree(client).status_code == 401
        client.headers["Authorization"] = "Bearer nonsense"
        assert agree(client).status_code == 401


class TestHistory:
    def test_holds_both_sides_gapless(self, session):
        agree(session)
        messages = session.get("/web/messages").json()["messages"]
        assert [message["n"] for message in messages] == [1, 2, 3]
        assert [message["from"] for message in messages] == ["bot", "person", "bot"]
        assert session.get("/web/messages", params={"after": 2}).json()["messages"] == messages[2:]

    @pytest.mark.parametrize("after", ["x", "-1", "1.5", "9" * 20])
    def test_after_must_be_a_whole_number(self, session, after):
        assert session.get("/web/messages", params={"after": after}).status_code == 422

    def test_unknown_address_is_answered_in_the_shape_of_the_contract(self, session):
        answer = session.get("/web/nothing")
        assert answer.status_code == 404
        assert answer.json()["error"]["code"] == "not_found"


class TestFiles:
    def test_several_files_are_one_turn(self, session, web):
        answer_until(session, "material:iou")
        files = [("file", ("借条.jpg", photo(40))), ("file", ("背面.jpg", photo(200)))]
        answer = session.post("/web/files", data={"id": "f", "material": "iou"}, files=files)
        assert answer.json()["messages"][0]["asks"] == "signature:plaintiffs[0]"
        _, received, kind = web.materials.received[0]
        assert [file.name for file in received] == ["借条.jpg", "背面.jpg"]
        assert received[0].content == photo(40)
        assert kind == "iou"

    def test_repeated_upload_gives_the_first_answer(self, session):
        answer_until(session, "material:iou")
        send = lambda content: session.post(  # noqa: E731
            "/web/files", data={"id": "f"}, files={"file": ("a.jpg", content)}
        )
        first = send(photo(40)).json()
        assert send(photo(40)).json() == first
        assert send(photo(200)).status_code == 409

    def test_broken_file_is_a_message_not_an_error(self, session):
        answer_until(session, "material:iou")
        answer = session.post("/web/files", data={"id": "f"}, files={"file": ("a.jpg", b"")})
        assert answer.status_code == 200
        assert "打不开" in answer.json()["messages"][0]["text"]

    def test_signature_may_be_posted_as_a_picture(self, session):
        answer_until(session, "signature:plaintiffs[0]")
        answer = session.post("/web/files", data={"id": "f"}, files={"file": ("s.png", b"png")})
        assert answer.json()["messages"][0]["asks"] == "submit"

    @pytest.mark.parametrize("data", [{}, {"id": ""}, {"id": "x" * 101}])
    def test_without_a_good_id_it_is_refused(self, session, data):
        answer = session.post("/web/files", data=data, files={"file": ("a.jpg", b"1")})
        assert answer.status_code == 422

    def test_without_a_file_it_is_refused(self, session):
        assert session.post("/web/files", data={"id": "f"}).status_code == 422
        broken = session.post(
            "/web/files",
            content=b"--x\r\nnonsense",
            headers={"Content-Type": "multipart/form-data; boundary=x"},
        )
        assert broken.status_code == 422

    def test_too_many_or_too_much_is_refused(self, session):
        many = [("file", (f"{n}.jpg", b"1")) for n in range(21)]
        assert session.post("/web/files", data={"id": "f"}, files=many).status_code == 413
        declared = session.post("/web/messages", content=b"x" * 300_000)
        assert declared.status_code == 413

    def test_path_in_a_file_name_is_cut_off(self, session, web):
        answer_until(session, "material:iou")
        files = {"file": ("..\\..\\etc/passwd.png", photo())}
        session.post("/web/files", data={"id": "f"}, files=files)
        assert web.materials.received[0][1][0].name == "passwd.png"


class TestSignedAddresses:
    def test_picture_opens_without_any_header(self, session, client):
        question = answer_until(session, "submit")
        del client.headers["Authorization"]
        answer = client.get(question["images"][0]["url"])
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "image/png"
        assert answer.headers["content-disposition"].startswith("inline")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"

    def test_old_address_is_gone_and_reading_again_gives_a_new_one(self, session, web):
        question = answer_until(session, "submit")
        web.signer.expire()
        gone = session.get(question["images"][0]["url"])
        assert gone.status_code == 410
        assert gone.json()["error"]["code"] == "link_expired"
        again = session.get("/web/messages", params={"after": question["n"] - 1}).json()
        url = again["messages"][0]["images"][0]["url"]
        assert session.get(url).status_code == 200

    def test_forged_address_is_nothing(self, client):
        answer = client.get("/web/o/abc.def")
        assert answer.status_code == 404
        assert answer.json()["error"]["code"] == "link_forged"

    def test_expired_address_in_a_browser_is_a_page(self, session, web):
        question = answer_until(session, "submit")
        web.signer.expire()
        gone = session.get(question["links"][0]["url"], headers={"Accept": "text/html,*/*"})
        assert gone.status_code == 410
        assert gone.headers["content-type"].startswith("text/html")

    def test_filings_lead_to_their_documents(self, session):
        answer_until(session, "submit")
        assert session.get("/web/filings").json() == {"filings": []}
        session.post("/web/messages", json={"id": "s", "option": "submit"})
        (filing,) = session.get("/web/filings").json()["filings"]
        assert set(filing) == {"number", "status", "status_text", "case_no", "documents"}
        assert set(filing["documents"][0]) == {"kind", "url", "media_type"}
        packet = session.get(filing["documents"][-1]["url"])
        assert packet.headers["content-disposition"].startswith("attachment")


class TestLimits:
    @pytest.fixture
    def web(self) -> FakeWeb:
        from bot.channels.web.limits import Allowance, Limits

        return FakeWeb(Limits(session=Allowance(3, 0.5), new_sessions=Allowance(2, 0.5)))

    def test_hasty_session_is_told_when_to_come_again(self, session):
        for _ in range(3):
            assert session.get("/web/messages").status_code == 200
        answer = session.get("/web/messages")
        assert answer.status_code == 429
        assert int(answer.headers["retry-after"]) >= 1
        assert answer.json()["error"]["code"] == "too_many"

    def test_many_new_sessions_of_one_address_are_slowed_down(self, client):
        codes = [client.post("/web/session").status_code for _ in range(3)]
        assert codes == [201, 201, 429]


def test_slow_turns_do_not_hold_up_readers(session, web):
    web.conversations.stall_seconds = 1.0
    turns = [
        threading.Thread(target=agree, args=(session, f"slow-{number}")) for number in range(12)
    ]
    for turn in turns:
        turn.start()
    answer = session.get("/web/messages", timeout=0.8)
    for turn in turns:
        turn.join()
    assert answer.status_code == 200
