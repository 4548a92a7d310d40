"""What the person said stands in the right cell, in the same words in PDF and DOCX."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pytest
from docx import Document as read_docx

from dialogs.schema.forms import Form
from filing_backend.documents.assemble import Assembled
from filing_backend.documents.case_file import Kind, MediaType
from filing_backend.documents.fill import Filling, fill_form
from filing_backend.documents.filled import FilledForm
from filing_backend.documents.form_docx import form_docx
from filing_backend.documents.form_pdf import form_pdf
from filing_backend.documents.pages import page_texts
from filing_backend.documents.phrases import Phrases
from filing_backend.documents.typesetter import Typesetter
from tests.filing_backend.documents.rich_case import (
    GROUPS,
    PRINTED,
    TODAY,
    TOP,
    answers,
    rich_answers,
)

FOOT = re.compile(r"第\d+页/共\d+页")


def bare(text: str) -> str:
    """The text without blanks and line breaks, which differ from page to page."""
    return "".join(text.split())


def pdf_text(pdf: bytes) -> str:
    return "".join(FOOT.sub("", bare(page)) for page in page_texts(pdf))


def docx_cells(content: bytes) -> Iterator[tuple[str, str]]:
    """Label and content of each row of two cells."""
    for table in read_docx(io.BytesIO(content)).tables:
        for row in table.rows:
            texts = [bare("".join(p.text for p in cell.paragraphs)) for cell in row.cells]
            if texts[0] != texts[1]:
                yield texts[0], texts[1]


@pytest.fixture(scope="module")
def complaint_pdf(assembled: Assembled) -> bytes:
    document = assembled.one(Kind.COMPLAINT)
    assert document is not None
    return document.content


@pytest.fixture(scope="module")
def complaint_docx(assembled: Assembled) -> bytes:
    document = assembled.one(Kind.COMPLAINT, MediaType.DOCX)
    assert document is not None
    return document.content


@pytest.fixture
def filled(form: Form, interview) -> FilledForm:
    filling = Filling(interview, rich_answers(), TODAY, court="北京市朝阳区人民法院")
    return fill_form(form, filling)


def test_every_answer_is_read_in_the_pdf(complaint_pdf: bytes) -> None:
    text = pdf_text(complaint_pdf)
    assert [words for words in PRINTED if bare(words) not in text] == []


def test_every_answer_is_read_in_the_docx(complaint_docx: bytes) -> None:
    text = bare(_whole_text(complaint_docx))
    assert [words for words in PRINTED if bare(words) not in text] == []


def _whole_text(content: bytes) -> str:
    document = read_docx(io.BytesIO(content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "".join([*cells, *(paragraph.text for paragraph in document.paragraphs)])


RIGHT_CELLS = {
    "1. 本金": ["2026年11月21日", "70,500.50元"],
    "2. 利息": ["25,678.90元", "13195.23元"],
    "4. 是否主张担保权利": ["是☑", "优先受偿", "否☐"],
    "5. 是否主张实现债权的费用": ["律师费4321元", "4,321元"],
    "8. 标的总额": ["100,500.40元"],
    "1. 有无仲裁、法院管辖约定": ["有☑", "由出借人住所地人民法院管辖"],
    "2. 是否已经诉前保全": ["2026年11月2日", "（2026）京0105财保12号"],
    "3. 借款金额": ["50,000元", "47,000元", "30,000.50元", "现金☑", "转账☑"],
    "4. 借款期限": ["2023年3月6日起至2024年3月5日止", "未约定还款期限"],
    "5. 借款利率": ["12%/年", "第三条", "13.8%", "3.5倍"],
    "6. 借款提供时间": ["2023年3月6日，47,000元", "2023年7月19日，30,000.50元"],
    "8. 还款情况": ["已还本金：6,500元", "已还利息：2,350.75元", "2023年12月1日"],
    "9. 是否存在逾期还款": ["是☑", "2024年3月6日", "990天"],
    "11. 担保人、担保物": ["李㐂旺", "冀F2Z391小汽车一辆"],
    "12. 是否最高额担保（抵押、质押）": ["2025年3月9日", "88,000元"],
    "14. 是否签订保证合同": ["2023年3月7日", "赵守信", "连带责任保证☑", "2027年3月5日"],
    "15. 其他担保方式": ["是☐", "否☑"],
    "16. 其他需要说明的内容（可另附页）": ["同乡", "建材店周转", "他说过了年就还", "61,234.56元"],
    "17. 请求依据": ["第五条", "民法典第六百七十五条"],
    "18. 证据清单（可另附页）": ["借条", "转账记录", "钱有德", "北京市丰台区丰北路9号"],
    "是否考虑先行调解": ["是☐", "否☐", "更多内容☑"],
}


def test_answers_stand_in_the_right_cell_of_the_docx(complaint_docx: bytes) -> None:
    rows = dict(docx_cells(complaint_docx))
    lost = [
        (label, word)
        for label, words in RIGHT_CELLS.items()
        for word in words
        if bare(word) not in rows[bare(label)]
    ]
    assert lost == []


def test_the_pdf_says_word_for_word_what_was_filled(filled: FilledForm, setter: Typesetter) -> None:
    printed = pdf_text(form_pdf([filled], setter, Phrases.load(), TODAY).pdf)
    position = 0
    for row in filled.rows():
        wanted = bare(row.label + row.text)
        found = printed.find(wanted, position)
        assert found >= 0, f"{row.label}: {row.text}"
        position = found + len(wanted)


def test_the_docx_says_word_for_word_what_was_filled(filled: FilledForm) -> None:
    cells = list(docx_cells(form_docx([filled], TODAY)))
    expected = [(bare(row.label), bare(row.text)) for row in filled.rows() if not row.span]
    assert cells == expected


def test_the_same_case_gives_the_same_bytes(filled: FilledForm, setter: Typesetter) -> None:
    phrases = Phrases.load()
    first, second = (form_pdf([filled], setter, phrases, TODAY).pdf for _ in range(2))
    assert first == second
    assert form_docx([filled], TODAY) == form_docx([filled], TODAY)


def test_a_signature_is_drawn_and_a_missing_one_leaves_its_place(
    form: Form, interview, setter: Typesetter, complaint_docx: bytes
) -> None:
    assert len(read_docx(io.BytesIO(complaint_docx)).inline_shapes) == 1
    unsigned = fill_form(form, Filling(interview, rich_answers(), TODAY))
    assert unsigned.closing is not None
    assert unsigned.closing.signers[0].image is None
    assert "具状人（签字、盖章）：" in pdf_text(
        form_pdf([unsigned], setter, Phrases.load(), TODAY).pdf
    )


def test_the_longest_answers_stay_on_the_page_and_are_not_cut(
    form: Form, interview, setter: Typesetter
) -> None:
    story = "甲乙丙丁戊己庚辛壬癸" * 500
    unbroken = "A1" * 120
    filling = Filling(interview, rich_answers(facts_story=story, purpose=unbroken), TODAY)
    filled = fill_form(form, filling)
    pdf = form_pdf([filled], setter, Phrases.load(), TODAY).pdf
    text = pdf_text(pdf)
    assert story in text
    assert unbroken in text
    assert story in bare(_whole_text(form_docx([filled], TODAY)))


def test_twenty_plaintiffs_all_have_their_place_to_sign(
    form: Form, interview, setter: Typesetter
) -> None:
    people = [{**GROUPS["plaintiffs"][0], "name": f"原告第{number:02d}人"} for number in range(20)]
    filling = Filling(interview, answers(TOP, {**GROUPS, "plaintiffs": people}), TODAY)
    pdf = form_pdf([fill_form(form, filling)], setter, Phrases.load(), TODAY).pdf
    text = pdf_text(pdf)
    places = [text.find(f"具状人（签字、盖章）：{each['name']}") for each in people]
    assert min(places) > 0
    assert places == sorted(places)


def test_control_characters_reach_no_paper(form: Form, interview, setter: Typesetter) -> None:
    filling = Filling(interview, rich_answers(relation="同\x00乡\x0b\u202e好\ud800友"), TODAY)
    filled = fill_form(form, filling)
    assert "同乡好友" in bare(_whole_text(form_docx([filled], TODAY)))
    assert "同乡好友" in pdf_text(form_pdf([filled], setter, Phrases.load(), TODAY).pdf)


def test_markup_in_an_answer_stays_plain_words(form: Form, interview, setter: Typesetter) -> None:
    nasty = "#strong[x] $1$ {{ 7*7 }} <w:br/> & \\u{41} *粗* _斜_ @a"
    filled = fill_form(form, Filling(interview, rich_answers(relation=nasty), TODAY))
    assert bare(nasty) in pdf_text(form_pdf([filled], setter, Phrases.load(), TODAY).pdf)
    assert bare(nasty) in bare(_whole_text(form_docx([filled], TODAY)))
