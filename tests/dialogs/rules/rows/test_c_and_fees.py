"""C01–C11, §3.5 and §4: procedure and fees, as the text of the law has it."""

from __future__ import annotations

import pytest

from dialogs.rules.wording import say_finding
from tests.dialogs.rules.rows.filings import ABSENT, Seen, expect, of

UNKNOWN = {"unknown": True}
JIANGSU = {"defendants[0].domicile": "江苏省昆山市玉山镇1号"}


def sum_of(amount, **more):
    return {**JIANGSU, "total_claimed": amount, **more}


PROCEDURE = [
    # C01, C04–C06: 江苏 from 2026-01-04
    ("at the sum of Jiangsu", "plain", sum_of("64610"), "", "small_claims_possible=info"),
    ("a fen over it", "plain", sum_of("64610.01"), "",
     "small_claims_by_agreement=info -small_claims_possible"),
    ("at twice the wage", "plain", sum_of("258440"), "", "small_claims_by_agreement=info"),
    ("a fen over that", "plain", sum_of("258440.01"), "",
     "-small_claims_by_agreement -small_claims_possible"),
    ("before the sum of 2026 held", "plain", sum_of("2000"), "2026-01-03",
     "-small_claims_possible -small_claims_by_agreement"),
    ("a province that is not known", "plain", {}, "",
     "-small_claims_possible -small_claims_by_agreement"),
    # C02
    ("a house", "plain",
     sum_of("2000", dispute_kind="immovable", immovable_place="江苏省昆山市玉山镇1号"), "",
     "-small_claims_possible"),
    ("an estate", "plain",
     sum_of("2000", dispute_kind="inheritance", deceased_home="江苏省昆山市玉山镇1号"), "",
     "-small_claims_possible"),
    ("a good name", "plain", sum_of("2000", dispute_kind="personality"), "",
     "-small_claims_possible"),
    ("a crash with an appraisal", "crash", {**JIANGSU, "medical_amount": "2000", "jd_apply": True,
     "jd_items": "伤残等级"}, "", "-small_claims_possible"),
    ("a crash without one", "crash", {**JIANGSU, "medical_amount": "2000", "jd_apply": False}, "",
     "small_claims_possible=info"),
    ("a foreigner", "plain", {**sum_of("2000"), "plaintiffs[0].id_number": "无",
     "plaintiffs[0].id_type": "passport", "plaintiffs[0].other_id_number": "E12345678"}, "",
     "-small_claims_possible may_come_in_person=info"),
    ("a divorce", "divorce", {}, "", "-small_claims_possible"),
    # C07
    ("a plain matter", "plain", {}, "", "summary_procedure_possible=info"),
    ("nobody can be found", "divorce", {"defendant_whereabouts": "missing"}, "",
     "summary_procedure_excluded=info -summary_procedure_possible"),
    # C08–C11
    ("mediation wanted", "loan", {"med_intent": "yes"}, "", "mediation_after_filing=info"),
    ("mediation not decided", "loan", {"med_intent": "unsure"}, "", "mediation_after_filing=info"),
    ("mediation not wanted", "loan", {"med_intent": "no"}, "",
     "mediation_declined=info -mediation_after_filing"),
    ("mediation not asked yet", "loan", {}, "", "-mediation_declined -mediation_after_filing"),
    # §3.5
    ("a passport", "loan", {"plaintiffs[0].id_number": "无", "plaintiffs[0].id_type": "passport",
     "plaintiffs[0].other_id_number": "E12345678"}, "", "may_come_in_person=info"),
    ("a resident's card", "loan", {}, "", "-may_come_in_person"),
    ("the spouse abroad", "divorce", {"defendant_whereabouts": "abroad"}, "",
     "may_come_in_person=info"),
    ("a trade mark", "plain", {"cause_told": "侵害商标权纠纷"}, "", "may_come_in_person=info"),
    ("ten plaintiffs", "plain",
     {k: v for i in range(1, 10) for k, v in of("plaintiffs", {
         "kind": "natural", "name": f"原告{i}", "gender": "male", "birth_date": "1990-01-01",
         "ethnicity": "汉族", "employer": "无", "job_title": "无", "phone": "13800138000",
         "domicile": "四川省成都市武侯区一环路1号"}, i).items()}, "", "may_come_in_person=info"),
]  # fmt: skip


@pytest.mark.parametrize(("filing", "changes", "today", "wanted"), [row[1:] for row in PROCEDURE],
                         ids=[row[0] for row in PROCEDURE])  # fmt: skip
def test_the_way_through_the_court(filing, changes, today, wanted):
    expect(filing, changes, today, wanted)


def plain(amount, kind="other", **more):
    return ("plain", {"total_claimed": amount, "dispute_kind": kind, **more})


FEES = [
    ("a fen", *plain("0.01"), "50"),
    ("ten thousand", *plain("10000"), "50"),
    ("a yuan more", *plain("10001"), "50.03"),
    ("fifty thousand", *plain("50000"), "1050"),
    ("a hundred thousand", *plain("100000"), "2300"),
    ("two hundred thousand", *plain("200000"), "4300"),
    ("half a million", *plain("500000"), "8800"),
    ("a million", *plain("1000000"), "13800"),
    ("two million", *plain("2000000"), "22800"),
    ("five million", *plain("5000000"), "46800"),
    ("ten million", *plain("10000000"), "81800"),
    ("twenty million", *plain("20000000"), "141800"),
    ("a hundred million", *plain("100000000"), "541800"),
    ("nothing but an apology", *plain("无"), "50–100"),
    ("a good name without money", *plain("无", "personality"), "100–500"),
    ("a good name, fifty thousand", *plain("50000", "personality"), "100–500"),
    ("a good name, eighty thousand", *plain("80000", "personality"), "400–800"),
    ("a good name, two hundred thousand", *plain("200000", "personality"), "1100–1500"),
    ("a trade mark without money", *plain("无", cause_told="侵害商标权纠纷"), "500–1000"),
    ("a trade mark with money", *plain("100000", cause_told="侵害商标权纠纷"), "2300"),
    ("a labour dispute", "labor", {}, "10"),
    ("a labour dispute over a million", "labor", {"wages_amount": "1000000"}, "10"),
    ("a paper on wages is a debt", "labor",
     {"arbitration_status": "wage_iou", "award_received_on": ABSENT, "award_kind": ABSENT,
      "award_result": ABSENT, "claims_cover_award": ABSENT, "wages_amount": "20000"}, "300"),
    ("a divorce without property", "divorce", {}, "50–300"),
    ("a divorce over two hundred thousand", "divorce",
     {"issues": ["property"], "properties[0].kind": "deposit", "properties[0].detail": "存款",
      "properties[0].value": "200000", "properties[0].owner_to": "plaintiff"}, "50–300"),
    ("a divorce over half a million", "divorce",
     {"issues": ["property"], "properties[0].kind": "house", "properties[0].detail": "房子",
      "properties[0].value": "500000", "properties[0].owner_to": "plaintiff"}, "1550–1800"),
    ("a sale, only repair", "sale",
     {"side": "buyer", "price_claimed": ABSENT, "late_claim": ABSENT, "refund_claimed": "无",
      "damages_claimed": "无", "defect_remedies": ["repair"]}, "50–100"),
    ("a house, only hand-over", "house", {}, "50–100"),
    ("a loan of fifty thousand without interest", "loan", {"interest_claim": "none"}, "1050"),
]  # fmt: skip


@pytest.mark.parametrize(("filing", "changes", "fee"), [row[1:] for row in FEES],
                         ids=[row[0] for row in FEES])  # fmt: skip
def test_a_filing_costs_what_the_measures_say(filing, changes, fee):
    found = Seen(filing, changes).fee
    assert found is not None
    least, _, most = fee.partition("–")
    assert found.whole.least.canonical() == least
    assert found.whole.most.canonical() == (most or least)


@pytest.mark.parametrize(("filing", "changes"), [row[1:3] for row in FEES],
                         ids=[row[0] for row in FEES])  # fmt: skip
def test_half_of_it_is_half_of_it(filing, changes):
    found = Seen(filing, changes).fee
    assert found is not None
    halves = found.halved.least + found.halved.least
    assert abs(halves.yuan - found.whole.least.yuan) <= 1 / 100


@pytest.mark.parametrize("changes", [{"total_claimed": UNKNOWN}, {"total_claimed": ABSENT}])
def test_no_fee_is_told_while_the_sum_is_open(changes):
    seen = Seen("plain", changes)
    assert seen.fee is None
    assert not {"court_fee", "court_fee_span"} & seen.levels.keys()


def test_the_fee_is_shown_with_its_bands():
    seen = Seen("plain", {"total_claimed": "150000"})
    said = say_finding(seen.levels["court_fee"])
    assert "3,300元" in said
    assert "2.5%" in said
    assert "1,650元" in said
    assert "以法院的通知为准" in said


def test_the_days_of_mediation_are_told():
    said = say_finding(Seen("loan", {"med_intent": "yes"}).levels["mediation_after_filing"])
    assert "15天" in said
    assert "7天" in said
    assert "30天" in said
