"""A loan case as the bot hands it over, and its materials."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from dialogs.interview.catalogue import load_interview
from dialogs.schema.files import read_bundle
from tests.fakes.materials import jpeg_photo, page_pdf, signature_png

if TYPE_CHECKING:
    from tests.filing_backend.conftest import Stand

__all__ = ["loan_draft", "upload", "upload_all"]

VALUES: dict[str, Any] = {
    "plaintiffs[0].kind": "natural",
    "plaintiffs[0].name": "张三丰",
    "plaintiffs[0].id_number": "11010519491231002X",
    "plaintiffs[0].gender": "female",
    "plaintiffs[0].birth_date": "1949-12-31",
    "plaintiffs[0].ethnicity": "汉族",
    "plaintiffs[0].employer": "退休",
    "plaintiffs[0].job_title": "退休",
    "plaintiffs[0].phone": "13800138000",
    "plaintiffs[0].domicile": {"text": "北京市朝阳区幸福路1号", "code": "110105"},
    "defendants[0].kind": "natural",
    "defendants[0].name": "李四光",
    "defendants[0].domicile": {"text": "北京市朝阳区平安街2号", "code": "110105"},
    "defendants[0].gender": "male",
    "defendants[0].role": "borrower",
    "loans[0].contract_form": "iou",
    "loans[0].amount_agreed": "50000",
    "loans[0].amount_delivered": "47000",
    "loans[0].delivered_on": "2023-03-05",
    "loans[0].due_on": "2024-03-04",
    "principal_claimed": "42000",
    "total_claimed": "42000",
    "relation": "朋友",
}
COUNTS = {"plaintiffs": 1, "defendants": 1, "loans": 1}


@cache
def _definition() -> dict[str, Any]:
    return read_bundle("private_lending")


def loan_draft(
    draft_id: str = "draft-1",
    person_id: str = "person-1",
    values: dict[str, Any] | None = None,
    **changes: Any,
) -> dict[str, Any]:
    """A plain loan case; `values` change answers, `changes` change fields of the draft."""
    interview = load_interview("private_lending")
    draft = {
        "draft_id": draft_id,
        "person_id": person_id,
        "interview_id": "private_lending",
        "interview_version": interview.version,
        "interview_digest": interview.digest,
        "definition": _definition(),
        "answers": {"values": {**VALUES, **(values or {})}, "counts": COUNTS},
        "court": "北京市朝阳区人民法院",
        "statement_of_truth_at": "2026-11-20T01:00:00Z",
    }
    return {**draft, **changes}


def upload(
    stand: Stand, draft: dict[str, Any], kind: str, files: list[tuple[str, bytes]]
) -> list[dict[str, Any]]:
    """Upload files of one kind; gives the verdicts."""
    answer = stand.bot_calls(
        "POST",
        f"/api/v1/drafts/{draft['draft_id']}/materials",
        files=[("files", each) for each in files],
        data={"person_id": draft["person_id"], "kind": kind},
    )
    assert answer.status_code == 200, answer.text
    return list(answer.json())


def upload_all(stand: Stand, draft: dict[str, Any]) -> dict[str, Any]:
    """Give the draft an ID card, an IOU, a transfer record and a signature."""
    kinds = {
        "id_card": [("front.jpg", jpeg_photo(600, 400)), ("back.jpg", jpeg_photo(620, 400))],
        "iou": [("iou.jpg", jpeg_photo(700, 900))],
        "transfer_record": [("transfer.pdf", page_pdf(2))],
    }
    materials = []
    for kind, files in kinds.items():
        ids = [each["material_id"] for each in upload(stand, draft, kind, files)]
        materials.append({"kind": kind, "material_ids": ids})
    signature = upload(stand, draft, "signature", [("s.png", signature_png())])
    signatures = {"plaintiffs[0]": signature[0]["material_id"]}
    return {**draft, "materials": materials, "signatures": signatures}
