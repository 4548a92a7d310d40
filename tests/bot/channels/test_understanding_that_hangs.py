"""Rasa hangs: few turns wait for it, and nobody else waits for them."""

from __future__ import annotations

import asyncio
import threading

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.understanding.embedded import EmbeddedEngine
from bot.understanding.rasa import RasaClient, RasaEngine
from tests.fakes.chat_stage import stage
from tests.fakes.web_server import serve

UNCLEAR = "麻溜的给俺整整那玩意呗"
AT_ONCE = 4


class Hanging:
    """A Rasa that answers nobody until it is let go."""

    def __init__(self) -> None:
        self.asked = 0
        self.gate = threading.Event()

    def app(self) -> Starlette:
        return Starlette(routes=[Route("/model/parse", self._parse, methods=["POST"])])

    async def _parse(self, _request: Request) -> Response:
        self.asked += 1
        while not self.gate.is_set():
            await asyncio.sleep(0.01)
        return JSONResponse({"intent": {"name": "help", "confidence": 0.97}})


@pytest.fixture
def rasa() -> Hanging:
    return Hanging()


@pytest.mark.parametrize("hung", [8, 40])
async def test_few_wait_for_it_and_nobody_else_for_them(
    rasa, settings, database_url, clock, database, hung
):
    with serve(rasa.app()) as address:
        client = RasaClient(address, timeout_seconds=60)
        async with stage(settings, database_url, clock, database) as ready:
            ready.engine.inner = RasaEngine(client, EmbeddedEngine())
            unclear = [await ready.web() for _ in range(hung)]
            people = [await ready.web() for _ in range(10)]
            asking = [asyncio.ensure_future(each.say(UNCLEAR)) for each in unclear]
            waiting = set(asking)
            while len(waiting) > AT_ONCE:
                done, waiting = await asyncio.wait(
                    waiting, timeout=20, return_when=asyncio.FIRST_COMPLETED
                )
                assert done, "more wait than may"
            for each in people:
                answer = await each.say("同意")
                assert "您遇到了什么事" in answer["messages"][-1]["text"]
            assert rasa.asked == AT_ONCE
            assert not any(each.done() for each in waiting)
            rasa.gate.set()
            answers = await asyncio.gather(*asking)
            assert all(each["messages"] for each in answers)
        client.close()
