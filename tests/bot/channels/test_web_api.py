"""The web API keeps its contract: sessions, turns, history, files."""

from __future__ import annotations

import pytest

from tests.bot.channels.acts import agree, answer_until
from tests.fakes.pictures import photo

MESSAGE_KEYS = {"n", "from", "text", "options", "asks", "input", "links", "images", "progress"}


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
