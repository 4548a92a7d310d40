"""The whole loan conversation with the real Rasa beside the bot; only in `make test-rasa`."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from tests.fakes.contract_client import ContractClient
from tests.fakes.rasa_server import RunningRasa, running_rasa
from tests.journeys.cases import plain_loan
from tests.journeys.clerk import Clerk
from tests.journeys.server import Server

pytestmark = [pytest.mark.rasa, pytest.mark.timeout(600)]

# Neither a rule nor the embedded classifier knows these; Rasa is asked.
STRANGE = "麻溜的给俺整整那玩意呗"


@contextmanager
def _counting(rasa: RunningRasa) -> Iterator[tuple[str, list[int]]]:
    """An address that hands every question on to Rasa, and the statuses of its answers."""
    statuses: list[int] = []

    class Between(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            answer = httpx.post(rasa.url + self.path, content=body, timeout=30)
            statuses.append(answer.status_code)
            self.send_response(answer.status_code)
            self.end_headers()
            self.wfile.write(answer.content)

        def log_message(self, *args: object) -> None:
            """Silent."""

    between = ThreadingHTTPServer(("127.0.0.1", 0), Between)
    thread = threading.Thread(target=between.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{between.server_port}", statuses
    finally:
        between.shutdown()
        between.server_close()
        thread.join()


def test_a_loan_case_reaches_the_court_with_rasa_beside_the_bot() -> None:
    folder = Path(tempfile.mkdtemp(prefix="lian-rasa-"))
    with running_rasa(folder) as rasa, _counting(rasa) as (url, statuses):
        server = Server(
            folder / "data", LIAN_NLU="rasa", LIAN_RASA_URL=url, LIAN_RASA_TOKEN=rasa.token
        )
        try:
            server.start()
            client = ContractClient(server.client(), plain_loan())
            client.say(STRANGE)
            client.run()
            client.poll(90, "已经交给")
            number = str(client.filings()[0]["number"])
            Clerk(server.client(), server.clerk).accept(number)
            client.poll(20, "按撤诉处理")
            written = server.log()
        finally:
            server.stop()
    shutil.rmtree(folder, ignore_errors=True)

    assert statuses
    assert set(statuses) == {httpx.codes.OK}
    assert "rasa.unavailable" not in written
    assert STRANGE not in written
