"""A draft whose time is over leaves nothing behind."""

from __future__ import annotations

from tests.filing_backend.conftest import Stand
from tests.filing_backend.drafts import loan_draft, upload_all
from tests.filing_backend.test_deleting import stored_files


def expire(stand: Stand, draft_id: str = "draft-1"):
    return stand.bot_calls("DELETE", f"/api/v1/drafts/{draft_id}")


def test_files_and_preview_go_and_other_drafts_stay(stand: Stand) -> None:
    draft = upload_all(stand, loan_draft())
    stand.bot_calls("POST", "/api/v1/drafts/draft-1/preview", json=draft)
    before = stored_files(stand)
    upload_all(stand, loan_draft(draft_id="draft-2"))
    others = stored_files(stand) - before
    assert expire(stand).json() == {"deleted": {"materials": 5, "previews": 1}, "kept": []}
    stand.work()
    assert stored_files(stand) == others
    assert expire(stand).json()["deleted"] == {"materials": 0, "previews": 0}


def test_a_draft_that_is_a_filing_is_no_draft(stand: Stand) -> None:
    stand.submitted()
    before = stored_files(stand)
    answer = expire(stand)
    assert answer.status_code == 409
    assert answer.json()["error"]["code"] == "already_handed_over"
    stand.work()
    assert stored_files(stand) == before
