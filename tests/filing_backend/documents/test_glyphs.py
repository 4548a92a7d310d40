"""A character that the font lacks blocks nothing: blank and marked in the PDF, kept in the DOCX."""

from __future__ import annotations

import io

import pytest
from docx import Document as read_docx

from filing_backend.documents.assemble import assemble
from filing_backend.documents.case_file import Kind, MediaType
from filing_backend.documents.errors import FontsMissing
from filing_backend.documents.glyphs import MISSING, mark_missing, printable
from filing_backend.documents.pages import page_texts
from tests.filing_backend.documents.conftest import CaseMaker
from tests.filing_backend.documents.rich_case import GROUPS, TOP, answers

RARE = "𠮷"


def test_rare_name_characters_of_the_font_are_printed() -> None:
    glyphs = printable()
    assert [each for each in "㐂·龘䶮〇☑☐“”…—㎡①" if ord(each) not in glyphs] == []
    assert ord(RARE) not in glyphs


def test_missing_characters_are_named_once_in_their_order() -> None:
    marked, missing = mark_missing({"a": [f"{RARE}一{RARE}", 1, None]}, frozenset(map(ord, "一")))
    assert marked == {"a": [f"{MISSING}一{MISSING}", 1, None]}
    assert missing == (RARE,)


def test_a_name_with_a_missing_glyph_is_left_to_be_written_by_hand(make_case: CaseMaker) -> None:
    plaintiff = {**GROUPS["plaintiffs"][0], "name": f"欧阳{RARE}"}
    held = answers({**TOP, "lender_names": f"欧阳{RARE}"}, {**GROUPS, "plaintiffs": [plaintiff]})
    made = assemble(make_case(answers=held))
    assert made.missing == (RARE,)
    pdf, docx = made.one(Kind.COMPLAINT), made.one(Kind.COMPLAINT, MediaType.DOCX)
    assert pdf is not None
    assert docx is not None
    text = "".join("".join(page_texts(pdf.content)).split())
    assert RARE not in text
    assert "姓名：欧阳" in text
    assert "请打印后用黑色笔手写补上" in text
    table = read_docx(io.BytesIO(docx.content)).tables[0]
    cells = "".join(cell.text for row in table.rows for cell in row.cells)
    assert f"姓名：欧阳{RARE}" in cells


def test_a_folder_without_fonts_says_so(tmp_path) -> None:
    with pytest.raises(FontsMissing, match="no font below"):
        printable(tmp_path)
