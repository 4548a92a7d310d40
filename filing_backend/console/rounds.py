"""What came back after a return: every place that was sent back, and how it stands now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from dialogs.answers import Known, split_path
from dialogs.schema.responses import Responses
from filing_backend.console.sheet import Row, Sheet, name_of
from filing_backend.contracts.drafts import FilingDraft
from filing_backend.contracts.statuses import Status
from filing_backend.services.queries import FilingView

__all__ = ["Came", "Mended", "Round", "round_of"]


class Came(StrEnum):
    """How a place stands that was sent back. GONE: it is no part of the filing any more."""

    CHANGED = "changed"
    SAME = "same"
    ABSENT = "absent"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Mended:
    """A place that was sent back. before, now: what it said, where it was changed."""

    path: str
    name: str
    reason: str
    came: Came
    before: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class Round:
    """What was sent back, and (path, name) of whatever else is not as it was."""

    mended: tuple[Mended, ...]
    others: tuple[tuple[str, str], ...]


def round_of(
    view: FilingView,
    before: FilingDraft | None,
    sheet: Sheet,
    returned: Mapping[str, str],
    responses: Responses,
) -> Round | None:
    """The round that answers a return; None in the first one, and while a return stands."""
    if before is None or view.draft is None or view.filing.status is Status.RETURNED:
        return None
    writer = _Writer(view, before, view.draft, sheet, responses)
    mended = tuple(writer.mended(path, reason) for path, reason in returned.items())
    return Round(mended, tuple(writer.others(returned)))


@dataclass(frozen=True, slots=True)
class _Writer:
    view: FilingView
    old: FilingDraft
    new: FilingDraft
    sheet: Sheet
    responses: Responses

    def mended(self, path: str, reason: str) -> Mended:
        name = self.name(path)
        if path.startswith("material:"):
            return Mended(path, name, reason, self._file_came(path.partition(":")[2]))
        if path == "court":
            came = Came.SAME if self.old.court == self.new.court else Came.CHANGED
            values = (self.old.court, self.new.court) if came is Came.CHANGED else ()
            return Mended(path, name, reason, came, *values)
        row = next((each for each in self.rows() if each.path == path), None)
        if row is None:
            return Mended(path, name, reason, self._item_came(path))
        if row.before is not None:
            return Mended(path, name, reason, Came.CHANGED, row.before, row.text)
        absent = row.known is Known.MISSING
        return Mended(path, name, reason, Came.ABSENT if absent else Came.SAME)

    def others(self, returned: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """What else was changed; an item that was taken out has no place to look at."""
        for row in self.rows():
            if row.before is not None and not _within(row.path, returned):
                yield row.path, row.name
        gone = dict.fromkeys(
            place for path in self.view.changed if (place := self._item_gone(path))
        )
        yield from (("", self.name(place)) for place in gone if not _within(place, returned))
        kinds = {each.kind for draft in (self.old, self.new) for each in draft.materials}
        for kind in sorted(kinds):
            path = f"material:{kind}"
            if path not in returned and _files(self.old, kind) != _files(self.new, kind):
                yield path, self.name(path)
        if self.old.court != self.new.court and "court" not in returned:
            yield "court", self.name("court")

    def rows(self) -> Iterator[Row]:
        for part in self.sheet.parts:
            for block in part.blocks:
                yield from block.rows
                yield from block.blank

    def name(self, path: str) -> str:
        assert self.view.interview is not None
        return name_of(self.view.interview, path, self.responses)

    def _file_came(self, kind: str) -> Came:
        now = _files(self.new, kind)
        if not now:
            return Came.ABSENT
        return Came.SAME if now == _files(self.old, kind) else Came.CHANGED

    def _item_came(self, path: str) -> Came:
        """How a whole item stands, e.g. `loans[1]`; an element without a row is wanted no more."""
        rows = [each for each in self.rows() if each.path.startswith(f"{path}.")]
        if not rows:
            return Came.GONE
        return Came.CHANGED if any(each.before is not None for each in rows) else Came.SAME

    def _item_gone(self, path: str) -> str:
        """The item a changed path belonged to, if the filing has that item no more."""
        group, index, _ = split_path(path)
        if group is None or index is None or index < self.new.answers.answers().count(group):
            return ""
        return f"{group}[{index}]"


def _files(draft: FilingDraft, kind: str) -> list[str]:
    return [each for ref in draft.materials if ref.kind == kind for each in ref.material_ids]


def _within(path: str, returned: Mapping[str, str]) -> bool:
    """Whether it was sent back itself, or as part of an item that was."""
    return any(path == place or path.startswith(f"{place}.") for place in returned)
