"""A filing from hand-over to its end, with every turn it may take."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from filing_backend.services.queries import view_filing
from filing_backend.services.watch import note_overdue
from tests.filing_backend.conftest import Stand
from tests.filing_backend.drafts import loan_draft, upload_all

CASE_NO = "(2026)京0105民初1234号"
ITEMS = [{"element": "loans[0].amount_delivered", "reason": "与转账记录不一致"}]


def statuses(stand: Stand, number: str) -> list[str]:
    return [step["status"] for step in stand.filing(number)["history"]]


def correct(stand: Stand, number: str, key: str = "correct-0001", **values: str):
    draft = upload_all(stand, loan_draft(values=values))
    return stand.bot_calls(
        "POST",
        f"/api/v1/filings/{number}/corrections",
        json=draft,
        headers={"Idempotency-Key": key},
    )


def test_a_plain_filing_is_accepted_and_gets_its_case_number(stand: Stand) -> None:
    number = stand.submitted()
    answer = stand.decide(number, decision="accept", case_no=CASE_NO)
    assert answer.status_code == 200, answer.text
    copy = answer.json()
    assert copy["status"] == "filed"
    assert copy["case_no"] == CASE_NO
    assert statuses(stand, number) == [
        "received",
        "checked",
        "assembled",
        "submitted",
        "review_passed",
        "fee_due",
        "filed",
    ]
    stand.work()
    assert stand.bot.codes()[-1] == "filing_filed"
    assert stand.bot.notices[-1]["filing"] == stand.filing(number)


def test_the_filing_lists_its_documents_and_serves_them(stand: Stand) -> None:
    number = stand.submitted()
    documents = stand.filing(number)["documents"]
    kinds = {(each["kind"], each["media_type"]) for each in documents}
    pdf = "application/pdf"
    docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    wanted = {
        ("complaint", pdf),
        ("complaint", docx),
        ("evidence_list", pdf),
        ("evidence_bundle", pdf),
        ("service_address", pdf),
        ("packet", "application/zip"),
    }
    assert wanted <= kinds
    for each in documents:
        answer = stand.bot_calls("GET", each["url_path"])
        assert answer.status_code == 200
        assert answer.headers["content-type"] == each["media_type"]
        assert answer.content[:4] in (b"%PDF", b"PK\x03\x04")


def test_accepting_without_a_number_asks_for_the_fee_until_it_is_registered(
    stand: Stand,
) -> None:
    number = stand.submitted()
    copy = stand.decide(number, decision="accept").json()
    assert copy["status"] == "fee_due"
    assert copy["fee"] == {"amount": "850.00", "due_on": "2026-11-27"}
    assert copy["deadline"] == {"kind": "payment", "on": "2026-11-27"}
    path = f"/api/v1/clerk/filings/{number}/registration"
    answer = stand.clerk_calls("POST", path, json={"case_no": CASE_NO})
    assert answer.json()["status"] == "filed"
    again = stand.clerk_calls("POST", path, json={"case_no": CASE_NO})
    assert (again.status_code, again.json()) == (200, answer.json())
    other = stand.clerk_calls("POST", path, json={"case_no": "(2026)京0105民初9号"})
    assert other.status_code == 409


def test_a_returned_filing_is_corrected_and_submitted_again(stand: Stand) -> None:
    number = stand.submitted()
    first = stand.filing(number)
    copy = stand.decide(number, decision="return", items=ITEMS).json()
    assert (copy["status"], copy["returned"]) == ("returned", ITEMS)
    stand.work()
    assert stand.bot.notices[-1]["values"]["returned_count"] == "1"
    stand.clock.advance(timedelta(days=2))

    answer = correct(stand, number, **{"loans[0].amount_delivered": "48000"})
    assert answer.status_code == 200, answer.text
    assert answer.json()["status"] == "corrected"
    assert correct(stand, number, **{"loans[0].amount_delivered": "48000"}).status_code == 200
    stand.work()

    second = stand.filing(number)
    assert second["status"] == "submitted"
    assert second["returned"] == []
    assert second["deadline"]["on"] > first["deadline"]["on"]
    assert [case.key for case in stand.court.cases()] == [f"{number}/1", f"{number}/2"]
    assert stand.court.cases()[1].previous_receipt == stand.court.cases()[0].receipt
    view = stand.transact(lambda desk: view_filing(desk, number, "staff:test"))
    assert view.changed == {"loans[0].amount_delivered": ("47000", "48000")}
    assert stand.decide(number, decision="accept", case_no=CASE_NO).json()["status"] == "filed"


def test_a_filing_that_is_not_returned_takes_no_correction(stand: Stand) -> None:
    number = stand.submitted()
    answer = correct(stand, number)
    assert answer.status_code == 409
    assert answer.json()["error"]["values"] == {"status": "submitted"}


def test_a_refused_filing_tells_the_reason_and_ends(stand: Stand) -> None:
    number = stand.submitted()
    copy = stand.decide(number, decision="refuse", reason="不属于本院管辖").json()
    assert (copy["status"], copy["reason"]) == ("refused", "不属于本院管辖")
    stand.work()
    assert stand.bot.notices[-1]["values"]["reason"] == "不属于本院管辖"
    assert stand.decide(number, decision="accept").status_code == 409


def test_a_draft_of_a_refused_filing_may_be_handed_over_anew(stand: Stand) -> None:
    number = stand.submitted()
    stand.decide(number, decision="refuse", reason="不属于本院管辖")
    assert stand.hand_over(key="key-00000002") != number


def test_the_same_decision_again_is_the_same_answer(stand: Stand) -> None:
    decisions: tuple[dict[str, Any], ...] = (
        {"decision": "return", "items": ITEMS},
        {"decision": "refuse", "reason": "不属于本院管辖"},
        {"decision": "accept", "case_no": CASE_NO},
        {"decision": "accept"},
    )
    for place, decision in enumerate(decisions):
        number = stand.submitted(key=f"key-0000000{place}", draft_id=f"draft-{place}")
        first = stand.decide(number, **decision)
        again = stand.decide(number, **decision)
        assert (again.status_code, again.json()) == (200, first.json())


def test_a_decision_before_review_is_refused_with_the_status(stand: Stand) -> None:
    number = stand.hand_over()
    answer = stand.decide(number, decision="accept")
    assert answer.status_code == 409
    assert answer.json()["status"] == "received"
    assert answer.json()["error"]["code"] == "not_in_this_status"


def test_returning_an_element_that_does_not_exist_is_refused(stand: Stand) -> None:
    number = stand.submitted()
    for element in ("loans[7].amount_delivered", "loans[0].nothing", "material:nothing", "x"):
        items = [{"element": element, "reason": "不对"}]
        answer = stand.decide(number, decision="return", items=items)
        assert answer.status_code == 422
        assert answer.json()["error"]["values"] == {"element": element}
    assert stand.status(number) == "submitted"
    items = [{"element": each, "reason": "不对"} for each in ("material:iou", "court", "purpose")]
    assert stand.decide(number, decision="return", items=items).status_code == 200


def test_malformed_decisions_are_refused(stand: Stand) -> None:
    number = stand.submitted()
    for decision in (
        {"decision": "perhaps"},
        {"decision": "return", "items": []},
        {"decision": "refuse"},
        {"decision": "accept", "case_no": ""},
    ):
        assert stand.decide(number, **decision).status_code == 422
    assert stand.decide("L20261121-NOTHERE", decision="accept").status_code == 404


def test_a_review_that_lasts_too_long_is_overdue_and_told_once(stand: Stand) -> None:
    number = stand.submitted()
    copy = stand.filing(number)
    assert copy["deadline"] == {"kind": "review", "on": "2026-11-27"}
    stand.clock.advance(timedelta(days=7))
    assert stand.filing(number)["overdue"] is False
    stand.clock.advance(timedelta(days=1))
    assert stand.filing(number)["overdue"] is True
    assert stand.transact(note_overdue) == 1
    assert stand.transact(note_overdue) == 0
    stand.work()
    assert stand.bot.codes().count("filing_overdue") == 1
    rows = stand.clerk_calls("GET", "/api/v1/clerk/filings?status=submitted").json()["filings"]
    assert [(row["number"], row["overdue"]) for row in rows] == [(number, True)]


def test_the_queue_lists_by_status(stand: Stand) -> None:
    waiting = stand.submitted()
    filed = stand.submitted(key="key-00000002", draft_id="draft-2")
    stand.decide(filed, decision="accept", case_no=CASE_NO)

    def numbers(query: str) -> list[str]:
        answer = stand.clerk_calls("GET", f"/api/v1/clerk/filings{query}")
        return [row["number"] for row in answer.json()["filings"]]

    assert numbers("?status=submitted") == [waiting]
    assert numbers("?status=filed") == [filed]
    assert sorted(numbers("")) == sorted([waiting, filed])
    assert sorted(numbers("?status=filed&status=submitted")) == sorted([waiting, filed])
    assert stand.clerk_calls("GET", "/api/v1/clerk/filings?status=x").status_code == 422
