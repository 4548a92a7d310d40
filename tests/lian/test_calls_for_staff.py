"""转人工 from the chat to the court's staff and back, through both halves and their jobs."""

from __future__ import annotations

import asyncio

import httpx

from bot.messages import Inbound, Sender
from filing_backend.services.answer_call import write_to_caller
from filing_backend.services.edge import Edge
from infra.settings import Settings
from infra.worker import Worker
from lian.parts import Parts, build_parts


def test_the_wish_reaches_staff_and_their_answer_the_chat(
    settings: Settings, database_url: str
) -> None:
    asyncio.run(_play(settings, database_url))


async def _play(settings: Settings, url: str) -> None:
    parts = build_parts(settings, url)
    async with parts.open(), parts.bot.app.router.lifespan_context(parts.bot.app):
        turns = parts.bot.turns
        conversation_id = (await asyncio.to_thread(turns.start, "web")).conversation_id
        for text in ("同意", "转人工"):
            inbound = Inbound("web", conversation_id, text, turns._clock.now(), text=text)
            await asyncio.to_thread(turns.turn, inbound)
        await Worker(url, parts.tasks).drain()
        edge: Edge = parts.backend.state.edge
        (call,) = await asyncio.to_thread(edge.transact, lambda desk: desk.calls.open(limit=2))
        await asyncio.to_thread(
            edge.transact, lambda desk: write_to_caller(desk, call.id, "请打12368", "staff:a")
        )
        await Worker(url, parts.tasks).drain()
        last = (await asyncio.to_thread(turns.history, conversation_id, 0))[-1]
        assert last.sender is Sender.STAFF
        assert "请打12368" in last.text


def test_nobody_without_the_token_speaks_for_staff(settings: Settings, database_url: str) -> None:
    async def ask() -> int:
        parts: Parts = build_parts(settings, database_url)
        async with parts.open():
            transport = httpx.ASGITransport(parts.bot.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://bot") as client:
                return (await client.post("/internal/messages", json={})).status_code

    assert asyncio.run(ask()) == 401
