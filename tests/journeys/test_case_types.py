"""A plain case of each type goes to the court in a budget of messages, over the web alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.fakes.contract_client import Case, ContractClient
from tests.journeys.case_types import dismissal, divorce, road_accident, service_card
from tests.journeys.server import Server

MOST_MESSAGES = 45
CASES = (dismissal, road_accident, divorce, service_card)


@pytest.mark.parametrize("make", CASES, ids=lambda make: make.__name__)
def test_a_plain_case_of_each_type_needs_at_most_45_messages(
    server: Server, make: Callable[[], Case]
) -> None:
    client = ContractClient(server.client(), make())
    client.run()
    client.poll(30, "已经交给")

    assert client.sent <= MOST_MESSAGES, client.asked
    assert client.filings()[0]["status"] == "submitted"


def test_whoever_has_not_been_to_arbitration_is_told_so_at_once(server: Server) -> None:
    told = dismissal()
    client = ContractClient(
        server.client(),
        Case(told.name, {**told.answers, "arbitration_status": "还没有申请仲裁"}, told.files),
    )
    client.run(until="plaintiffs[0].name")

    assert "劳动仲裁" in client.messages[-1]["text"]
    assert client.sent <= 5


def test_a_husband_is_told_of_both_bars_before_his_name_is_asked(server: Server) -> None:
    told = divorce()
    changed = {
        "spouse_side": "丈夫",
        "pregnancy": "正在怀孕",
        "former_suit": "是",
        "former_plaintiff": "我起诉的",
        "former_outcome": "判决不准离婚",
        "former_effective_on": "2026年9月1日",
        "new_circumstances": "无",
        "former_refusal_separated_since": "无",
    }
    client = ContractClient(
        server.client(), Case(told.name, {**told.answers, **changed}, told.files)
    )
    client.run(until="plaintiffs[0].name")

    assert "女方怀孕期间" in client.messages[-1]["text"]
    assert "2027年3月1日以前" in client.messages[-1]["text"]
