"""WordprocessingML as text: far quicker than building tables cell by cell.

Children stand in the order that the schema wants (tcW, gridSpan, shd, vAlign; spacing, ind, jc;
rFonts, b, sz): Word calls a file broken otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from docx.oxml.ns import nsdecls

__all__ = ["cell", "field", "paragraph", "row", "run", "table"]

SYMBOLS = "Segoe UI Symbol"
TWENTIETHS = 20
HALF_POINTS = 2


def run(text: str, *, size: float = 0, bold: bool = False, symbol: bool = False) -> str:
    """A run of text; size in points, 0 for that of the style."""
    properties = ""
    if symbol:
        name = quoteattr(SYMBOLS)
        properties += f"<w:rFonts w:ascii={name} w:hAnsi={name} w:eastAsia={name}/>"
    if bold:
        properties += "<w:b/>"
    if size:
        half = round(size * HALF_POINTS)
        properties += f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
    wrapped = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{wrapped}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def field(name: str) -> str:
    """A field that Word computes: PAGE, NUMPAGES."""
    return f"<w:fldSimple w:instr={quoteattr(name)}>{run('1')}</w:fldSimple>"


def paragraph(
    runs: str,
    *,
    align: str = "",
    indent: float = 0,
    line: float = 0,
    before: float = 0,
    new_page: bool = False,
    keep: bool = False,
    root: bool = False,
) -> str:
    """A paragraph of runs. indent of the first line and space before in points, line in lines.

    keep: on one page with what follows. root: it stands alone and names its namespaces itself.
    """
    properties = "<w:keepNext/>" if keep else ""
    if new_page:
        properties += "<w:pageBreakBefore/>"
    if line or before:
        rule = f' w:line="{round(line * 240)}" w:lineRule="auto"' if line else ""
        space = f' w:before="{round(before * TWENTIETHS)}"' if before else ""
        properties += f"<w:spacing{space}{rule}/>"
    if indent:
        properties += f'<w:ind w:firstLine="{round(indent * TWENTIETHS)}"/>'
    if align:
        properties += f"<w:jc w:val={quoteattr(align)}/>"
    wrapped = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    names = f" {nsdecls('w')}" if root else ""
    return f"<w:p{names}>{wrapped}{runs}</w:p>"


def cell(
    paragraphs: Iterable[str], width: int, *, span: int = 1, shade: str = "", middle: bool = False
) -> str:
    """A table cell; width in twentieths of a point."""
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    if span > 1:
        properties += f'<w:gridSpan w:val="{span}"/>'
    if shade:
        properties += f'<w:shd w:val="clear" w:color="auto" w:fill={quoteattr(shade)}/>'
    if middle:
        properties += '<w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraphs)}</w:tc>"


def row(cells: Iterable[str], *, whole: bool = False) -> str:
    """A row; whole: it does not break across pages."""
    properties = "<w:trPr><w:cantSplit/></w:trPr>" if whole else ""
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def table(rows: Iterable[str], widths: tuple[int, ...]) -> str:
    """A ruled, centred table with fixed columns."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="6" w:space="0" w:color="000000"/>' for side in sides
    )
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 60), ("left", 110), ("bottom", 60), ("right", 110))
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f"<w:tbl {nsdecls('w')}><w:tblPr>"
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
