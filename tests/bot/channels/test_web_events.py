"""Server-sent events: gapless, resumable, ended with the session."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack

import httpx
import pytest

from bot.channels.web import events
from bot.exchange import SessionRef
from bot.messages import Sender


def read_events(answer: httpx.Response) -> Iterator[dict]:
    """The messages of a stream, as they come; a heartbeat is None."""
    for line in answer.iter_lines():
        if line.startswith("data: "):
            yield json.loads(line[6:])
        elif line.startswith(":"):
            yield {}


def take(stream: Iterator[dict], count: int) -> list[dict]:
    return [next(stream) for _ in range(count)]


def test_stream_gives_history_then_what_comes(session, web):
    with session.stream("GET", "/web/events") as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        stream = read_events(answer)
        assert next(stream)["n"] == 1
        web.conversations.push(web.conversations.only_conversation(), "法院收到了。")
        pushed = next(stream)
    assert (pushed["n"], pushed["from"], pushed["text"]) == (2, "bot", "法院收到了。")


def test_stream_goes_on_after_the_last_event(session, web):
    conversation = web.conversations.only_conversation()
    for number in range(450):
        web.conversations.push(conversation, str(number), Sender.STAFF)
    with session.stream("GET", "/web/events", headers={"Last-Event-ID": "51"}) as answer:
        numbers = [message["n"] for message in take(read_events(answer), 400)]
    assert numbers == list(range(52, 452))


def test_event_ids_are_the_messages_numbers(session):
    with session.stream("GET", "/web/events") as answer:
        lines = answer.iter_lines()
        assert next(lines) == "retry: 3000"
        next(lines)
        assert next(lines) == "id: 1"


def test_cookie_is_enough_for_a_stream(client):
    client.post("/web/session")
    with client.stream("GET", "/web/events") as answer:
        assert answer.status_code == 200
        assert next(read_events(answer))["n"] == 1


def test_stream_beats_while_nothing_happens(session, monkeypatch):
    monkeypatch.setattr(events, "HEARTBEAT_SECONDS", 0.05)
    with session.stream("GET", "/web/events?after=1") as answer:
        assert take(read_events(answer), 2) == [{}, {}]


def test_stream_ends_with_its_session(session, web, monkeypatch):
    monkeypatch.setattr(events, "HEARTBEAT_SECONDS", 0.05)
    with session.stream("GET", "/web/events?after=1") as answer:
        stream = read_events(answer)
        next(stream)
        web.sessions.tokens.clear()
        assert list(stream)[-2:] in ([{}], [{}, {}], [])


def test_stream_ends_when_another_page_of_the_browser_turns_to_another_conversation(session, web):
    """Nothing of the conversation that was left is shown any more."""
    left = web.conversations.only_conversation()
    with session.stream("GET", "/web/events?after=1") as answer:
        lines = answer.iter_lines()
        next(lines)
        other = web.conversations.start("web")
        (token,) = web.sessions.tokens
        web.sessions.tokens[token] = SessionRef(other.conversation_id, other.person_id)
        web.conversations.push(left, "法院收到了。")
        written = "\n".join(lines)
    assert "event: moved" in written
    assert "法院收到了" not in written


@pytest.mark.parametrize("after", ["-1", "abc"])
def test_broken_starting_point_is_refused(session, after):
    assert session.get(f"/web/events?after={after}").status_code == 422


def test_fifth_stream_of_a_session_must_wait(session):
    with ExitStack() as stack:
        streams = []
        for _ in range(4):
            answer = stack.enter_context(session.stream("GET", "/web/events"))
            streams.append(answer.iter_lines())
            next(streams[-1])
        assert session.get("/web/events").status_code == 429


def test_stream_without_a_session_is_refused(client):
    assert client.get("/web/events").status_code == 401
