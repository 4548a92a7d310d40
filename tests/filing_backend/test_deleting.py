"""Deletion removes what it may, and says what stays."""

from __future__ import annotations

import sqlalchemy as sa

from tests.filing_backend.conftest import Stand
from tests.filing_backend.drafts import loan_draft, upload_all


def delete(stand: Stand, person_id: str = "person-1"):
    return stand.bot_calls("DELETE", f"/api/v1/persons/{person_id}").json()


def stored_files(stand: Stand) -> int:
    folder = stand.settings.data_dir / "objects"
    return sum(path.is_file() for path in folder.rglob("*"))


def test_a_draft_never_handed_over_leaves_nothing(stand: Stand) -> None:
    draft = upload_all(stand, loan_draft())
    stand.bot_calls("POST", "/api/v1/drafts/draft-1/preview", json=draft)
    answer = delete(stand)
    assert answer == {"deleted": {"materials": 5, "previews": 1, "filings": 0}, "kept": []}
    stand.work()
    assert stored_files(stand) == 0


def test_a_filing_under_way_stays_until_it_ends(stand: Stand) -> None:
    number = stand.submitted()
    answer = delete(stand)
    assert answer["deleted"] == {"materials": 0, "previews": 0, "filings": 0}
    assert answer["kept"] == [{"kind": "filing", "number": number, "code": "kept_while_under_way"}]
    stand.decide(number, decision="refuse", reason="不对")
    answer = delete(stand)
    assert answer["deleted"] == {"materials": 5, "previews": 0, "filings": 1}
    assert answer["kept"] == [{"kind": "filing", "number": number, "code": "kept_event_record"}]
    stand.work()
    assert stored_files(stand) == 0
    assert stand.status(number) == "refused"
    copy = stand.filing(number)
    assert (copy["documents"], copy["reason"]) == ([], None)
    with stand.database.transaction() as connection:
        for table in ("filing_contents", "notices", "court_exchange"):
            rows = connection.execute(sa.text(f"SELECT count(*) FROM filing.{table}"))
            assert rows.scalar_one() == 0


def test_other_people_keep_theirs(stand: Stand) -> None:
    upload_all(stand, loan_draft(draft_id="draft-2", person_id="person-2"))
    assert delete(stand)["deleted"]["materials"] == 0
    assert delete(stand, "person-2")["deleted"]["materials"] == 5
