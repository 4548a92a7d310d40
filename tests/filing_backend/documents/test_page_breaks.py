"""Where a page of the complaint ends: rows, labels and sums stay together as far as they can."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from dialogs.answers import Answers
from dialogs.interview.catalogue import load_interview
from dialogs.schema.files import interview_ids
from dialogs.schema.form_files import load_form
from filing_backend.documents.case_file import Kind
from filing_backend.documents.fill import Filling, fill_form
from filing_backend.documents.filled import FilledForm, FilledRow, FilledSection, Line, Tick, Words
from filing_backend.documents.form_pdf import form_pdf
from filing_backend.documents.phrases import Phrases
from filing_backend.documents.typesetter import Typesetter
from tests.filing_backend.documents.longest_answers import TODAY, longest_answers
from tests.filing_backend.documents.test_longest_answers import papers

MARGIN = 2.3 / 2.54 * 72
LABELS = 0.27
CONTINUED = "（接上页）"


def left_columns(pdf: bytes) -> list[str]:
    """What stands in the column of labels, page by page, without blanks."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        edge = MARGIN + LABELS * (page.get_width() - 2 * MARGIN)
        text = page.get_textpage().get_text_bounded(left=MARGIN, right=edge)
        found.append(re.sub(r"\s", "", text))
    return found


def test_a_label_is_never_torn_over_two_pages() -> None:
    complaint = papers("divorce", "").one(Kind.COMPLAINT)
    assert complaint is not None
    columns = left_columns(complaint.content)
    interview = load_interview("divorce")
    filling = Filling(interview, longest_answers(interview), TODAY)
    rows = fill_form(load_form(interview.form), filling).rows()
    labels = {re.sub(r"\s", "", row.label) for row in rows if not row.span}
    assert [label for label in labels if not any(label in each for each in columns)] == []


def made(rows: list[FilledRow], setter: Typesetter) -> list[str]:
    layout = load_form("divorce_2025").sections[0].layout
    section = FilledSection("事实与理由", "", layout, (*rows,))
    form = FilledForm("f", "", "民事起诉状", "", "", (), (section,))
    return left_columns(form_pdf([form], setter, Phrases.load(), TODAY).pdf)


def row(label: str, lines: int) -> FilledRow:
    told = Words("双方约定的款项至今没有付清，多次催要都没有结果。" * 2)
    return FilledRow(label, (Line((told,)),) * lines)


def test_a_row_that_goes_on_overleaf_says_so_on_each_page(setter: Typesetter) -> None:
    pages = made([row("1. 情况", 2), row("2. 经过", 90), row("3. 其他", 2)], setter)
    assert [each.startswith(CONTINUED) for each in pages] == [False, *[True] * (len(pages) - 1)]
    assert sum(each.count(CONTINUED) for each in pages) == len(pages) - 1 > 1


def test_the_row_after_a_long_one_is_not_marked_as_going_on(setter: Typesetter) -> None:
    pages = made([row("1. 经过", 30), *[row(f"{n}. 其他", 2) for n in range(2, 30)]], setter)
    assert sum(each.count(CONTINUED) for each in pages) <= 1


def test_a_heading_goes_overleaf_with_the_long_row_below_it(setter: Typesetter) -> None:
    for filler in range(18, 24):
        rows = [row(f"{n}. 情况", 1) for n in range(filler)]
        layout = load_form("divorce_2025").sections[0].layout
        sections = (
            FilledSection("当事人信息", "", layout, tuple(rows)),
            FilledSection("事实与理由", "", layout, (row("很长的一栏，说明要占好几行的文字", 40),)),
        )
        form = FilledForm("f", "", "民事起诉状", "", "", (), sections)
        pdf = form_pdf([form], setter, Phrases.load(), TODAY).pdf
        pages = [each.get_textpage().get_text_range() for each in pypdfium2.PdfDocument(pdf)]
        head = next(text for text in pages if "事实与理由" in text)
        assert "款项" in head.split("事实与理由")[1]


@pytest.mark.parametrize("id", interview_ids())
def test_what_mediation_is_good_for_stays_on_one_page(id: str) -> None:
    interview = load_interview(id)
    form = fill_form(load_form(interview.form), Filling(interview, Answers({}, {}), TODAY))
    about = [each for each in form.rows() if each.label.startswith("是否了解先行调解")]
    assert all(each.is_short for each in about)


def test_a_day_and_a_sum_are_not_torn_from_their_units(setter: Typesetter) -> None:
    for before in range(20, 40):
        told = Words("甲" * before + "2026年11月21日")
        owed = Words("乙" * before + "1,234,567.89元")
        rows = [FilledRow("1. 情况", (Line((told,)), Line((owed,))))]
        section = FilledSection("", "", load_form("divorce_2025").sections[0].layout, (*rows,))
        form = FilledForm("f", "", "民事起诉状", "", "", (), (section,))
        pdf = form_pdf([form], setter, Phrases.load(), TODAY).pdf
        text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
        assert "2026年11月21日" in text
        assert "1,234,567.89元" in text


def test_an_answer_longer_than_a_page_above_its_boxes_stays_within_the_pages(
    setter: Typesetter,
) -> None:
    told = Line((Words("双方约定的款项至今没有付清，多次催要都没有结果。" * 120),))
    boxes = Line((Tick("有", True), Tick("无", False)))
    layout = load_form("divorce_2025").sections[0].layout
    rows = (FilledRow("1. 情况", (told, boxes)), row("2. 经过", 2))
    form = FilledForm("f", "", "民事起诉状", "", "", (), (FilledSection("", "", layout, rows),))
    for page in pypdfium2.PdfDocument(form_pdf([form], setter, Phrases.load(), TODAY).pdf):
        text = page.get_textpage()
        letters = range(text.count_chars())
        boxed = [text.get_charbox(n) for n in letters if text.get_text_range(n, 1).strip()]
        assert max(top for _, _, _, top in boxed) < page.get_height() - 60
        assert min(bottom for _, bottom, _, _ in boxed) > 30
        middles = [(round(sum(each[::2]) / 8), round(sum(each[1::2]) / 8)) for each in boxed]
        assert len(set(middles)) > len(middles) * 0.9


def test_the_boxes_of_a_long_answer_are_never_alone_on_a_page(setter: Typesetter) -> None:
    boxes = Line((Tick("有", True), Tick("无", False)))
    layout = load_form("divorce_2025").sections[0].layout
    for lines in range(80, 92):
        told = Line((Words("双方约定的款项至今没有付清，多次催要都没有结果，" * lines),))
        rows = (FilledRow("1. 情况", (told, boxes)),)
        form = FilledForm("f", "", "民事起诉状", "", "", (), (FilledSection("", "", layout, rows),))
        pdf = pypdfium2.PdfDocument(form_pdf([form], setter, Phrases.load(), TODAY).pdf)
        page = next(text for each in pdf if "☑" in (text := each.get_textpage().get_text_range()))
        assert "结果" in page.split("☑")[0]
