"""A form with every word and every tick decided: what both renderers print, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dialogs.schema.forms import Layout

__all__ = [
    "FilledClosing",
    "FilledForm",
    "FilledRow",
    "FilledSection",
    "Line",
    "Piece",
    "Signer",
    "Tick",
    "Value",
    "Words",
]

SHORT_LINES, LINE = 20, 32

BOX = {True: "☑", False: "☐"}


@dataclass(frozen=True, slots=True)
class Words:
    """Words that the form itself prints."""

    text: str


@dataclass(frozen=True, slots=True)
class Value:
    """What the answers give; paths: the elements it rests on."""

    text: str
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tick:
    """One box behind its label."""

    label: str
    on: bool
    paths: tuple[str, ...] = ()

    @property
    def box(self) -> str:
        """The box alone."""
        return BOX[self.on]

    @property
    def text(self) -> str:
        """The label and its box: `现金☑`."""
        return f"{self.label}{self.box}"


Piece = Words | Value | Tick


@dataclass(frozen=True, slots=True)
class Line:
    """Pieces that run on in one paragraph."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The line as it reads."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row: label and lines; `keys` are the forms.json keys that it fills."""

    label: str
    lines: tuple[Line, ...]
    keys: tuple[str, ...] = ()
    span: bool = False

    @property
    def text(self) -> str:
        """The content column as it reads, line by line."""
        return "\n".join(line.text for line in self.lines)

    @property
    def is_short(self) -> bool:
        """Whether it fits on a page whole; longer rows may go on overleaf."""
        return sum(1 + len(line.text) // LINE for line in self.lines) <= SHORT_LINES


@dataclass(frozen=True, slots=True)
class FilledSection:
    """Rows under a heading; an empty heading goes on with the table above."""

    heading: str
    note: str
    layout: Layout
    rows: tuple[FilledRow, ...]


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs. image: the signature as PNG, None to be signed by hand."""

    path: str
    name: str
    image: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class FilledClosing:
    """The end of the form. `court` is empty when no court is addressed."""

    addressed: str
    court: str
    signatory: str
    signers: tuple[Signer, ...]
    date_label: str
    date: str

    def label(self, signer: Signer) -> str:
        """What stands before a signature: with several signers, whose it is."""
        return self.signatory + (signer.name if len(self.signers) > 1 else "")


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form ready to be printed."""

    form: str
    edition: str
    title: str
    subtitle: str
    notes_heading: str
    notes: tuple[str, ...]
    sections: tuple[FilledSection, ...]
    closing: FilledClosing | None = None

    def rows(self) -> Iterator[FilledRow]:
        """All rows, in order."""
        for section in self.sections:
            yield from section.rows

    def texts(self) -> Iterator[str]:
        """Everything printed, piece by piece."""
        yield from (self.title, self.subtitle, self.notes_heading, *self.notes)
        for section in self.sections:
            yield from (section.heading, section.note)
            for row in section.rows:
                yield row.label
                yield from (line.text for line in row.lines)
        if self.closing is not None:
            closing = self.closing
            yield from (closing.addressed, closing.court, closing.signatory, closing.date_label)
            yield closing.date
            yield from (signer.name for signer in closing.signers)
