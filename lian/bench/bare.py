"""The bare path: the least that a turn must do, without any of the product.

One FastAPI route that finds a session, locks a conversation's row, stores a sealed message, moves
the row on, commits and renders a Jinja2 reply. Its figure is the ceiling of the machine.
Run by `uvicorn lian.bench.bare:application`, over the database that LIAN_BENCH_DATABASE names.
"""

from __future__ import annotations

import os
import secrets

import orjson
import sqlalchemy as sa
from anyio import CapacityLimiter, to_thread
from fastapi import FastAPI, Request, Response
from jinja2 import Template

from infra.database import Database
from infra.encryption import Cipher, Keyring

__all__ = ["application"]

REPLY = Template("记下了：{{ text }}。接下来请说第{{ n }}件事。")
TABLES = """
CREATE SCHEMA IF NOT EXISTS bare;
CREATE TABLE IF NOT EXISTS bare.conversations (id text PRIMARY KEY, n int NOT NULL, state bytea);
CREATE TABLE IF NOT EXISTS bare.messages
    (id text, n int, body bytea NOT NULL, PRIMARY KEY (id, n));
"""


class Bare:
    """The two routes of the bare path."""

    def __init__(self, database: Database, cipher: Cipher) -> None:
        self._database = database
        self._cipher = cipher
        self._threads = CapacityLimiter(8)

    async def begin(self, _request: Request) -> Response:
        """A session."""
        return Response(await to_thread.run_sync(self._begin, limiter=self._threads), 201)

    async def take(self, request: Request) -> Response:
        """A turn."""
        token = request.headers["authorization"].removeprefix("Bearer ")
        text = orjson.loads(await request.body())["text"]
        reply = await to_thread.run_sync(self._turn, token, text, limiter=self._threads)
        return Response(orjson.dumps({"messages": [{"text": reply, "asks": text}]}))

    def _begin(self) -> bytes:
        token = secrets.token_urlsafe(16)
        with self._database.transaction() as connection:
            connection.execute(
                sa.text("INSERT INTO bare.conversations VALUES (:id, 0, NULL)"), {"id": token}
            )
        return orjson.dumps({"token": token, "messages": []})

    def _turn(self, token: str, text: str) -> str:
        with self._database.transaction() as connection:
            n = connection.scalar(
                sa.text("SELECT n FROM bare.conversations WHERE id = :id FOR UPDATE"),
                {"id": token},
            )
            reply: str = REPLY.render(text=text, n=n)
            sealed = self._cipher.seal((text + reply).encode(), token)
            values = {"id": token, "n": n + 1, "body": sealed}
            connection.execute(sa.text("INSERT INTO bare.messages VALUES (:id, :n, :body)"), values)
            connection.execute(
                sa.text("UPDATE bare.conversations SET n = :n, state = :body WHERE id = :id"),
                values,
            )
        return reply


def application() -> FastAPI:
    """The bare server."""
    database = Database(os.environ["LIAN_BENCH_DATABASE"], pool_size=8)
    with database.transaction() as connection:
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(42)"))
        connection.execute(sa.text(TABLES))
    bare = Bare(database, Keyring(os.environ["LIAN_BENCH_KEY"]).cipher("bare", "turn"))
    app = FastAPI()
    app.add_api_route("/web/session", bare.begin, methods=["POST"])
    app.add_api_route("/web/messages", bare.take, methods=["POST"])
    return app
