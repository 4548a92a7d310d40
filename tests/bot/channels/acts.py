"""What a client of the web API does in many tests."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.fakes.pictures import photo

__all__ = ["agree", "answer_until"]


def agree(client: httpx.Client, id: str = "a1") -> httpx.Response:
    return client.post("/web/messages", json={"id": id, "option": "agree"})


def answer_until(client: httpx.Client, asks: str) -> Any:
    """Answer the fake's questions until it asks `asks`; its question."""
    message = agree(client, "until-0").json()["messages"][-1]
    for turn in range(1, 30):
        if message["asks"] == asks:
            return message
        if message["asks"].startswith(("material:", "signature:")):
            answer = client.post(
                "/web/files", data={"id": f"until-{turn}"}, files={"file": ("a.jpg", photo())}
            )
        else:
            body = {"id": f"until-{turn}", "text": "47000"}
            answer = client.post("/web/messages", json=body)
        message = answer.json()["messages"][-1]
    pytest.fail(f"never asked {asks}")
