"""L01–L08: labour disputes, as the text of the law has it."""

from __future__ import annotations

import pytest

from tests.dialogs.rules.rows.filings import ABSENT, expect

UNKNOWN = {"unknown": True}
NO_AWARD = {"award_received_on": ABSENT, "award_kind": ABSENT, "award_result": ABSENT,
            "claims_cover_award": ABSENT}  # fmt: skip
NONE = {**NO_AWARD, "arbitration_status": "none"}
PENDING = {**NO_AWARD, "arbitration_status": "pending"}
REFUSED = {**NO_AWARD, "arbitration_status": "not_accepted"}


def status(name, **more):
    return {**NO_AWARD, "arbitration_status": name, **more}


def received(day, **more):
    return {"award_received_on": day, **more}


def pending(day, **more):
    return {**PENDING, "arbitration_accepted_on": day, **more}


ROWS = [
    # L01
    ("no arbitration", NONE, "", "arbitration_first=block"),
    ("nobody knows whether there was any", status(UNKNOWN), "", "arbitration_status_unknown=warn"),
    ("refused as out of time", {**REFUSED, "not_accepted_reason": "out_of_time"}, "",
     "arbitration_not_accepted=info"),
    ("refused for another reason", {**REFUSED, "not_accepted_reason": "other"}, "",
     "arbitration_not_accepted=info"),
    ("refused for the place", {**REFUSED, "not_accepted_reason": "no_jurisdiction"}, "",
     "arbitration_elsewhere=warn"),
    ("refused for the party", {**REFUSED, "not_accepted_reason": "wrong_party"}, "",
     "arbitration_wrong_party=warn"),
    ("a mediated agreement on wages", status("mediated_wages"), "", "mediated_wages_direct=info"),
    ("a payment order that ended", status("payment_order_ended"), "",
     "payment_order_ended_direct=info"),
    # L02
    ("received today", received("2026-11-21"), "", "labor_suit_due=warn"),
    ("the fourteenth day", received("2026-11-06"), "2026-11-20", "labor_suit_due=warn"),
    ("the fifteenth day", received("2026-11-05"), "2026-11-20", "labor_suit_due=warn"),
    ("the sixteenth day", received("2026-11-05"), "2026-11-21", "labor_suit_late=warn"),
    ("the end on a Saturday, on Sunday", received("2026-11-06"), "2026-11-22",
     "labor_suit_due=warn"),
    ("the end on a Saturday, on Monday", received("2026-11-06"), "2026-11-23",
     "labor_suit_due=warn"),
    ("the end on a Saturday, on Tuesday", received("2026-11-06"), "2026-11-24",
     "labor_suit_late=warn"),
    ("the end in the October holidays", received("2026-09-18"), "2026-10-08",
     "labor_suit_due=warn"),
    ("after the October holidays", received("2026-09-18"), "2026-10-09", "labor_suit_late=warn"),
    ("late, with a reason", received("2026-10-01", late_reason="住院"), "",
     "labor_suit_late_excused=warn -labor_suit_late"),
    ("late by a year", received("2025-10-01"), "", "labor_suit_late=warn"),
    ("the day of receipt unknown", received(UNKNOWN), "", "award_receipt_unknown=warn"),
    ("a final award, the worker sues", {"award_kind": "final"}, "",
     "labor_suit_due=warn -employer_cannot_sue_final_award"),
    ("the kind of award unknown", {"award_kind": UNKNOWN}, "", "labor_suit_due=warn"),
    # L02a, L02b
    ("not all of the award is claimed", {"claims_cover_award": False}, "",
     "claim_all_of_the_award=warn"),
    ("nobody knows whether all is claimed", {"claims_cover_award": UNKNOWN}, "",
     "claim_all_of_the_award=warn"),
    ("all of the award is claimed", {}, "", "-claim_all_of_the_award"),
    ("what a withdrawal does", {}, "", "withdrawal_makes_award_final=warn"),
    ("withdrawn before", {"former_suit": True, "former_outcome": "withdrawn"}, "",
     "award_stands_after_withdrawal=warn -may_sue_again"),
    # L04
    ("applied within the year", {"arbitration_applied_on": "2026-09-01"}, "", "-arbitration_late"),
    ("applied on the last day", {"arbitration_applied_on": "2027-03-01"}, "2027-03-05",
     "-arbitration_late"),
    ("applied a day late",
     {"arbitration_applied_on": "2026-03-02", "employment_ended_on": "2025-03-01"}, "",
     "arbitration_late=warn"),
    ("not applied, the year runs", NONE, "", "arbitration_due=warn arbitration_first=block"),
    ("not applied, the year is over", {**NONE, "employment_ended_on": "2025-03-01"}, "",
     "arbitration_late=warn arbitration_first=block"),
    ("still employed", {**NONE, "employment_ended_on": "无", "end_reason": ABSENT}, "",
     "arbitration_first=block -arbitration_late -arbitration_due"),
    ("a paper on wages needs no application",
     status("wage_iou", employment_ended_on="2024-03-01"), "", "-arbitration_late"),
    ("nobody told when it was applied for", {"employment_ended_on": "2024-03-01"}, "",
     "-arbitration_late"),
    # L05
    ("pending a week", pending("2026-11-14"), "", "arbitration_pending=block"),
    ("pending forty-five days", pending("2026-10-07"), "", "arbitration_pending=block"),
    ("pending forty-six days", pending("2026-10-06"), "",
     "arbitration_may_be_extended=warn -arbitration_pending"),
    ("pending sixty days", pending("2026-09-22"), "", "arbitration_may_be_extended=warn"),
    ("pending sixty-one days", pending("2026-09-21"), "", "arbitration_overdue=info"),
    ("pending, nobody knows since when", {**PENDING, "arbitration_accepted_on": UNKNOWN}, "",
     "arbitration_pending_since_unknown=warn"),
    ("applied five days ago, no word", {**PENDING, "arbitration_applied_on": "2026-11-16"}, "",
     "arbitration_pending_since_unknown=warn"),
    ("applied six days ago, no word", {**PENDING, "arbitration_applied_on": "2026-11-15"}, "",
     "arbitration_acceptance_overdue=info"),
    # L06
    ("a claim that was not arbitrated", {"new_claims": True}, "", "claim_not_arbitrated=warn"),
    ("nobody knows of new claims", {"new_claims": UNKNOWN}, "", "-claim_not_arbitrated"),
    # L07
    ("a paper on wages", status("wage_iou"), "", "wage_iou_direct=info -arbitration_first"),
    ("a paper on wages and a compensation",
     status("wage_iou", claim_kinds=["wages", "compensation"], compensation_amount="8000"), "",
     "only_wages_go_straight=warn"),
    ("a paper on wages and nothing else", status("wage_iou"), "", "-only_wages_go_straight"),
    # L08
    ("a pensioner at work", {"draws_pension": True}, "", "pensioner_at_work=warn"),
    ("no pensioner", {"draws_pension": False}, "", "-pensioner_at_work"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "today", "wanted"), [row[1:] for row in ROWS],
                         ids=[row[0] for row in ROWS])  # fmt: skip
def test_a_workers_filing(changes, today, wanted):
    expect("labor", changes, today, wanted)


EMPLOYERS = [
    ("an employer and a final award", {"award_kind": "final"}, "",
     "employer_cannot_sue_final_award=block -labor_suit_due"),
    ("an employer and another award", {"award_kind": "not_final"}, "",
     "labor_suit_due=warn -employer_cannot_sue_final_award"),
    ("an employer, the kind unclear", {"award_kind": "unclear"}, "", "labor_suit_due=warn"),
    ("an employer, the kind unknown", {"award_kind": UNKNOWN}, "", "labor_suit_due=warn"),
    ("a sole trader and a final award",
     {"award_kind": "final", "plaintiffs[0].kind": "natural", "plaintiffs[0].name": "钱七",
      "plaintiffs[0].gender": "male", "plaintiffs[0].birth_date": "1980-01-01",
      "plaintiffs[0].ethnicity": "汉族", "plaintiffs[0].employer": "无",
      "plaintiffs[0].job_title": "无", "plaintiffs[0].phone": "13800138002",
      "plaintiffs[0].domicile": "北京市朝阳区建国路2号"}, "",
     "employer_cannot_sue_final_award=block"),
    ("an employer before arbitration", NONE, "", "arbitration_first=block"),
    ("an employer late", received("2026-10-01"), "", "labor_suit_late=warn"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "today", "wanted"), [row[1:] for row in EMPLOYERS],
                         ids=[row[0] for row in EMPLOYERS])  # fmt: skip
def test_an_employers_filing(changes, today, wanted):
    expect("employer", changes, today, wanted)
