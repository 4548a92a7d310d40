"""Uploaded files and rendered previews: what is known of them; the bytes lie in the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Connection, RowMapping

from filing_backend.domain.ids import DraftId, MaterialId, PersonId
from filing_backend.persistence.tables import materials, previews
from infra.sealing import Sealer

__all__ = ["Material", "Materials", "Preview", "Previews"]


@dataclass(frozen=True, slots=True)
class Material:
    """An accepted file, unchanged as it came."""

    id: MaterialId
    draft_id: DraftId
    person_id: PersonId
    kind: str
    name: str
    media_type: str
    size: int
    sha256: str
    pages: int
    object_key: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Materials:
    """The repository of uploaded files, in the caller's transaction."""

    connection: Connection
    sealer: Sealer

    def add(self, material: Material) -> bool:
        """Store it; False if the same bytes are in the draft already (nothing is stored)."""
        values = {name: getattr(material, name) for name in material.__slots__}
        values["sealed_name"] = self.sealer.seal(values.pop("name"), _name_place(material.id))
        added = self.connection.execute(
            insert(materials)
            .values(**values)
            .on_conflict_do_nothing(index_elements=["draft_id", "sha256"])
            .returning(materials.c.id)
        ).scalar_one_or_none()
        return added is not None

    def same_bytes(self, draft_id: str, sha256: str) -> Material | None:
        """The file with these bytes in the draft."""
        return self._one((materials.c.draft_id == draft_id) & (materials.c.sha256 == sha256))

    def by_id(self, material_id: str) -> Material | None:
        """The file with this id."""
        return self._one(materials.c.id == material_id)

    def by_ids(self, material_ids: Sequence[str]) -> dict[str, Material]:
        """Files by id; unknown ids are left out."""
        rows = self.connection.execute(
            sa.select(materials).where(materials.c.id.in_(list(material_ids)))
        ).mappings()
        return {row["id"]: self._material(row) for row in rows}

    def of_person(self, person_id: str) -> list[Material]:
        """All files of a person."""
        rows = self.connection.execute(
            sa.select(materials).where(materials.c.person_id == person_id)
        ).mappings()
        return [self._material(row) for row in rows]

    def of_draft(self, draft_id: str) -> list[Material]:
        """All files of a draft."""
        rows = self.connection.execute(
            sa.select(materials).where(materials.c.draft_id == draft_id)
        ).mappings()
        return [self._material(row) for row in rows]

    def remove(self, material_id: str) -> None:
        """Forget a file; its bytes are deleted by the caller."""
        self.connection.execute(materials.delete().where(materials.c.id == material_id))

    def _one(self, condition: sa.ColumnElement[bool]) -> Material | None:
        row = self.connection.execute(sa.select(materials).where(condition)).mappings().first()
        return None if row is None else self._material(row)

    def _material(self, row: RowMapping) -> Material:
        name = self.sealer.open(row["sealed_name"], _name_place(row["id"]))
        plain = {key: row[key] for key in Material.__slots__ if key != "name"}
        return Material(name=name, **plain)


@dataclass(frozen=True, slots=True)
class Preview:
    """The last rendered preview of a draft."""

    draft_id: str
    person_id: str
    digest: str
    pages: int
    rendered_at: datetime

    def object_key(self, page: int) -> str:
        """Where the picture of a page (from 1) lies."""
        return f"previews/{self.draft_id}/{self.digest}/{page}.png"

    def object_keys(self) -> list[str]:
        """Where the pictures of all pages lie."""
        return [self.object_key(page) for page in range(1, self.pages + 1)]


@dataclass(frozen=True, slots=True)
class Previews:
    """The repository of previews, in the caller's transaction."""

    connection: Connection

    def put(self, preview: Preview) -> None:
        """Store it in place of the draft's last one."""
        values = {name: getattr(preview, name) for name in preview.__slots__}
        self.connection.execute(
            insert(previews)
            .values(**values)
            .on_conflict_do_update(index_elements=["draft_id"], set_=values)
        )

    def of_draft(self, draft_id: str) -> Preview | None:
        """The draft's last preview."""
        return self._one(previews.c.draft_id == draft_id)

    def of_person(self, person_id: str) -> list[Preview]:
        """All previews of a person's drafts."""
        rows = self.connection.execute(
            sa.select(previews).where(previews.c.person_id == person_id)
        ).mappings()
        return [_preview(row) for row in rows]

    def remove(self, draft_id: str) -> None:
        """Forget a draft's preview."""
        self.connection.execute(previews.delete().where(previews.c.draft_id == draft_id))

    def _one(self, condition: sa.ColumnElement[bool]) -> Preview | None:
        row = self.connection.execute(sa.select(previews).where(condition)).mappings().first()
        return None if row is None else _preview(row)


def _preview(row: RowMapping) -> Preview:
    return Preview(**{name: row[name] for name in Preview.__slots__})


def _name_place(material_id: str) -> str:
    return f"materials:{material_id}:sealed_name"
