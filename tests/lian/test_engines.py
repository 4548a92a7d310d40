"""LIAN_NLU=rasa: Rasa is asked, and when it is down or slow the turn goes on without it."""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from bot.messages import Option
from bot.understanding.embedded import EmbeddedEngine
from bot.understanding.engine import Context
from bot.understanding.llm import LanguageModelEngine
from bot.understanding.rasa import RasaClient, RasaEngine
from dialogs.interview.commands import Act, Do
from infra.settings import Settings
from lian.engines import chosen_engine

TODAY = date(2026, 11, 21)
UNKNOWN_WORDS = "麻溜的给俺整整那玩意呗"
HELP = json.dumps({"intent": {"name": "help", "confidence": 0.97}, "intent_ranking": []}).encode()


class _Rasa(ThreadingHTTPServer):
    daemon_threads = True
    answer = HELP
    delay = 0.0

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.paths: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: _Rasa

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.server.paths.append(self.path)
        time.sleep(self.server.delay)
        try:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(self.server.answer)
        except OSError:
            """The client did not wait."""

    def log_message(self, *args: object) -> None:
        """Silent."""


@pytest.fixture
def rasa() -> Iterator[_Rasa]:
    server = _Rasa()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def engine_of(tmp_path: Path) -> Iterator[Callable[[str], RasaEngine]]:
    made: list[RasaEngine] = []

    def make(url: str) -> RasaEngine:
        settings = Settings(nlu="rasa", rasa_url=url, rasa_token="secret", data_dir=tmp_path)
        engine = chosen_engine(settings)
        assert isinstance(engine, RasaEngine)
        made.append(engine)
        return engine

    yield make
    for each in made:
        each._client.close()


def test_the_default_is_embedded(tmp_path: Path) -> None:
    assert isinstance(chosen_engine(Settings(nlu="embedded", data_dir=tmp_path)), EmbeddedEngine)


def test_a_language_model_stands_behind_only_where_its_address_is_set(tmp_path: Path) -> None:
    settings = Settings(nlu="embedded", llm_url="http://127.0.0.1:9/v1", data_dir=tmp_path)
    assert isinstance(chosen_engine(settings), LanguageModelEngine)


def test_the_server_is_asked_with_its_token(rasa, engine_of) -> None:
    found = engine_of(rasa.url).understand(UNKNOWN_WORDS, Context(TODAY))
    assert found.commands == (Do(Act.HELP, 0.97),)
    assert found.engine == "rasa"
    assert rasa.paths == ["/model/parse?token=secret"]


def test_a_slow_server_is_not_waited_for(rasa, engine_of, caplog) -> None:
    rasa.delay = 1.0
    engine = RasaEngine(RasaClient(rasa.url, timeout_seconds=0.1))
    began = time.monotonic()
    with caplog.at_level(logging.WARNING):
        for _ in range(6):
            assert engine.understand(UNKNOWN_WORDS, Context(TODAY)).engine == "embedded"
    assert time.monotonic() - began < 3
    assert len(rasa.paths) == 3
    assert [each.message for each in caplog.records] == ["rasa.unavailable"]


def test_a_fault_is_logged_once_until_the_server_answers_again(rasa, caplog) -> None:
    client = RasaClient(rasa.url, timeout_seconds=1.0, rest_seconds=0.0)
    rasa.answer = b"nonsense"
    with caplog.at_level(logging.WARNING):
        for _ in range(9):
            assert client.parse("你好") is None
        assert len(caplog.records) == 1
        rasa.answer = HELP
        assert client.parse("你好") is not None
        rasa.answer = b"[]"
        for _ in range(3):
            assert client.parse("你好") is None
        assert len(caplog.records) == 2
    client.close()
    client.close()


def test_a_short_answer_is_not_taken_for_an_act(rasa, engine_of) -> None:
    rasa.answer = json.dumps({"intent": {"name": "human", "confidence": 0.99}}).encode()
    options = (Option("private_lending", "民间借贷"), Option("labor", "劳动争议"))
    engine = engine_of(rasa.url)
    for context in (Context(TODAY, "case_type", options=options), Context(TODAY)):
        assert engine.understand("个人", context).commands == ()


def test_danger_is_never_given_up(rasa, engine_of) -> None:
    rasa.answer = json.dumps({"intent": {"name": "greet", "confidence": 0.99}}).encode()
    found = engine_of(rasa.url).understand("我老公喝醉了打我", Context(TODAY))
    assert found.intent == "danger_violence"
