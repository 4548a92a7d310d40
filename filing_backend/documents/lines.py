"""Pieces of cells run together into the lines of a row."""

from __future__ import annotations

from filing_backend.documents.filled import Line, Piece, Tick, Value, Words
from filing_backend.documents.formatters import STOPS

__all__ = ["WIDE_BLANK", "Lines"]

WIDE_BLANK = "\u3000"
CLOSING = (*STOPS, "）")
ENDS = ("！", "？", "…")
LABEL_END, COMMA = "：", "，"


class Lines:
    """Pieces run together into lines; an empty piece leaves no trace."""

    def __init__(self) -> None:
        self._lines: list[list[Piece]] = [[]]

    def new(self) -> None:
        """Begins a line, unless the last one is still empty."""
        if self._lines[-1]:
            self._lines.append([])

    def add(self, piece: Piece) -> None:
        """Adds a piece; an empty one leaves no trace, nor a stop before the form's own."""
        line = self._lines[-1]
        if isinstance(piece, Words) and piece.text.startswith(CLOSING) and line:
            last = line[-1]
            if isinstance(last, Value) and last.text.endswith(ENDS):
                piece = Words(piece.text.removeprefix("。"))
            elif isinstance(last, Value):
                line[-1] = Value(last.text.rstrip(STOPS), last.paths)
            elif last.text.endswith(LABEL_END) and piece.text.startswith(COMMA):
                # Nothing stands behind the label: a blank to write in, not `签订时间：，`.
                piece = Words(WIDE_BLANK + piece.text.removeprefix(COMMA))
        if piece.text:
            line.append(piece)

    def gap(self) -> None:
        """A wide blank, but never at the beginning of a line."""
        if self._lines[-1]:
            self.add(Words(WIDE_BLANK))

    def box(self, tick: Tick, *, first: bool, line: bool) -> None:
        """A box; a wide blank parts it from the one before."""
        if line:
            self.new()
        elif not first:
            self.gap()
        self.add(tick)

    def value(self, text: str, paths: tuple[str, ...]) -> None:
        """A value; each of its own line breaks begins a line."""
        for number, part in enumerate(text.split("\n")):
            if number:
                self._lines.append([])
            self.add(Value(part, paths))

    def done(self) -> tuple[Line, ...]:
        """The lines; an empty one when nothing was added."""
        lines = tuple(Line(tuple(line)) for line in self._lines if line)
        return lines or (Line((Value(""),)),)
