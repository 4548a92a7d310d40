"""What no client should send is answered with 4xx, never with a fault of ours."""

from __future__ import annotations

from typing import Any

import pytest

from tests.filing_backend.conftest import Stand
from tests.filing_backend.drafts import loan_draft, upload_all


@pytest.mark.parametrize(
    "odd",
    [
        {"draft_id": "a\0b"},
        {"draft_id": "../../etc"},
        {"person_id": ""},
        {"interview_id": "nothing", "definition": None},
        {"interview_version": 2**80},
        {"court": "北京\0"},
        {"answers": {"values": {"purpose": 2**80}}},
        {"answers": {"values": {}, "counts": {"loans": -1}}},
        {"answers": {"values": {}, "counts": {"loans": 10**9}}},
        {"answers": {"values": {}, "counts": {}, "more": 1}},
        {"signatures": {"plaintiffs[0]": "../x"}},
        {"provenance": {"purpose": {"message_n": -1}}},
        {"statement_of_truth_at": "2026-11-20T01:00:00"},
    ],
)
def test_an_odd_draft_is_refused(stand: Stand, odd: dict[str, Any]) -> None:
    draft = {**upload_all(stand, loan_draft()), **odd}
    answer = stand.bot_calls(
        "POST", "/api/v1/filings", json=draft, headers={"Idempotency-Key": "key-00000001"}
    )
    assert answer.status_code == 422
    assert answer.json()["error"]["text"]


@pytest.mark.parametrize("odd", ["a%00b", "..%2F..%2Fx", "%E5%BC%A0", "x" * 200])
def test_an_odd_address_is_refused(stand: Stand, odd: str) -> None:
    for method, path in (
        ("GET", f"/api/v1/filings/{odd}"),
        ("GET", f"/api/v1/materials/{odd}/content"),
        ("GET", f"/api/v1/filings/L1/documents/{odd}"),
        ("GET", f"/api/v1/drafts/{odd}/preview/1.png"),
        ("DELETE", f"/api/v1/drafts/{odd}/materials/m1"),
        ("DELETE", f"/api/v1/persons/{odd}"),
    ):
        assert stand.bot_calls(method, path).status_code in (404, 422), path


def test_answers_of_an_odd_shape_do_not_break_the_rules(stand: Stand) -> None:
    for values in (
        {"loans[0].amount_delivered": "abc"},
        {"loans[0].amount_delivered": ["47000"]},
        {"loans[0].delivered_on": "yesterday"},
        {"plaintiffs[0].name": {"text": 1}},
        {"plaintiffs[0].id_number": 5},
        {"loans[9999].due_on": "2024-01-01"},
    ):
        draft = loan_draft(values=values)
        for act in ("check", "preview"):
            answer = stand.bot_calls("POST", f"/api/v1/drafts/draft-1/{act}", json=draft)
            assert answer.status_code in (200, 422), (act, values)
