"""A service that understands is asked in time, by few at once, and left alone while it is ill."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from bot.understanding.remote import Remote

LONGEST = 1000


class _Service(ThreadingHTTPServer):
    """Answers once `gate` is open; `asked` grows before that."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.gate = threading.Event()
        self.gate.set()
        self.answer = b'{"ok": 1}'
        self.asked = threading.Semaphore(0)
        self.times = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: _Service

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.server.times += 1
        self.server.asked.release()
        self.server.gate.wait(20)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.server.answer)

    def log_message(self, *args: object) -> None:
        """Silent."""


@pytest.fixture
def service() -> Iterator[_Service]:
    made = _Service()
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield made
    made.gate.set()
    made.shutdown()
    made.server_close()
    thread.join()


@pytest.fixture
def remote(service: _Service) -> Iterator[Remote]:
    made = Remote(service.url, "it.is_ill", 20, 1000, LONGEST, at_once=2)
    yield made
    made.close()


def asked(remote: Remote) -> Any:
    return remote.ask("/", {"text": "某事"}, json.loads)


def test_only_so_many_wait_and_the_others_do_without_at_once(service, remote):
    service.gate.clear()
    with ThreadPoolExecutor(2) as pool:
        waiting = [pool.submit(asked, remote) for _ in range(2)]
        for _ in range(2):
            assert service.asked.acquire(timeout=20)
        assert [asked(remote) for _ in range(40)] == [None] * 40
        assert not any(each.done() for each in waiting)
        service.gate.set()
        wait(waiting, 20)
    assert [each.result() for each in waiting] == [{"ok": 1}] * 2
    assert asked(remote) == {"ok": 1}
    assert service.times == 3


def test_what_fails_gives_its_place_back(service, remote):
    service.answer = b"nonsense"
    assert [asked(remote) for _ in range(2)] == [None, None]
    service.answer = b"{}"
    assert asked(remote) == {}


def test_it_is_left_alone_after_three_failures(service, remote):
    service.answer = b"nonsense"
    assert [asked(remote) for _ in range(8)] == [None] * 8
    assert service.times == 3


def test_after_its_rest_one_alone_tries_it(service):
    remote = Remote(service.url, "it.is_ill", 20, 0, LONGEST, at_once=4)
    service.answer = b"nonsense"
    for _ in range(3):
        assert asked(remote) is None
    service.gate.clear()
    service.answer = b"{}"
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(asked, remote)
        for _ in range(4):
            assert service.asked.acquire(timeout=20)
        assert [asked(remote) for _ in range(10)] == [None] * 10
        service.gate.set()
        assert first.result(20) == {}
    assert service.times == 4
    remote.close()


def test_a_fault_of_the_reader_gives_the_place_back_too(service, remote):
    def broken(_content: bytes) -> None:
        raise RuntimeError

    for _ in range(2):
        with pytest.raises(RuntimeError):
            remote.ask("/", {}, broken)
    assert asked(remote) == {"ok": 1}


def test_an_answer_without_end_is_not_read(service, remote):
    service.answer = b'"' + b"x" * 3 * LONGEST + b'"'
    assert asked(remote) is None
