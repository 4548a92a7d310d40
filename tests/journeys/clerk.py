"""What the court's clerk does, through the staff API."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

import httpx

__all__ = ["Clerk"]


class Clerk:
    """The staff's machine account."""

    def __init__(self, http: httpx.Client, headers: Mapping[str, str]) -> None:
        self.http = http
        self.headers = dict(headers)

    def wait_for_review(self, number: str, seconds: float = 120) -> None:
        """Wait until the filing lies at the court."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            found = self.http.get(
                "/api/v1/clerk/filings", params={"status": "submitted"}, headers=self.headers
            ).json()
            if any(filing["number"] == number for filing in found["filings"]):
                return
            time.sleep(0.2)
        raise AssertionError(f"{number} never came under review")

    def give_back(self, number: str, items: Sequence[tuple[str, str]]) -> httpx.Response:
        """Return it for correction, everything at once."""
        flagged = [{"element": element, "reason": reason} for element, reason in items]
        return self.decide(number, {"decision": "return", "items": flagged})

    def accept(self, number: str, case_no: str | None = None) -> httpx.Response:
        """Accept it; with a case number it is filed in the same act."""
        body = {"decision": "accept"} | ({"case_no": case_no} if case_no else {})
        return self.decide(number, body)

    def decide(self, number: str, body: Mapping[str, Any]) -> httpx.Response:
        """Send a decision."""
        return self.http.post(
            f"/api/v1/clerk/filings/{number}/decision", json=body, headers=self.headers
        )
