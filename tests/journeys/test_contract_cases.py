"""Plain cases of sales, bank loans, cards, insurers' recourse and finance leases, handed over."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from tests.fakes.contract_client import ContractClient
from tests.journeys.contract_cases import CONTRACT_CASES
from tests.journeys.server import Server

MOST_MESSAGES = 45


@pytest.fixture(scope="module", params=sorted(CONTRACT_CASES))
def client(request: pytest.FixtureRequest, server: Server) -> ContractClient:
    """A case driven until the court has it."""
    driven = ContractClient(server.client(), CONTRACT_CASES[request.param])
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
    told = ("goods", "card_no", "fee_terms", "policy_no", "loan_terms", "leased_goods")
    wanted = [client.case.answers[key] for key in told if key in client.case.answers]
    wanted += [client.case.name, client.case.answers["plaintiffs[0].org_name"]]
    assert [each for each in wanted if re.sub(r"\s", "", each) not in text] == []
