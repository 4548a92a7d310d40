"""A further case type needs YAML and a layout only: one is added from `new_type/` and run."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.understanding.values import read
from dialogs.answers import Answers
from dialogs.interview.agenda import Agenda, Ask, AskKind
from dialogs.interview.catalogue import load_interview
from dialogs.interview.commands import (
    AttachMaterial,
    ChooseOption,
    Command,
    SetAnswer,
)
from dialogs.interview.engine import apply, begin
from dialogs.interview.view import View, look
from dialogs.rules import findings
from dialogs.rules.case_fees import case_fee
from dialogs.rules.courts import candidate_courts
from dialogs.schema.check import check
from dialogs.schema.definition import Interview
from dialogs.schema.files import DIALOGS, interviews_by_label, titles
from dialogs.schema.form_files import load_form
from filing_backend.documents.fill import Filling, fill_form
from filing_backend.documents.filled import FilledForm
from filing_backend.documents.form_pdf import form_pdf
from filing_backend.documents.pages import page_texts
from filing_backend.documents.phrases import Phrases
from filing_backend.documents.typesetter import typesetter
from lian.check import the_world

FIXTURE = Path(__file__).parent / "new_type"
TODAY = date(2026, 11, 21)
ID, FORM = "gym_card", "gym_card_2026"
COURT = "北京市海淀区人民法院"
MOST_MESSAGES = 45
BEFORE_THE_INTERVIEW = 2  # consent, case type
TOLD = {
    "defendants[0].kind": "org",
    "defendants[0].org_name": "北京某某健身有限公司",
    "defendants[0].org_address": {"text": "北京市海淀区学院路1号", "code": "110108"},
    "refund_claimed": "2400",
    "jur_agreement": "no",
}


@pytest.fixture(scope="module")
def dialogs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The product's YAML with the new type put in: two folders, nothing else."""
    folder = tmp_path_factory.mktemp("new") / "dialogs"
    shutil.copytree(DIALOGS, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    shutil.copytree(FIXTURE / "interview", folder / "interviews" / ID)
    shutil.copytree(FIXTURE / "form", folder / "forms" / FORM)
    return folder


@pytest.fixture(scope="module")
def interview(dialogs: Path) -> Interview:
    return load_interview(ID, dialogs / "interviews")


def _value(interview: Interview, path: str) -> Any:
    if path in TOLD:
        return TOLD[path]
    element = interview.element(path)
    text = element.example.rsplit("就填", 1)[-1].strip()
    return read(element.type, text, TODAY, element.options).value


def _answer(interview: Interview, ask: Ask) -> Command:
    if ask.kind is AskKind.ELEMENT:
        return SetAnswer(ask.name, _value(interview, ask.name))
    if ask.kind in (AskKind.MATERIAL, AskKind.SIGNATURE):
        return AttachMaterial(None, (f"material of {ask.name}",))
    options = {AskKind.MORE: "no", AskKind.OPTIONAL: "none", AskKind.COURT: COURT}
    return ChooseOption(options.get(ask.kind, "yes"))


@pytest.fixture(scope="module")
def told(interview: Interview) -> tuple[View, list[str]]:
    """The case as it is ready to be handed over, and all that was asked."""
    state = begin(interview)
    asked: list[str] = []
    while len(asked) < 2 * MOST_MESSAGES:
        view = look(interview, state, TODAY)
        ask = Agenda(view).first()
        if ask is None or ask.kind is AskKind.SUBMIT:
            break
        asked.append(ask.asks)
        state = apply(interview, state, [_answer(interview, ask)], TODAY).state
    return look(interview, state, TODAY), asked


@pytest.fixture(scope="module")
def answers(told: tuple[View, list[str]]) -> Answers:
    return told[0].answers


@pytest.fixture(scope="module")
def filled(dialogs: Path, interview: Interview, answers: Answers) -> FilledForm:
    form = load_form(FORM, dialogs / "forms")
    return fill_form(form, Filling(interview, answers, TODAY, court=COURT))


def test_it_is_found_without_a_mistake(dialogs: Path) -> None:
    assert check(the_world(TODAY), dialogs) == []
    assert titles(dialogs / "interviews")[ID] == "服务合同纠纷（健身卡）"
    assert interviews_by_label(dialogs / "interviews")["gym"] == (ID,)


def test_it_is_asked_to_the_end_within_the_budget(told: tuple[View, list[str]]) -> None:
    asked = told[1]
    assert asked[-1] == "signature:plaintiffs[0]", asked
    assert len(asked) + BEFORE_THE_INTERVIEW <= MOST_MESSAGES
    assert len(set(asked)) == len(asked)


def test_the_rules_of_every_case_hold_for_it(answers: Answers) -> None:
    assert answers.text("total_claimed") == "2400"
    assert answers.text("defendants[0].role") == "debtor"
    assert [each.code for each in findings(ID, answers, TODAY) if each.level == "block"] == []
    assert [court.name for court in candidate_courts(ID, answers, TODAY).courts] == [COURT]
    fee = case_fee(ID, answers, TODAY)
    assert fee is not None
    assert str(fee.whole.least) == "50元"


def test_its_complaint_is_filled_and_printed(filled: FilledForm) -> None:
    rows = {row.label: row.text for row in filled.rows()}
    assert rows["1. 退款"] == "退还2,400元"
    assert rows["1. 办卡和关门"].startswith("2026年1月5日办卡，付款3,600元")
    assert rows["5. 标的总额"] == "2,400元"
    pdf = form_pdf([filled], typesetter(), Phrases.load(), TODAY)
    text = "".join("".join(page_texts(pdf.pdf)).split())
    assert pdf.missing == ()
    assert "北京某某健身有限公司" in text
    assert f"此致{COURT}" in text
