"""Plain cases of leases, house sales, property service and securities, each role, handed over."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from tests.fakes.contract_client import Case, ContractClient
from tests.journeys.house_cases import HOUSE_CASES, MANAGER
from tests.journeys.server import Server

MOST_MESSAGES = 45
TOLD = (
    "house_address",
    "fee_standard",
    "perform_detail",
    "false_statement",
    "buys",
    "defendants[0].name",
    "defendants[0].org_name",
    "plaintiffs[0].name",
    "plaintiffs[0].org_name",
)


@pytest.fixture(scope="module", params=sorted(HOUSE_CASES))
def client(request: pytest.FixtureRequest, server: Server) -> ContractClient:
    """A case driven until the court has it."""
    driven = ContractClient(server.client(), HOUSE_CASES[request.param])
    driven.run()
    driven.poll(60, "已经交给")
    return driven


def test_a_plain_case_keeps_its_budget(client: ContractClient) -> None:
    assert client.sent <= MOST_MESSAGES, client.asked


def test_what_was_typed_stands_in_the_complaint(client: ContractClient) -> None:
    document = next(
        each
        for each in client.filings()[0]["documents"]
        if (each["kind"], each["media_type"]) == ("complaint", "application/pdf")
    )
    pages = pypdfium2.PdfDocument(client.http.get(document["url"]).content)
    text = "".join(re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in pages)
    wanted = [client.case.answers[key] for key in TOLD if key in client.case.answers]
    assert [
        each for each in [client.case.name, *wanted] if re.sub(r"\s", "", each) not in text
    ] == []


def test_a_manager_who_has_not_demanded_the_fee_is_told_so_at_once(server: Server) -> None:
    told = {**MANAGER.answers, "fee_demand": "否"}
    client = ContractClient(server.client(), Case(MANAGER.name, told, MANAGER.files))
    client.run(until="confirm:fee_demand")

    assert client.question is not None
    assert "先催" in client.question["text"]
    assert client.sent <= 4
