"""How long the platform waits for a WeChat turn at 50 messages a second.

A real `lian serve` with the default engine; every message is signed and encrypted, and sent at its
time whether or not the ones before were answered. Each person talks through the same beginning of
a loan case.

    python -m tests.benchmarks.wechat_turns [messages a second] [seconds] [processes]

`lian bench` measures the same with cryptography of its own; here it is the tests' independent one.

2026-11-21, four cores shared with other work (load 8), `wechat_turns 50 20 1`: 1,000 messages,
p50 13 ms, p95 32 ms, p99 49 ms, the slowest 103 ms; every one answered in time.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path

import httpx

from infra.clock import SystemClock
from tests.fakes.wechat_platform import AES_KEY, APP_ID, SECRET, TOKEN, FakePlatform
from tests.journeys.server import Server

SCRIPT = (
    "您好",
    "同意",
    "民间借贷纠纷",
    "1",
    "张伟",
    "男",
    "1990年3月7日",
    "为什么",
    "汉族",
    "上一步",
)
GOAL_SECONDS = 1.0
OUTSIDE = "http://127.0.0.1:9"


async def measure(address: str, per_second: int, seconds: int) -> tuple[list[float], list[str]]:
    """Seconds each answer took, and the answers that were no answer."""
    platform = FakePlatform(SystemClock())
    people = [
        platform.person(f"oBench{number}") for number in range(per_second * seconds // len(SCRIPT))
    ]
    plan = [(person, words) for words in SCRIPT for person in people]
    spent: list[float] = []
    strange: list[str] = []
    limits = httpx.Limits(max_connections=500, max_keepalive_connections=200)

    async def one(http: httpx.AsyncClient, place: int) -> None:
        person, words = plan[place]
        fields = {"MsgType": "text", "Content": words, "MsgId": platform.next_id()}
        callback = platform.sealed(platform.xml(person, fields))
        begun = time.perf_counter()
        answer = await http.post(f"{address}/wechat", params=callback.query, content=callback.body)
        spent.append(time.perf_counter() - begun)
        text = platform.opened(answer.text, person) if answer.text.startswith("<xml") else ""
        if not text or "正在处理" in text or "出了点问题" in text or "没有记下来" in text:
            strange.append(f"{answer.status_code} {text[:40]}")

    async with httpx.AsyncClient(timeout=30, limits=limits, trust_env=False) as http:
        begun = time.perf_counter()
        running = []
        for place in range(len(plan)):
            await asyncio.sleep(max(0.0, begun + place / per_second - time.perf_counter()))
            running.append(asyncio.ensure_future(one(http, place)))
        await asyncio.gather(*running)
    return spent, strange


def main(per_second: int = 50, seconds: int = 30, processes: int = 1) -> int:
    """Print the figures; 1 if the goal is missed."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(
            Path(folder) / "data",
            processes,
            LIAN_WECHAT_TOKEN=TOKEN,
            LIAN_WECHAT_AES_KEY=AES_KEY,
            LIAN_WECHAT_APP_ID=APP_ID,
            LIAN_WECHAT_APP_SECRET=SECRET,
            LIAN_WECHAT_API_BASE=OUTSIDE,
            LIAN_LOG_LEVEL="error",
        ).start()
        try:
            asyncio.run(measure(server.address, 10, 3))
            spent, strange = asyncio.run(measure(server.address, per_second, seconds))
        finally:
            server.stop()
    spent.sort()
    figures = {name: spent[int(len(spent) * part)] for name, part in _PARTS.items()}
    shown = "  ".join(f"{name} {value * 1000:.0f} ms" for name, value in figures.items())
    sys.stdout.write(
        f"{len(spent)} messages at {per_second}/s, {processes} process(es): {shown}"
        f"  most {spent[-1] * 1000:.0f} ms  without an answer in time: {len(strange)}\n"
    )
    for each in strange[:5]:
        sys.stdout.write(f"  {each}\n")
    return int(figures["p99"] > GOAL_SECONDS or bool(strange))


_PARTS = {"p50": 0.5, "p95": 0.95, "p99": 0.99}

if __name__ == "__main__":
    sys.exit(main(*(int(each) for each in sys.argv[1:])))
