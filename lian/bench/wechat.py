"""How long WeChat waits for its answers: signed and encrypted messages, so many a second.

Each is sent at its time, whether or not the ones before were answered. Everybody talks through
the same beginning of a loan case; some of what they say is for Rasa to understand, if it is asked.

Run as `python -m lian.bench.wechat ADDRESS MESSAGES_A_SECOND SECONDS`; prints one JSON line.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import secrets
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

import httpx
import xmltodict
from wechatpy.crypto import WeChatCrypto

__all__ = ["SETTINGS", "deaf_server", "drive"]

TOKEN, APP_ID, ACCOUNT = "benchtoken", "wx00000000000000bb", "gh_bench"
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
NOBODY = "http://127.0.0.1:9"
SETTINGS = {
    "LIAN_WECHAT_TOKEN": TOKEN,
    "LIAN_WECHAT_AES_KEY": AES_KEY,
    "LIAN_WECHAT_APP_ID": APP_ID,
    "LIAN_WECHAT_APP_SECRET": "bench",
    "LIAN_WECHAT_API_BASE": NOBODY,
}
"""An account whose platform is not there: what is pushed goes nowhere."""
SCRIPT = (
    "您好",
    "同意",
    "民间借贷纠纷",
    "1",
    "张伟",
    "我想先问问这件事情到底该从哪里开始弄起才比较好呢",
    "男",
    "1990年3月7日",
    "上回那个同志跟我讲的那一套我回去以后又有点想不明白了",
    "上一步",
)
NO_ANSWERS = ("正在处理", "出了点问题", "没有记下来")
DEADLINE_SECONDS = 4.0


@dataclass
class _Outcome:
    spent: list[float] = field(default_factory=list)
    unanswered: int = 0


class _Platform:
    """Signs and encrypts as the platform does."""

    def __init__(self) -> None:
        self._crypto = WeChatCrypto(TOKEN, AES_KEY, APP_ID)
        self._run = secrets.randbelow(10**8) * 10**9

    def callback(self, place: int, sender: str, words: str) -> tuple[dict[str, str], bytes]:
        """Query and body of one message."""
        now, nonce = str(int(time.time())), secrets.token_hex(5)
        fields = {
            "ToUserName": ACCOUNT,
            "FromUserName": sender,
            "CreateTime": now,
            "MsgType": "text",
            "Content": words,
            "MsgId": str(self._run + place),
        }
        inner = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in fields.items())
        sealed = self._crypto.encrypt_message(f"<xml>{inner}</xml>", nonce, now)
        encrypted = xmltodict.parse(sealed)["xml"]["Encrypt"]
        parts = sorted((TOKEN, now, nonce, encrypted))
        query = {
            "timestamp": now,
            "nonce": nonce,
            "encrypt_type": "aes",
            "msg_signature": hashlib.sha1("".join(parts).encode()).hexdigest(),
        }
        return query, f"<xml><Encrypt>{encrypted}</Encrypt></xml>".encode()

    def text(self, answer: bytes) -> str:
        """What the person reads; empty for nothing."""
        if not answer.startswith(b"<xml"):
            return ""
        found = xmltodict.parse(answer)["xml"]
        given = found["MsgSignature"], found["TimeStamp"], found["Nonce"]
        plain = self._crypto.decrypt_message(answer.decode(), *given)
        return str(xmltodict.parse(plain)["xml"]["Content"])


def drive(address: str, per_second: int, seconds: int) -> dict[str, Any]:
    """Figures of one load, in milliseconds."""
    found = asyncio.run(_drive(address, per_second, seconds))
    spent = sorted(found.spent)
    parts = {"p50_ms": 0.5, "p95_ms": 0.95, "p99_ms": 0.99}
    figures = {name: round(spent[int(len(spent) * part)] * 1000) for name, part in parts.items()}
    return {
        "messages": len(spent),
        **figures,
        "most_ms": round(spent[-1] * 1000),
        "over_4_s": sum(each > DEADLINE_SECONDS for each in spent),
        "answered_later": found.unanswered,
    }


async def _drive(address: str, per_second: int, seconds: int) -> _Outcome:
    platform, outcome = _Platform(), _Outcome()
    run = secrets.token_hex(4)
    people = [f"oBench{run}_{number}" for number in range(per_second * seconds // len(SCRIPT))]
    plan = [(person, words) for words in SCRIPT for person in people]
    limits = httpx.Limits(max_connections=500, max_keepalive_connections=200)

    async def one(http: httpx.AsyncClient, place: int) -> None:
        query, body = platform.callback(place, *plan[place])
        begun = time.perf_counter()
        answer = await http.post(f"{address}/wechat", params=query, content=body)
        outcome.spent.append(time.perf_counter() - begun)
        text = platform.text(answer.content)
        if not text or any(each in text for each in NO_ANSWERS):
            outcome.unanswered += 1

    async with httpx.AsyncClient(timeout=30, limits=limits, trust_env=False) as http:
        begun = time.perf_counter()
        running = []
        for place in range(len(plan)):
            await asyncio.sleep(max(0.0, begun + place / per_second - time.perf_counter()))
            running.append(asyncio.ensure_future(one(http, place)))
        await asyncio.gather(*running)
    return outcome


@contextmanager
def deaf_server() -> Iterator[str]:
    """The address of a server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=512) as listener:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


if __name__ == "__main__":
    sys.stdout.write(json.dumps(drive(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))) + "\n")
