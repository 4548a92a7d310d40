"""Definitions of interviews by digest: what was handed over keeps the one it was made with."""

from __future__ import annotations

from datetime import datetime
from threading import Lock
from typing import Any

import orjson
import sqlalchemy as sa

from dialogs.errors import UnknownInterviewError
from dialogs.interview.catalogue import compile_bundle, load_interview
from dialogs.schema.definition import Interview
from dialogs.schema.files import Bundle, digest_of, read_bundle
from infra.database import Database

__all__ = ["Definitions"]


class Definitions:
    """The present interviews, and the ones that were kept. Compiled ones stay at hand."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._compiled: dict[str, Interview] = {}
        self._remembered: set[str] = set()
        self._lock = Lock()

    def keep(self, connection: sa.Connection, interview: Interview, at: datetime) -> None:
        """Store the definition, once, in the caller's transaction."""
        if interview.digest != load_interview(interview.id).digest:
            return  # it was read from here
        connection.execute(
            sa.text(
                "INSERT INTO bot.definitions (digest, interview_id, version, source, stored_at)"
                " VALUES (:digest, :id, :version, CAST(:source AS json), :at)"
                " ON CONFLICT DO NOTHING"
            ),
            {
                "digest": interview.digest,
                "id": interview.id,
                "version": interview.version,
                "source": orjson.dumps(read_bundle(interview.id)).decode(),
                "at": at,
            },
        )

    def remember(self, connection: sa.Connection, interview: Interview, at: datetime) -> None:
        """Store what a draft is begun with, for telling later what changed; once a process."""
        if interview.digest not in self._remembered:
            self._remembered.add(interview.digest)
            self.keep(connection, interview, at)

    def interview(self, interview_id: str, digest: str) -> Interview:
        """The interview of that digest, as it was.

        Raises:
            UnknownInterviewError: that definition was never kept.
        """
        present = load_interview(interview_id)
        if present.digest == digest:
            return present
        with self._lock:
            known = self._compiled.get(digest)
        if known is None:
            known = compile_bundle(self.bundle(interview_id, digest))
            with self._lock:
                self._compiled[digest] = known
        return known

    def bundle(self, interview_id: str, digest: str) -> Bundle:
        """The source of that digest.

        Raises:
            UnknownInterviewError: that definition was never kept.
        """
        present = read_bundle(interview_id)
        if digest_of(present) == digest:
            return present
        with self._database.transaction() as connection:
            source: Any = connection.scalar(
                sa.text("SELECT source FROM bot.definitions WHERE digest = :digest"),
                {"digest": digest},
            )
        if source is None:
            raise UnknownInterviewError(f"{interview_id} {digest}")
        return dict(source)
