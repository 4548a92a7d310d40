"""A language model behind the engine: quotes only, nothing personal sent, never waited for."""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from bot.understanding.embedded import EmbeddedEngine
from bot.understanding.engine import Context
from bot.understanding.llm import LanguageModelEngine, ModelClient
from bot.understanding.quoted import masked
from dialogs.answers import Answers
from dialogs.interview.catalogue import load_interview
from dialogs.interview.commands import Act, Do, SetAnswer

TODAY = date(2026, 11, 21)
LOAN = load_interview("private_lending")
ANSWERS = Answers({"plaintiffs[0].kind": "natural"}, {"plaintiffs": 1, "loans": 1})
TEXT = "那笔钞票拢共捌万，伊答应到2024年6月1日拿出来"
LOST = Context(TODAY, "case_type")
FIRST = EmbeddedEngine()


class _Model(ThreadingHTTPServer):
    daemon_threads = True
    answer: bytes = b"{}"
    status = 200
    delay = 0.0
    drip = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[str] = []
        self.keys: list[str | None] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def says(self, content: Any) -> None:
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        self.answer = json.dumps({"choices": [{"message": {"content": text}}]}).encode()


class _Handler(BaseHTTPRequestHandler):
    server: _Model

    def do_POST(self) -> None:
        assert self.path == "/v1/chat/completions"
        self.server.asked.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.server.keys.append(self.headers["Authorization"])
        time.sleep(self.server.delay)
        try:
            self.send_response(self.server.status)
            self.end_headers()
            for _ in range(100 if self.server.drip else 0):
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.05)
            self.wfile.write(self.server.answer)
        except OSError:
            """The client did not wait."""

    def log_message(self, *args: object) -> None:
        """Silent."""


@pytest.fixture
def model() -> Iterator[_Model]:
    server = _Model()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def client(model) -> Iterator[ModelClient]:
    made = ModelClient(model.url, "k", timeout_seconds=0.5)
    yield made
    made.close()


class _Lost:
    """An engine that understands nothing."""

    def understand(self, text: str, context: Context) -> Any:
        return FIRST.understand("", context)


def story(client: ModelClient, text: str = TEXT, asks: str | None = None) -> Any:
    context = Context(TODAY, asks, interview=LOAN, answers=ANSWERS)
    return LanguageModelEngine(client, _Lost()).understand(text, context)


def test_quotes_become_answers_that_our_own_parsers_read(model, client):
    model.says({"act": None, "answers": [
        {"element": "loans[i].amount_agreed", "quote": "捌万", "value": "90000"},
        {"element": "loans[0].due_on", "quote": "到2024年6月1日"},
    ]})  # fmt: skip
    found = story(client)
    assert found.engine == "llm"
    values = {each.path: each.value for each in found.commands}
    assert values == {"loans[0].amount_agreed": "80000", "loans[0].due_on": "2024-06-01"}
    for each in found.commands:
        assert isinstance(each, SetAnswer)
        assert each.span is not None
        assert TEXT[each.span[0] : each.span[1]] == each.text
        assert each.confidence <= 0.6
    assert model.keys == ["Bearer k"]


@pytest.mark.parametrize(
    "row",
    [
        {"element": "loans[i].amount_agreed", "quote": "九万"},
        {"element": "loans[i].amount_agreed", "quote": "捌 万"},
        {"element": "loans[i].amount_agreed", "quote": ""},
        {"element": "loans[i].amount_agreed", "quote": 80000},
        {"element": "loans[i].amount_agreed", "value": "80000"},
        {"element": "loans[i].due_on", "quote": "那笔钞票"},
        {"element": "loans[i].no_such", "quote": "捌万"},
        {"element": "principal_claimed", "quote": "捌万"},
        {"element": ["loans"], "quote": "捌万"},
        "捌万",
        None,
    ],
)
def test_what_the_words_do_not_bear_is_left_out(model, client, row):
    model.says({"answers": [row]})
    assert story(client).commands == ()


@pytest.mark.parametrize(
    "content",
    [
        "我觉得您应该起诉。", "", "{", "[]", "null", "42", '"x"', "{}", '{"answers": "x"}',
        '{"answers": {"a": 1}}', '{"act": ["human"], "act_quote": "x"}', "{" * 5000 + "}" * 5000,
        '{"act": {}}', "[" * 100_000,
    ],
)  # fmt: skip
def test_nonsense_changes_nothing(model, client, content):
    model.says(content)
    assert story(client).commands == ()


@pytest.mark.parametrize(
    "answer", [b"", b"nonsense", b"[]", b"{}", b"\xff\xfe", b'{"choices": []}']
)
def test_a_broken_answer_changes_nothing(model, client, answer):
    model.answer = answer
    assert story(client).commands == ()


def test_an_act_needs_its_words_and_must_be_harmless(model, client):
    text = "麻溜的给俺整整那玩意到底怎么弄呗"
    for act, quote, expected in [
        ("help", "怎么弄", (Do(Act.HELP, 0.6),)),
        ("help", "帮助", ()),
        ("delete_data", "怎么弄", ()),
        ("yes", "怎么弄", ()),
        ("human", "怎么弄", ()),
        ("fly", "怎么弄", ()),
    ]:
        model.says({"act": act, "act_quote": quote, "answers": []})
        assert LanguageModelEngine(client, _Lost()).understand(text, LOST).commands == expected


def test_personal_numbers_are_masked_before_they_are_sent(model, client):
    text = (
        "身份证11010519491231002x，手机138 0013 8000，卡号6222020200112233445，座机010-12345678，"
        "代码91110105MA00YYY01D，邮箱zhang.san@example.com，一三八零零一三八零零零，还了捌万"
    )
    model.says({"answers": [{"element": "loans[i].amount_agreed", "quote": "捌万"}]})
    (found,) = story(client, text).commands
    assert text[found.span[0] : found.span[1]] == "捌万"
    sent = model.asked[0]
    for secret in ("1101051949", "0013", "62220202", "12345678", "MA00YYY01D", "zhang", "一三八零"):
        assert secret not in sent
    assert len(masked(text)) == len(text)
    assert masked("2023年3月5日借了30000元，月息2分") == "2023年3月5日借了30000元，月息2分"


def test_what_the_first_engine_understands_is_not_sent(model, client):
    engine = LanguageModelEngine(client, FIRST)
    assert engine.understand("转人工", Context(TODAY)).intent == "human"
    assert engine.understand("我老公喝醉了打我", Context(TODAY)).intent == "danger_violence"
    element = LOAN.element("loans[0].amount_delivered")
    context = Context(TODAY, "loans[0].amount_delivered", element, 0, (), LOAN, ANSWERS)
    assert engine.understand("三万五", context).engine == "embedded"
    assert model.asked == []


@pytest.mark.parametrize("drip", [False, True])
def test_a_slow_model_is_left_alone_after_three_times(model, caplog, drip):
    model.drip, model.delay = drip, 0.0 if drip else 1.0
    client = ModelClient(model.url, timeout_seconds=0.1)
    began = time.monotonic()
    with caplog.at_level(logging.WARNING):
        for _ in range(8):
            assert story(client).commands == ()
    assert time.monotonic() - began < 3
    assert len(model.asked) == 3
    assert [each.message for each in caplog.records] == ["llm.unavailable"]
    client.close()


@pytest.mark.parametrize("status", [401, 429, 500])
def test_a_refusal_is_a_fault(model, client, status):
    model.status = status
    assert story(client).commands == ()


def test_a_huge_answer_is_not_read_to_its_end(model, client):
    model.answer = b"x" * 3_000_000
    assert story(client).commands == ()


@pytest.mark.parametrize(
    "text", ["", "😀" * 10, "\ud83d\ud83d\ud83d\ud83d", "一" * 10_000, "\u202e借了"]
)
def test_nothing_ends_a_turn(model, client, text):
    model.says(
        {
            "answers": [{"element": "loans[i].due_on", "quote": text}],
            "act": "help",
            "act_quote": text,
        }
    )
    story(client, text)
