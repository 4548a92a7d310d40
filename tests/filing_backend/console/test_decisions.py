"""The clerk returns, accepts, refuses and registers; once, and only what was seen."""

from __future__ import annotations

import html
import re
from typing import Any, cast

import pytest

from bot.conversation.statusing import status_text
from bot.conversation.tools import Tools
from dialogs.answers import Known
from dialogs.interview.catalogue import load_interview
from dialogs.interview.flagged import Flagged, flagged
from dialogs.schema.responses import Responses
from filing_backend.contracts import FilingCopy
from tests.filing_backend.conftest import Stand
from tests.filing_backend.console.conftest import Visitor, hidden, words
from tests.filing_backend.drafts import loan_draft, upload_all

CASE_NO = "(2026)京0105民初1234号"
TWO: dict[str, Any] = {
    "element": ["loans[0].amount_delivered", "material:transfer_record"],
    "reason:loans[0].amount_delivered": "与转账记录不一致，请核对。",
    "reason:material:transfer_record": "缺少第二页。",
}


def test_several_elements_are_returned_in_one_act(stand: Stand, clerk: Visitor) -> None:
    number = stand.submitted()
    shown = clerk.act(number, "return", step="", **TWO)
    assert shown.status_code == 200
    assert "退回补正（2 项）" in words(shown)
    assert "借款1 · 实际出借金额" in words(shown)
    assert stand.status(number) == "submitted"

    done = clerk.act(number, "return", **TWO)
    assert done.status_code == 303
    returned = stand.filing(number)["returned"]
    assert returned == [
        {"element": "loans[0].amount_delivered", "reason": "与转账记录不一致，请核对。"},
        {"element": "material:transfer_record", "reason": "缺少第二页。"},
    ]
    assert "王书记员" in words(clerk.get(f"/filings/{number}"))


def test_a_ready_made_reason_and_own_words_are_joined(stand: Stand, clerk: Visitor) -> None:
    number = stand.submitted()
    ready = "这一项没有填写，请补充。"
    form = {"element": "court", "ready:court": ready, "reason:court": "谢谢。"}
    assert clerk.act(number, "return", **form).status_code == 303
    assert stand.filing(number)["returned"] == [{"element": "court", "reason": f"{ready}谢谢。"}]


def test_a_return_without_reason_says_which_element_lacks_it(stand: Stand, clerk: Visitor) -> None:
    number = stand.submitted()
    answer = clerk.act(number, "return", **{**TWO, "reason:material:transfer_record": " "})
    assert answer.status_code == 422
    assert "没有写理由" in words(answer)
    assert 'href="#reason-material:transfer_record"' in answer.text
    assert 'id="reason-material:transfer_record"' in answer.text
    assert stand.status(number) == "submitted"


def test_a_return_with_nothing_ticked_is_explained(stand: Stand, clerk: Visitor) -> None:
    number = stand.submitted()
    answer = clerk.act(number, "return")
    assert answer.status_code == 422
    assert "没有勾选要退回的项目" in words(answer)


def test_an_element_that_is_not_in_the_filing_is_refused(stand: Stand, clerk: Visitor) -> None:
    number = stand.submitted()
    form = {"element": "loans[7].amount_delivered", "reason:loans[7].amount_delivered": "x"}
    answer = clerk.act(number, "return", **form)
    assert answer.status_code == 422
    assert "没有“loans[7].amount_delivered”这一项" in words(answer)
    assert stand.status(number) == "submitted"


def test_the_last_day_to_correct_is_told_and_kept(stand: Stand, clerk: Visitor) -> None:
    number = stand.submitted()
    shown = clerk.act(number, "return", step="", **TWO, correct_by="2026-12-01")
    assert "请最晚在2026年12月1日改好再交" in words(shown)
    assert clerk.act(number, "return", **TWO, correct_by="2026-12-01").status_code == 303
    assert stand.filing(number)["deadline"] == {"kind": "correction", "on": "2026-12-01"}
    assert "补正期限" in words(clerk.get(f"/filings/{number}"))


@pytest.mark.parametrize("day", ["2026-11-19", "下个月"])
def test_a_last_day_that_is_no_day_to_come_is_explained(
    stand: Stand, clerk: Visitor, day: str
) -> None:
    number = stand.submitted()
    answer = clerk.act(number, "return", **TWO, correct_by=day)
    assert answer.status_code == 422
    assert f"补正期限“{day}”不是今天以后的日子" in words(answer)
    assert stand.status(number) == "submitted"


def test_words_changed_after_the_preview_are_shown_before_they_are_sent(
    stand: Stand, clerk: Visitor
) -> None:
    number = stand.submitted()
    previewed = hidden(clerk.act(number, "return", step="", **TWO), "previewed")
    changed = {**TWO, "reason:material:transfer_record": "第二页看不清。"}
    again = clerk.act(number, "return", previewed=previewed, **changed)
    assert again.status_code == 200
    assert "您改过内容" in words(again)
    assert "第二页看不清。怎么改" in words(again)
    assert stand.status(number) == "submitted"
    seen = hidden(again, "previewed")
    assert clerk.act(number, "return", previewed=seen, **changed).status_code == 303


def test_all_findings_go_into_one_return_with_the_words_for_the_person(
    stand: Stand, clerk: Visitor
) -> None:
    number = stand.submitted(values={"loans[0].rate": "40", "loans[0].amount_delivered": "60000"})
    page = clerk.get(f"/filings/{number}")
    ticked = re.findall(r'name="finding" value="(\d+)"[^>]* checked', page.text)
    assert ticked
    unticked = re.findall(r'name="finding" value="(\d+)" id="[^"]*">', page.text)
    assert len(unticked) == 1
    names = [f"finding:{each}:{part}" for each in ticked for part in ("element", "reason")]
    form: dict[str, Any] = {name: hidden(page, name) for name in names}
    shown = clerk.act(number, "return", step="", finding=ticked, **form)
    assert shown.status_code == 200
    for each in ticked:
        assert form[f"finding:{each}:reason"].rstrip("。") in html.unescape(shown.text)
    assert "当事人将收到" in words(shown)


def test_a_refusal_without_any_correction_asked_before_is_warned_of(
    stand: Stand, clerk: Visitor
) -> None:
    number = stand.submitted()
    shown = clerk.act(number, "refuse", step="", reason="被告不明确。")
    assert "还没有要求过补正" in words(shown)


def test_going_back_to_edit_keeps_ticks_and_reasons(stand: Stand, clerk: Visitor) -> None:
    number = stand.submitted()
    answer = clerk.act(number, "return", step="edit", **TWO)
    assert answer.status_code == 200
    assert len(re.findall(r'name="element"[^>]* checked', answer.text)) == 2
    assert "缺少第二页。" in answer.text


def test_accepting_without_number_asks_for_the_fee(stand: Stand, clerk: Visitor) -> None:
    number = stand.submitted()
    shown = clerk.act(number, "accept", step="")
    assert "诉讼费 850元，最后一天 2026年11月27日" in words(shown)
    assert clerk.act(number, "accept").status_code == 303
    assert stand.status(number) == "fee_due"
    page = words(clerk.get(f"/filings/{number}"))
    assert "待交费" in page
    assert "登记案号" in page

    assert clerk.act(number, "register", case_no="（2026）京0105民初1234号").status_code == 303
    assert stand.filing(number)["case_no"] == CASE_NO


def test_accepting_with_a_case_number_files_at_once(stand: Stand, clerk: Visitor) -> None:
    number = stand.submitted()
    assert clerk.act(number, "accept", case_no=CASE_NO).status_code == 303
    assert stand.status(number) == "filed"
    assert CASE_NO in words(clerk.get("/filings", show="filed"))


@pytest.mark.parametrize("wrong", ["1234", "(2026)京0105民初号", "2026京0105民初1234号"])
def test_a_bad_case_number_is_explained_with_an_example(
    stand: Stand, clerk: Visitor, wrong: str
) -> None:
    number = stand.submitted()
    answer = clerk.act(number, "accept", case_no=wrong)
    assert answer.status_code == 422
    assert f"案号“{wrong}”的写法不对" in words(answer)
    assert f"例如 {CASE_NO}" in words(answer)
    assert f'value="{wrong}"' in answer.text
    assert stand.status(number) == "submitted"


def test_a_number_with_the_code_of_another_court_is_remarked_on(
    stand: Stand, clerk: Visitor
) -> None:
    number = stand.submitted()
    other = clerk.act(number, "accept", step="", case_no="(2026)京0108民初77号")
    assert "这个案号里的代字像是北京市海淀区人民法院的" in words(other)
    own = clerk.act(number, "accept", step="", case_no=CASE_NO)
    assert "代字像是" not in words(own)


def test_registering_without_a_number_is_explained(stand: Stand, clerk: Visitor) -> None:
    number = stand.submitted()
    clerk.act(number, "accept")
    answer = clerk.act(number, "register")
    assert answer.status_code == 422
    assert "没有填案号" in words(answer)


@pytest.mark.parametrize(
    ("act", "form"),
    [
        ("return", TWO),
        ("return", {**TWO, "correct_by": "2026-12-01"}),
        ("accept", {}),
        ("accept", {"case_no": CASE_NO}),
        ("refuse", {"reason": "被告不明确。"}),
    ],
)
def test_the_clerk_sees_beforehand_what_the_chat_will_say(
    stand: Stand, clerk: Visitor, act: str, form: dict[str, Any]
) -> None:
    number = stand.submitted()
    shown = words(clerk.act(number, act, step="", **form))
    assert clerk.act(number, act, **form).status_code == 303
    copy = FilingCopy.model_validate(stand.filing(number))
    items = listed(stand, copy) if act == "return" else ()
    told = status_text(copy, cast("Tools", Chat()), items)
    assert " ".join(told.split()) in shown


def listed(stand: Stand, copy: FilingCopy) -> tuple[Flagged, ...]:
    """The items as the chat tells them, from the answers that were handed over."""
    draft = stand.transact(lambda desk: desk.content(desk.filing(copy.number)))
    return flagged(
        load_interview(draft.interview_id),
        draft.answers.answers(),
        [(each.element, each.reason) for each in copy.returned],
        Chat.responses,
    )


class Chat:
    """The chat's own sentences."""

    responses = Responses.load("zh-CN")

    def say(self, code: str, **values: Any) -> str:
        """A sentence of the conversation."""
        return self.responses.say("conversation", code, **values)


def test_refusing_needs_a_reason(stand: Stand, clerk: Visitor) -> None:
    number = stand.submitted()
    assert clerk.act(number, "refuse").status_code == 422
    assert clerk.act(number, "refuse", reason="不属于民事诉讼的受案范围。").status_code == 303
    assert stand.filing(number)["reason"] == "不属于民事诉讼的受案范围。"


def test_second_click_decides_once(stand: Stand, clerk: Visitor) -> None:
    number = stand.submitted()
    for _ in range(3):
        assert clerk.act(number, "return", **TWO).status_code == 303
    history = [step["status"] for step in stand.filing(number)["history"]]
    assert history.count("returned") == 1
    entries = stand.transact(lambda desk: desk.audit.of_object(number))
    assert [entry.act for entry in entries].count("filing.return") == 1


def test_another_decision_meets_who_did_what(
    stand: Stand, clerk: Visitor, other_clerk: Visitor
) -> None:
    number = stand.submitted()
    clerk.act(number, "return", **TWO)
    answer = other_clerk.act(number, "accept", case_no=CASE_NO)
    assert answer.status_code == 409
    assert "王书记员在 2026年11月20日 10:00 作了决定：退回补正" in words(answer)
    assert stand.status(number) == "returned"


def test_a_page_of_an_earlier_round_decides_nothing(stand: Stand, clerk: Visitor) -> None:
    number = stand.submitted()
    clerk.act(number, "return", **TWO)
    corrected = upload_all(stand, loan_draft(values={"loans[0].amount_delivered": "46000"}))
    stand.bot_calls(
        "POST",
        f"/api/v1/filings/{number}/corrections",
        json=corrected,
        headers={"Idempotency-Key": "correct-0001"},
    )
    stand.work()
    answer = clerk.act(number, "accept", round="1", case_no=CASE_NO)
    assert answer.status_code == 409
    assert "您看到的是第 1 次提交的内容，当事人已经第 2 次提交" in words(answer)

    page = words(clerk.get(f"/filings/{number}"))
    assert "补正前：47,000元" in page
    assert "上次退回的理由：与转账记录不一致" in page
    assert clerk.act(number, "accept", round="2", case_no=CASE_NO).status_code == 303


def test_every_state_of_an_answer_has_words() -> None:
    from dialogs.schema.responses import Responses

    codes = Responses.load().codes("console")
    assert all(f"known_{known}" in codes for known in Known if known is not Known.GIVEN)
