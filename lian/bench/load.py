"""The load: many people who answer a loan interview at once, over plain HTTP/1.1.

Run as `python -m lian.bench.load ADDRESS PEOPLE SECONDS`; prints one JSON line. It runs in a
process of its own, with a client as small as possible, since its work is taken from the same
machine.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

__all__ = ["ANSWERS", "Connection", "drive"]

ANSWERS: tuple[str, ...] = (
    "同意",
    "民间借贷纠纷",
    "个人",
    "陈静",
    "11010519491231002X",
    "汉族",
    "北京晨光文具店",
    "店员",
    "13800138000",
    "北京市朝阳区建国路1号院2号楼301室",
    "个人",
    "李伟",
    "440524188001010014",
    "北京市海淀区中关村大街9号",
    "没有了",
    "借条",
    "5万元",
    "五万",
    "2023年3月5日",
    "转账",
    "2024年3月5日",
    "月息1分",
    "没有了",
    "还有",
    "1万元",
    "2024-05-01",
    "没有了",
    "说好的利息和逾期利息都要，一直算到还清",
    "是",
    "都没有",
)
"""A plain case in the order it is asked, up to the optional question."""


@dataclass
class Connection:
    """One kept-alive connection."""

    host: str
    port: int
    token: str = ""
    _streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def post(self, path: str, body: dict[str, Any]) -> tuple[int, bytes]:
        """Send JSON; status and body of the answer."""
        if self._streams is None:
            self._streams = await asyncio.open_connection(self.host, self.port)
        reader, writer = self._streams
        content = json.dumps(body, ensure_ascii=False).encode()
        bearer = f"Authorization: Bearer {self.token}\r\n" if self.token else ""
        writer.write(
            f"POST {path} HTTP/1.1\r\nHost: {self.host}\r\n{bearer}"
            f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n".encode()
            + content
        )
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        return int(head[9:12]), await reader.readexactly(length)

    def close(self) -> None:
        """Close it."""
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


@dataclass
class Tally:
    """What was measured: seconds of each turn, and what went wrong."""

    seconds: list[float] = field(default_factory=list)
    faults: int = 0
    strayed: int = 0


async def drive(address: str, people: int, seconds: float) -> Tally:
    """`people` at once for `seconds`; each begins anew when the interview is through."""
    place = urlsplit(address)
    tally = Tally()
    until = time.perf_counter() + seconds
    await asyncio.gather(
        *(_person(place.hostname or "", place.port or 80, until, tally) for _ in range(people))
    )
    return tally


async def _person(host: str, port: int, until: float, tally: Tally) -> None:
    connection = Connection(host, port)
    while time.perf_counter() < until:
        connection.token = ""
        status, body = await connection.post("/web/session", {})
        if status != 201:
            tally.faults += 1
            continue
        connection.token = json.loads(body)["token"]
        await _case(connection, until, tally)
    connection.close()


async def _case(connection: Connection, until: float, tally: Tally) -> None:
    before = ""
    for number, words in enumerate(ANSWERS):
        if time.perf_counter() > until:
            return
        started = time.perf_counter()
        status, body = await connection.post("/web/messages", {"id": str(number), "text": words})
        tally.seconds.append(time.perf_counter() - started)
        if status != 200:
            tally.faults += 1
            return
        asks = json.loads(body)["messages"][-1]["asks"]
        tally.strayed += asks == before
        before = asks


def main() -> None:
    """Drive as the arguments say and print what was measured."""
    address, people, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    started = time.perf_counter()
    tally = asyncio.run(drive(address, people, seconds))
    taken = time.perf_counter() - started
    ordered = sorted(tally.seconds) or [0.0]
    report = {
        "turns": len(tally.seconds),
        "per_second": round(len(tally.seconds) / taken, 1),
        "p50_ms": round(ordered[len(ordered) // 2] * 1000, 2),
        "p99_ms": round(ordered[int(len(ordered) * 0.99)] * 1000, 2),
        "faults": tally.faults,
        "strayed": tally.strayed,
    }
    sys.stdout.write(json.dumps(report) + "\n")


if __name__ == "__main__":
    main()
