"""The papers of every interview, in every role, hold the longest answers that it takes."""

from __future__ import annotations

import re
from functools import cache

import pypdfium2
import pytest

from dialogs.interview.catalogue import load_interview
from dialogs.schema.files import interview_ids
from filing_backend.documents.assemble import Assembled, assemble
from filing_backend.documents.case_file import CaseFile, MediaType
from tests.fakes.materials import signature_png
from tests.filing_backend.documents.longest_answers import COURT, TODAY, longest_view

ROLES = ("side", "plaintiff_role")
MARGIN = 2.3 / 2.54 * 72
HEAD = 2.1 / 2.54 * 72
NEVER = re.compile(r"None|True|False|nan|\{\{|\}\}|[一-龥]无元|。。|，，|、、|；；|。；|。，|：：")


def _cases() -> list[tuple[str, str]]:
    found = []
    for id in interview_ids():
        elements = load_interview(id).elements
        roles = next((elements[key] for key in ROLES if key in elements), None)
        found += [(id, f"{roles.key}={each.id}") for each in roles.options] if roles else [(id, "")]
    return found


CASES = _cases()


@cache
def papers(id: str, role: str) -> Assembled:
    """All papers of the longest case."""
    key, _, value = role.partition("=")
    view = longest_view(load_interview(id), {key: value} if key else None)
    signed = {f"plaintiffs[{n}]": signature_png() for n in range(view.answers.count("plaintiffs"))}
    workings = {path: each.workings for path, each in view.derived.items() if each.workings}
    return assemble(
        CaseFile(
            view.interview, view.answers, TODAY, COURT, (), signed, workings, "L20261121-0A1B2C"
        )
    )


@pytest.fixture(params=CASES, ids=lambda case: "-".join(filter(None, case)))
def made(request: pytest.FixtureRequest) -> Assembled:
    return papers(*request.param)


def _pdfs(made: Assembled) -> list[tuple[str, bytes]]:
    return [
        (each.kind.value, each.content)
        for each in made.documents
        if each.media_type == MediaType.PDF and each.kind.value != "packet"
    ]


def test_only_a_character_outside_the_font_is_left_to_be_written_by_hand(made: Assembled) -> None:
    assert made.missing == ("𠮷",)


def test_nothing_stands_outside_the_margins(made: Assembled) -> None:
    for kind, content in _pdfs(made):
        for number, page in enumerate(pypdfium2.PdfDocument(content), start=1):
            text = page.get_textpage()
            boxes = (
                (text.get_text_range(each, 1), text.get_charbox(each))
                for each in range(text.count_chars())
            )
            inked = [box for letter, box in boxes if letter.strip()]
            assert inked, f"{kind}, page {number} is empty"
            assert min(box[0] for box in inked) >= MARGIN - 1, f"{kind}, page {number}"
            assert max(box[2] for box in inked) <= page.get_width() - MARGIN + 1, (kind, number)


def test_nothing_runs_over_the_head_of_a_page_or_over_other_words(made: Assembled) -> None:
    """What is too high for its page would stand above it, or on the row below."""
    for kind, content in _pdfs(made):
        for number, page in enumerate(pypdfium2.PdfDocument(content), start=1):
            text = page.get_textpage()
            letters = [
                text.get_charbox(each)
                for each in range(text.count_chars())
                if text.get_text_range(each, 1).strip()
            ]
            assert max(box[3] for box in letters) <= page.get_height() - HEAD, (kind, number)
            places = {(round(box[0] / 3), round((box[1] + box[3]) / 6)) for box in letters}
            assert len(places) > 0.9 * len(letters), f"{kind}, page {number} is printed twice over"


def test_no_word_of_the_program_is_printed(made: Assembled) -> None:
    for kind, content in _pdfs(made):
        pages = pypdfium2.PdfDocument(content)
        text = re.sub(r"\s", "", "".join(each.get_textpage().get_text_range() for each in pages))
        assert not NEVER.search(text), (kind, NEVER.findall(text))


def test_a_divorce_with_an_agent_has_its_power_of_attorney() -> None:
    """Its parties are never organisations; the letter serves both."""
    assert any(each.kind.value == "authorization" for each in papers("divorce", "").documents)
