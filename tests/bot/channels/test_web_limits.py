"""The web API keeps its contract: signed addresses, limits, turns apart from reading."""

from __future__ import annotations

import threading

import pytest

from bot.channels.web.limits import Allowance, Limits
from tests.bot.channels.acts import agree, answer_until
from tests.fakes.web_server import FakeWeb


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
