"""`kill -9` at random moments of a case: no answer is lost and nothing is filed twice."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Mapping

import httpx
import pytest
import sqlalchemy as sa

from infra.database import driver_url
from infra.encryption import Keyring
from infra.postgres import EmbeddedPostgres
from infra.sealing import Sealer
from tests.fakes.contract_client import ContractClient
from tests.journeys.cases import plain_loan
from tests.journeys.patient_client import PatientHttp
from tests.journeys.server import Server

KILLS = 50
KILLS_WHILE_ASKING = 30
SEED = 20261121


class Killer(threading.Thread):
    """Kills the server and starts it again, at moments drawn by chance.

    A slow machine answers nothing in that time: the server lives longer after each life in which
    nothing got through, and as short as at first after one in which something did.
    """

    def __init__(self, server: Server, http: PatientHttp, longest_seconds: float) -> None:
        super().__init__(daemon=True)
        self.server = server
        self.http = http
        self.longest_seconds = longest_seconds
        self.kills = 0
        self.failure: BaseException | None = None
        self._enough = threading.Event()
        self._random = random.Random(SEED)

    def run(self) -> None:
        """Until told that it is enough."""
        try:
            longer = 1.0
            while not self._enough.is_set():
                before = self.http.answered
                time.sleep(self._random.uniform(0.02, self.longest_seconds * longer))
                self.server.kill()
                longer = 1.0 if self.http.answered > before else min(longer * 1.3, 30)
                self.kills += 1
                self.server.start()
        except BaseException as error:
            self.failure = error

    def enough(self) -> None:
        """Stop killing; the server is up afterwards."""
        self._enough.set()
        self.join()
        if self.failure is not None:
            raise self.failure


@pytest.mark.kill
@pytest.mark.timeout(900)
def test_a_case_survives_fifty_kills(mortal_server: Server) -> None:
    server = mortal_server
    patient = PatientHttp()
    http = httpx.Client(base_url=server.address, timeout=30, transport=patient)
    case = plain_loan()
    client = ContractClient(http, case)
    killer = Killer(server, patient, longest_seconds=0.6)
    killer.start()

    client.run()
    filings = _until_submitted(client, killer)
    while killer.kills < KILLS:
        client.filings()
        time.sleep(0.1)
    killer.enough()

    assert killer.kills >= KILLS
    assert len(filings) == 1
    history = http.get("/web/messages", params={"after": 0}, headers=client.headers).json()
    numbers = [message["n"] for message in history["messages"]]
    assert numbers == list(range(1, len(numbers) + 1)), "the conversation has a gap"
    assert len(client.asked) == len(set(client.asked)) + AGAIN, client.asked
    with _database(server) as connection:
        assert _count(connection, "filing.filings") == 1
        assert _count(connection, "filing.court_cases") == 1
        assert _answers(connection, server) >= _told(case.answers)
    http.close()


ASKED_ONLY = ("court", "circumstances")
"""Questions whose answers stand elsewhere: in the draft's court, and in what each box settles."""
AGAIN = 1
"""`more:repayments` is asked twice in this case: before and after the repayment."""


def _until_submitted(client: ContractClient, killer: Killer) -> list[dict[str, object]]:
    deadline = time.monotonic() + 400
    while time.monotonic() < deadline:
        filings = client.filings()
        if filings and filings[0]["status"] == "submitted":
            return filings
        if killer.failure is not None:
            raise killer.failure
        if killer.kills >= KILLS:
            killer.longest_seconds = 20
        time.sleep(0.3)
    raise AssertionError(f"never submitted: {client.messages[-3:]}")


def _database(server: Server) -> sa.Connection:
    url = EmbeddedPostgres(server.data_dir).start()
    return sa.create_engine(driver_url(url), poolclass=sa.NullPool).connect()


def _count(connection: sa.Connection, table: str) -> int:
    return int(connection.scalar(sa.text(f"SELECT count(*) FROM {table}")) or 0)


def _answers(connection: sa.Connection, server: Server) -> set[str]:
    """Paths that the stored draft holds."""
    key = (server.data_dir / "secrets" / "master_key").read_text()
    sealer = Sealer(Keyring(key).cipher("bot", "conversation"))
    row = connection.execute(sa.text("SELECT id, sealed_state FROM bot.drafts")).one()
    return set(sealer.open(row[1], f"drafts:{row[0]}:state")["given"])


def _told(answers: Mapping[str, str]) -> set[str]:
    return {path for path in answers if path not in ASKED_ONLY}
