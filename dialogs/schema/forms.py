"""The shape of `dialogs/forms/<form>/cells.yml`: what an official form prints, and from where.

A form is sections of rows; a row is a label and a run of cells; a cell prints fixed words,
one element, or several composed. Both renderers read the same model, so the DOCX and the
PDF cannot say different things.

Paths inside a section with `repeat: <group>`: a bare key is that item's, `root.key` is at
top level. Elsewhere a bare key is at top level. `loans[].amount` means every item of a group.
A bare group name (`agents`) has the value `some` or `none`.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

__all__ = [
    "Cell",
    "Closing",
    "Form",
    "Format",
    "Layout",
    "Row",
    "Section",
    "TickOption",
    "Wording",
    "template_path",
]


class Format(StrEnum):
    """How a value is printed; `filing_backend.documents.formatters` holds one function each."""

    TEXT = "text"
    LONG = "long"  # keeps the person's own line breaks
    MONEY = "money"  # 47,000 or 47,000.50, without 元: say `unit: 元`
    NUMBER = "number"
    DATE = "date"  # 2023年3月5日
    DURATION = "duration"  # 6个月
    TICKS = "ticks"  # 现金☑ 转账☐
    YES_NO_TICKS = "yes_no_ticks"  # 是☑ 否☐
    OPTION = "option"  # the label of the chosen option, without a box


class Layout(StrEnum):
    """`table`: ruled, label column and content column. `prose`: plain paragraphs."""

    TABLE = "table"
    PROSE = "prose"


class Wording(StrEnum):
    """Whether a label is the official print word for word, or put in our words."""

    CONFIRMED = "confirmed"
    RESTATED = "restated"


def as_list(value: Any) -> Any:
    """A single value as a list of one; `a/b` stays one string."""
    return value if isinstance(value, list | tuple) else [value]


def as_options(value: Any) -> Any:
    """The short form `{cash: 现金}` as the long one `[{on: [cash], label: 现金}]`."""
    if isinstance(value, dict):
        return [{"on": [str(key)], "label": label} for key, label in value.items()]
    return value


Strings = Annotated[tuple[str, ...], BeforeValidator(as_list)]


class Strict(BaseModel):
    """A frozen model that refuses unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TickOption(Strict):
    """One box. It is ticked when the value is (or contains) one of `on`.

    on: option ids; a yes_no element has the ids `yes` and `no`.
    after: words right behind the box, e.g. `（控股／参股）`.
    cells: what is printed behind the box, e.g. `内容：…`.
    """

    on: Strings
    label: str
    after: str = ""
    line: bool = False
    cells: tuple[Cell, ...] = ()


class Cell(Strict):
    """A piece of a row: `before` + value + `unit` + `after`, or only `text`.

    key: the keys of forms.json that it fills, several joined by `/`; `""`: none of its own.
    path: the path or paths that it prints; with `compose` all that the composer reads.
    compose: a function of `filing_backend.documents.composers`, which makes one value of
        several paths; `format` then prints that value.
    unit: behind each value (元, %), printed only when there is a value.
    each: how one item of `group[].key` reads when there are several; `{n}`, `{name}`, `{value}`.
    sparse: leaves out items without an answer, as long as one has any.
    empty, none, unknown: printed when the element was never answered, answered 无, or
        answered 不知道; `none` defaults to `empty`. Words left out here and below are those
        of `dialogs/responses/<language>/documents.yml`. A label without an answer reads 无,
        a blank in a sentence stays ＿＿. With boxes, `none: ""` says that 无 is not 否.
    line: begins a new line in the content column. gap: a wide blank before it.
    when: condition; the cell is left out when it is false. Inside an option of a tick group
        `when_ticked: true` leaves it out unless that box is ticked.
    again: the path stands in another cell too.
    """

    key: str = ""
    text: str = ""
    before: str = ""
    after: str = ""
    path: Strings = ()
    compose: str | None = None
    format: Format = Format.TEXT
    unit: str = ""
    each: str | None = None
    separator: str | None = None
    sparse: bool = False
    options: Annotated[tuple[TickOption, ...], BeforeValidator(as_options)] = ()
    empty: str | None = None
    none: str | None = None
    unknown: str | None = None
    line: bool = False
    gap: bool = False
    when: str | None = None
    when_ticked: bool = False
    again: bool = False

    @model_validator(mode="before")
    @classmethod
    def compose_in_format(cls, data: Any) -> Any:
        """`format: compose:name` means `compose: name`."""
        if isinstance(data, dict) and str(data.get("format", "")).startswith("compose:"):
            rest = {key: value for key, value in data.items() if key != "format"}
            return {**rest, "compose": str(data["format"]).removeprefix("compose:")}
        return data

    @model_validator(mode="after")
    def fits(self) -> Self:
        """A cell prints something, and says how when it is made of several paths."""
        if not (self.text or self.before or self.path or self.compose):
            raise ValueError("a cell needs text, before, path or compose")
        if len(self.path) > 1 and self.compose is None:
            raise ValueError("several paths need compose")
        if self.format is Format.TICKS and not self.options:
            raise ValueError("format ticks needs options")
        return self

    def walk(self) -> Iterator[Cell]:
        """This cell and those behind its boxes."""
        yield self
        for option in self.options:
            for cell in option.cells:
                yield from cell.walk()


class Row(Strict):
    """A row: `label` on the left, `cells` on the right.

    label: `{n}` becomes the item's number when the group has several items, else nothing.
    key: for a row whose cells have no key of their own.
    span: the label stands as small print above the content, over both columns.
    """

    label: str
    key: str = ""
    cells: tuple[Cell, ...] = ()
    wording: Wording = Wording.CONFIRMED
    when: str | None = None
    span: bool = False

    def walk(self) -> Iterator[Cell]:
        """All cells, those behind boxes too."""
        for cell in self.cells:
            yield from cell.walk()


class Section(Strict):
    """Rows under a heading. An empty heading goes on with the table above.

    repeat: a group; the rows are printed once for each item.
    absent: the rows printed instead when the group has no item.
    """

    heading: str = ""
    note: str = ""
    layout: Layout = Layout.TABLE
    repeat: str | None = None
    rows: tuple[Row, ...]
    absent: tuple[Row, ...] = ()
    when: str | None = None


class Closing(Strict):
    """The end of the form: court (此致…), who signs, date.

    court: whether the court is addressed. signers: the group that signs.
    """

    court: bool = True
    addressed: str | None = None
    signatory: str | None = None
    date: str | None = None
    signers: Literal["plaintiffs", "agents"] = "plaintiffs"


class Form(Strict):
    """One official form in one edition."""

    form: str
    edition: str
    title: str
    subtitle: str = ""
    official_no: str = ""
    notes_heading: str | None = None
    notes: tuple[str, ...] = ()
    sections: tuple[Section, ...]
    closing: Closing | None = Field(default_factory=Closing)
    digest: str = ""

    def cells(self) -> Iterator[tuple[Section, Row, Cell]]:
        """Every cell with where it stands."""
        for section in self.sections:
            for row in section.rows:
                yield from ((section, row, cell) for cell in row.walk())
            for row in section.absent:
                yield from ((section.model_copy(update={"repeat": None}), row, cell)
                            for cell in row.walk())  # fmt: skip

    def keys_by_path(self) -> dict[str, tuple[str, ...]]:
        """The forms.json keys that each template path (`loans[i].due_on`) fills."""
        found: dict[str, dict[str, None]] = {}
        for section, row, cell in self.cells():
            key = cell.key or row.key
            for path in cell.path:
                keys = found.setdefault(template_path(path, section.repeat), {})
                keys.update(dict.fromkeys(part for part in key.split("/") if part))
        return {path: tuple(keys) for path, keys in found.items()}


def template_path(path: str, repeat: str | None) -> str:
    """The template path of a path in a cell.

    `name` in a section that repeats plaintiffs → `plaintiffs[i].name`; `root.court` →
    `court`; `loans[].way` → `loans[i].way`.
    """
    if path.startswith("root."):
        return path.removeprefix("root.")
    if "[]" in path:
        return path.replace("[]", "[i]")
    return path if repeat is None else f"{repeat}[i].{path}"


TickOption.model_rebuild()
Cell.model_rebuild()
