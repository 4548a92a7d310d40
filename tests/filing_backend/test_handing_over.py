"""Handing over: once per key, once per draft, and nothing that is blocked."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy as sa

from filing_backend.contracts.drafts import FilingDraft
from filing_backend.documents.pages import page_texts
from filing_backend.domain.errors import AlreadyHandedOver
from filing_backend.persistence.tables import contents, definitions, events, filings
from filing_backend.services import forms
from filing_backend.services.preview_draft import gather_preview
from filing_backend.services.receive_filing import receive_filing
from tests.filing_backend.conftest import Stand
from tests.filing_backend.drafts import loan_draft, upload_all


def hand_over(stand: Stand, draft: dict[str, Any], key: str = "key-00000001"):
    return stand.bot_calls("POST", "/api/v1/filings", json=draft, headers={"Idempotency-Key": key})


def count(stand: Stand, table: sa.Table) -> int:
    statement = sa.select(sa.func.count()).select_from(table)
    return stand.transact(lambda desk: int(desk.connection.execute(statement).scalar_one()))


def test_the_same_key_again_gives_the_same_filing(stand: Stand) -> None:
    draft = upload_all(stand, loan_draft())
    first, again = hand_over(stand, draft), hand_over(stand, draft)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["number"] == again.json()["number"]
    assert count(stand, filings) == 1


def test_the_same_key_with_other_answers_is_refused(stand: Stand) -> None:
    draft = upload_all(stand, loan_draft())
    hand_over(stand, draft)
    answer = hand_over(stand, {**draft, "court": "上海市浦东新区人民法院"})
    assert answer.status_code == 409
    assert answer.json()["error"]["code"] == "idempotency_key_reused"


def test_the_same_draft_under_another_key_is_refused_with_the_number(stand: Stand) -> None:
    draft = upload_all(stand, loan_draft())
    number = hand_over(stand, draft).json()["number"]
    answer = hand_over(stand, draft, "key-00000002")
    assert answer.status_code == 409
    assert answer.json()["error"]["values"] == {"number": number}


@pytest.mark.parametrize("one_key", [True, False])
def test_many_clicks_at_once_make_one_filing(stand: Stand, one_key: bool) -> None:
    draft = FilingDraft.model_validate(upload_all(stand, loan_draft()))

    def click(place: int) -> str:
        key = "key-00000001" if one_key else f"key-1000000{place}"
        try:
            return stand.transact(lambda desk: receive_filing(desk, draft, key)[0].number)
        except AlreadyHandedOver:
            return ""

    with ThreadPoolExecutor(6) as pool:
        numbers = list(pool.map(click, range(6)))
    assert len(set(numbers) - {""}) == 1
    assert count(stand, filings) == count(stand, contents) == count(stand, events) == 1
    stand.work()
    assert len(stand.court.cases()) == 1


def test_a_draft_without_court_truth_or_signature_is_blocked_with_all_of_it(
    stand: Stand,
) -> None:
    draft = {**upload_all(stand, loan_draft()), "court": "", "signatures": {}}
    draft["statement_of_truth_at"] = None
    answer = hand_over(stand, draft)
    assert answer.status_code == 422
    found = {each["code"] for each in answer.json()["error"]["findings"]}
    assert {"court_missing", "statement_of_truth_missing", "signature_missing"} <= found
    assert count(stand, filings) == 0
    assert hand_over(stand, upload_all(stand, loan_draft())).status_code == 201


def test_files_of_another_draft_are_not_taken(stand: Stand) -> None:
    foreign = upload_all(stand, loan_draft(draft_id="draft-2", person_id="person-2"))
    draft = {**loan_draft(), "materials": foreign["materials"]}
    draft["signatures"] = foreign["signatures"]
    codes = {each["code"] for each in hand_over(stand, draft).json()["error"]["findings"]}
    assert {"material_lost", "signature_lost"} <= codes


def test_a_definition_is_sent_once_and_must_be_genuine(stand: Stand) -> None:
    draft = upload_all(stand, loan_draft())
    wrong = {**draft, "definition": {**draft["definition"], "materials": {}}}
    assert hand_over(stand, wrong).json()["error"]["code"] == "definition_not_genuine"
    unknown = {**draft, "definition": None, "interview_digest": "0" * 64}
    assert hand_over(stand, unknown).json()["error"]["code"] == "definition_unknown"


def test_the_check_lists_missing_materials_and_a_second_filing_on_the_same_people(
    stand: Stand,
) -> None:
    number = stand.hand_over()
    draft = loan_draft(draft_id="draft-2")
    answer = stand.bot_calls("POST", "/api/v1/drafts/draft-2/check", json=draft)
    findings = {each["code"]: each for each in answer.json()["findings"]}
    assert findings["duplicate_filing"]["values"] == {"number": number}
    assert "material_missing" in findings
    other = loan_draft(draft_id="draft-3", person_id="person-3")
    answer = stand.bot_calls("POST", "/api/v1/drafts/draft-3/check", json=other)
    findings = {each["code"]: each for each in answer.json()["findings"]}
    assert number not in answer.text
    assert "duplicate_filing_elsewhere" in findings


def test_no_name_number_or_reason_stands_unsealed_in_the_database(stand: Stand) -> None:
    number = stand.submitted()
    reason = "与转账记录不一致"
    items = [{"element": "loans[0].amount_delivered", "reason": reason}]
    stand.decide(number, decision="return", items=items)
    marks = ("张三丰", "李四光", "11010519491231002X", "13800138000", reason, "幸福路", "iou.jpg")
    tables = sa.text(
        "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
        " WHERE schemaname IN ('filing', 'jobs') AND tablename <> 'definitions'"
    )
    with stand.database.transaction() as connection:
        for table in list(connection.scalars(tables)):
            rows = connection.execute(sa.text(f"SELECT t::text FROM {table} t")).scalars()
            for row in rows:
                for mark in marks:
                    assert mark not in row, table
                    assert mark.encode().hex() not in row, table


def test_a_preview_shows_the_pages_of_the_complaint(stand: Stand) -> None:
    draft = upload_all(stand, loan_draft())
    answer = stand.bot_calls("POST", "/api/v1/drafts/draft-1/preview", json=draft)
    assert answer.status_code == 200, answer.text
    pages = answer.json()["pages"]
    assert pages >= 2
    page = stand.bot_calls("GET", f"/api/v1/drafts/draft-1/preview/{pages}.png")
    assert page.content.startswith(b"\x89PNG")
    assert stand.bot_calls("GET", "/api/v1/drafts/draft-1/preview/99.png").status_code == 404
    again = stand.bot_calls("POST", "/api/v1/drafts/draft-1/preview", json=draft)
    assert again.json() == answer.json()


def test_a_preview_lists_the_evidence_without_reading_its_bytes(stand: Stand) -> None:
    draft = FilingDraft.model_validate(upload_all(stand, loan_draft()))
    files = stand.transact(lambda desk: gather_preview(desk, draft)).files
    assert {each.kind for each in files} == {each.kind for each in draft.materials}
    assert not any(each.data for each in files)


def test_a_correction_is_printed_by_the_form_of_the_first_round(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = stand.submitted()
    title = "旧版民事起诉状"
    first = stand.transact(lambda desk: desk.papers.form_digest(desk.filing(number)))
    assert first is not None
    source = stand.transact(lambda desk: desk.definitions.source(first))
    assert source is not None
    older = {**source, "title": title}
    with stand.database.transaction() as connection:
        connection.execute(
            definitions.update().where(definitions.c.digest == first).values(source=older)
        )
    monkeypatch.setattr(forms, "PARSED", {})
    items = [{"element": "purpose", "reason": "请写明"}]
    stand.decide(number, decision="return", items=items)
    draft = upload_all(stand, loan_draft(values={"purpose": "装修"}))
    stand.bot_calls(
        "POST",
        f"/api/v1/filings/{number}/corrections",
        json=draft,
        headers={"Idempotency-Key": "correct-0001"},
    )
    stand.work()
    path = f"/api/v1/filings/{number}/documents/complaint?media_type=application/pdf"
    texts = page_texts(stand.bot_calls("GET", path).content)
    assert title in "".join(texts)


def test_a_number_that_is_taken_is_drawn_again(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = stand.hand_over()
    numbers = iter([taken, taken, "L20261120-FRESH2"])
    monkeypatch.setattr(
        "filing_backend.services.receive_filing.new_filing_number", lambda _: next(numbers)
    )
    assert stand.hand_over("key-00000002", draft_id="draft-2") == "L20261120-FRESH2"
