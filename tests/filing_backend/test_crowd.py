"""Many requests at once neither hang nor run out of connections."""

from __future__ import annotations

import asyncio

import httpx

from filing_backend.app import create_backend
from tests.filing_backend.conftest import CLERK, SERVICE, Stand


def test_eighty_requests_at_once_are_all_answered(stand: Stand) -> None:
    number = stand.submitted()
    paths = [
        ("GET", f"/api/v1/filings/{number}", SERVICE),
        ("GET", f"/api/v1/filings/{number}/documents/packet", SERVICE),
        ("GET", "/api/v1/clerk/filings?status=submitted", CLERK),
        ("POST", f"/api/v1/clerk/filings/{number}/decision", CLERK),
    ]

    async def ask_all() -> list[int]:
        transport = httpx.ASGITransport(
            create_backend(stand.settings, stand.database, stand.office)
        )
        async with httpx.AsyncClient(transport=transport, base_url="http://backend") as client:
            calls = [
                client.request(method, path, headers=headers, json={"decision": "accept"})
                for _ in range(20)
                for method, path, headers in paths
            ]
            async with asyncio.timeout(60):
                return [answer.status_code for answer in await asyncio.gather(*calls)]

    assert set(asyncio.run(ask_all())) == {200}
    assert stand.status(number) == "fee_due"
    assert len(stand.court.cases()) == 1
