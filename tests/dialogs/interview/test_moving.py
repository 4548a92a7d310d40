"""Back, looking again, taking items away, and answers that make earlier ones doubtful."""

from __future__ import annotations

from dialogs.interview.agenda import AskKind
from dialogs.interview.commands import Act, AddItem, ChooseOption, Do, RemoveItem, SetAnswer
from dialogs.interview.state import DoubtKind
from tests.dialogs.interview.people import COURT, Talk, full_case


def test_plain_case_asks_forty_things_at_most() -> None:
    talk = Talk(full_case())
    talk.finish()
    assert talk.ask is not None
    assert talk.ask.kind is AskKind.SUBMIT
    assert talk.asks <= 40


def test_back_goes_one_question_further_each_time_and_keeps_answers() -> None:
    talk = Talk(full_case())
    asked = []
    for _ in range(6):
        asked.append(talk.asked)
        talk.answer()
    digest = talk.view.digest()
    seen = []
    for _ in range(4):
        talk.do(Do(Act.BACK))
        seen.append(talk.asked)
    assert seen == asked[::-1][:4]
    assert talk.view.digest() == digest


def test_after_going_back_and_mending_the_next_open_question_comes() -> None:
    talk = Talk(full_case())
    for _ in range(6):
        talk.answer()
    open_ = talk.ask
    for _ in range(3):
        talk.do(Do(Act.BACK))
    talk.answer()
    assert talk.ask == open_


def test_going_back_to_the_court_keeps_the_court() -> None:
    talk = Talk(full_case())
    while talk.ask is not None and talk.ask.kind is not AskKind.STATEMENT:
        talk.answer()
    talk.do(Do(Act.BACK))
    assert talk.asked == "court"
    assert talk.state.court == COURT
    talk.do(Do(Act.SKIP))
    assert talk.asked == "statement_of_truth"
    assert talk.state.court == COURT


def test_what_was_said_of_later_items_moves_up() -> None:
    talk = Talk(full_case())
    talk.finish()
    talk.do(
        AddItem("loans"),
        SetAnswer("loans[1].amount_agreed", "80000"),
        SetAnswer("loans[1].rate", "36"),
        ChooseOption("yes"),
    )
    assert talk.state.given["loans[1].rate"].value == "36"
    talk.do(SetAnswer("loans[1].due_on", "2024-01-01"), RemoveItem("loans", 0))
    assert talk.state.given["loans[0].amount_agreed"].value == "80000"
    assert talk.state.given["loans[0].rate"].value == "36"
    assert talk.state.given["loans[0].due_on"].value == "2024-01-01"
    assert any(mark.startswith("loans[0].rate=36") for mark in talk.state.confirmed)


def test_number_of_a_loan_follows_its_loan() -> None:
    talk = Talk(full_case())
    talk.do(
        AddItem("loans"),
        AddItem("loans"),
        AddItem("repayments"),
        AddItem("repayments"),
        SetAnswer("repayments[0].loan_number", "3"),
        SetAnswer("repayments[1].loan_number", "2"),
        RemoveItem("loans", 1),
    )
    assert talk.state.given["repayments[0].loan_number"].value == "2"
    assert "repayments[1].loan_number" not in talk.state.given


def test_later_answer_that_makes_an_earlier_one_doubtful_asks_about_it() -> None:
    talk = Talk(full_case())
    talk.do(
        SetAnswer("loans[0].amount_delivered", "50000"),
        SetAnswer("loans[0].amount_agreed", "30000"),
    )
    assert talk.asked == "confirm:loans[0].amount_delivered"
    talk.do(ChooseOption("no"))
    assert talk.asked == "loans[0].amount_delivered"
    talk.do(SetAnswer("loans[0].amount_delivered", "30000"))
    assert talk.state.doubts == ()
    assert talk.state.given["loans[0].amount_delivered"].value == "30000"


def test_doubt_of_something_that_is_hidden_now_is_not_asked() -> None:
    talk = Talk(full_case())
    talk.do(
        SetAnswer("loans[0].contract_form", "debt_note"),
        SetAnswer("loans[0].debt_origin", "wages"),
    )
    assert [each.kind for each in talk.state.doubts] == [DoubtKind.CHECK]
    talk.do(SetAnswer("loans[0].contract_form", "iou", correction=True))
    assert talk.ask is not None
    assert talk.ask.kind is not AskKind.CONFIRM
