"""Rasa beside the embedded engine: heard when it is sure, never waited for when it is down."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from bot.understanding.engine import Context
from bot.understanding.rasa import RasaClient, RasaEngine
from dialogs.interview.commands import Act, Do

TODAY = date(2026, 11, 21)
UNKNOWN_WORDS = "麻溜的给俺整整那玩意呗"


class _Server(BaseHTTPRequestHandler):
    answer = b"{}"
    asked: list[str] = []  # noqa: RUF012 - one server a test

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.asked.append(json.loads(body)["text"])
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.answer)

    def log_message(self, *args: object) -> None:
        """Silent."""


@pytest.fixture
def server():
    httpd = HTTPServer(("127.0.0.1", 0), _Server)
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    _Server.asked = []
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    httpd.server_close()
    thread.join()


def _close(engine: RasaEngine) -> None:
    engine._client.close()


def test_a_sure_intent_is_taken(server):
    _Server.answer = json.dumps({"intent": {"name": "help", "confidence": 0.97}}).encode()
    engine = RasaEngine(RasaClient(server))
    found = engine.understand(UNKNOWN_WORDS, Context(TODAY))
    assert found.commands == (Do(Act.HELP, 0.97),)
    assert found.engine == "rasa"
    _close(engine)


def test_a_sure_act_of_our_own_is_not_asked_about(server):
    engine = RasaEngine(RasaClient(server))
    assert engine.understand("转人工", Context(TODAY)).intent == "human"
    assert _Server.asked == []


@pytest.mark.parametrize("answer", [b"{}", b"nonsense", b'{"intent": {"name": "fly"}}', b"[]"])
def test_nonsense_leaves_the_embedded_word(server, answer):
    _Server.answer = answer
    engine = RasaEngine(RasaClient(server))
    assert engine.understand(UNKNOWN_WORDS, Context(TODAY)).engine == "embedded"
    _close(engine)


class _Dripping(_Server):
    def do_POST(self) -> None:
        """One byte now and then: no single read is late."""
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.end_headers()
        with contextlib.suppress(OSError):
            for _ in range(400):
                self.wfile.write(b" ")
                time.sleep(0.05)


def test_an_answer_that_comes_drop_by_drop_is_not_waited_for():
    httpd = HTTPServer(("127.0.0.1", 0), _Dripping)
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    client = RasaClient(f"http://127.0.0.1:{httpd.server_port}", timeout_seconds=0.2)
    begun = time.monotonic()
    assert client.read(UNKNOWN_WORDS) is None
    assert time.monotonic() - begun < 10
    client.close()
    httpd.shutdown()
    httpd.server_close()
    thread.join()
