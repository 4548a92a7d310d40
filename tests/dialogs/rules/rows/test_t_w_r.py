"""T01–T02, W01, R01 and limitation of other claims, as the text of the law has it."""

from __future__ import annotations

import pytest

from tests.dialogs.rules.rows.filings import ABSENT, OTHER_FIRM, expect, of

UNKNOWN = {"unknown": True}
INSURER = "某某财产保险股份有限公司"
INSURED = {"compulsory_insurance": "insured", "compulsory_insurer": INSURER}
SUED = of("defendants", {**OTHER_FIRM, "org_name": INSURER, "role": "insurer_compulsory"}, 1)
DEATH = {"harm": "death", "deceased": "张父", "claim_items": ["death"], "medical_amount": ABSENT,
         "death_amount": "500000"}  # fmt: skip
RESCIND = {"landlord_claims": ["rent", "rescind"], "rescinded_on": "2026-11-01",
           "rescission_reason": "拖欠租金"}  # fmt: skip
SURETY = of("guarantees", {"kind": "surety", "guarantor": "赵六", "mode": "joint",
                           "signed_on": "2026-01-01", "period_until": "无"})  # fmt: skip
ASKED = {"demands[0].made_on": "2025-06-01", "demands[0].way": "微信"}


def agreed(text):
    return {"jur_agreement": "yes", "jur_kind": "court", "jur_clause": text}


TRAFFIC = [
    ("insured, the insurer is not sued", INSURED, "compulsory_insurer_not_sued=info"),
    ("insured, the insurer is sued", {**INSURED, **SUED}, "-compulsory_insurer_not_sued"),
    ("insured, the insurer's name unknown", {**INSURED, "compulsory_insurer": UNKNOWN},
     "compulsory_insurer_not_sued=info"),
    ("the insurer has paid its share", {**INSURED, "insurer_has_paid": True},
     "-compulsory_insurer_not_sued"),
    ("a commercial policy", {"commercial_insurance": "insured", "commercial_insurer": INSURER},
     "commercial_insurer_not_sued=info"),
    ("both policies, one insurer sued",
     {**INSURED, **SUED, "commercial_insurance": "insured", "commercial_insurer": "另一家"},
     "commercial_insurer_not_sued=info -compulsory_insurer_not_sued"),
    ("nobody knows of a policy", {"compulsory_insurance": "unknown"}, "insurance_unknown=info"),
    ("no policy", {}, "-insurance_unknown -compulsory_insurer_not_sued"),
    ("death, a relative sues", {**DEATH, "plaintiff_relation": "relative"},
     "-relative_of_the_dead -only_costs_paid"),
    ("death, who paid the costs sues", {**DEATH, "plaintiff_relation": "paid_costs"},
     "only_costs_paid=warn"),
    ("death, the relation unknown", {**DEATH, "plaintiff_relation": UNKNOWN},
     "relative_of_the_dead=warn"),
    ("an injury needs no relation", {}, "-relative_of_the_dead"),
    ("no report yet", {"liability_document": "pending", "no_document_reason": "还在处理"},
     "accident_without_report=warn"),
    ("a report", {}, "-accident_without_report"),
    ("three years to the day", {"accident_on": "2023-11-21"}, "accident_limitation_near=warn"),
    ("three years and a day", {"accident_on": "2023-11-20"}, "accident_limitation_over=warn"),
    ("asked in time", {"accident_on": "2023-01-01", **ASKED}, "-accident_limitation_over"),
    ("asked too late", {"accident_on": "2021-01-01", **ASKED}, "accident_limitation_over=warn"),
    ("hindered at the end",
     {"accident_on": "2023-08-01", "hindered_by": "no_guardian", "hindered_from": "2026-03-01",
      "hindered_until": "2026-09-01"}, "-accident_limitation_over"),
    ("an injured person may pay later", {}, "fee_may_be_put_off=info legal_aid_possible=info"),
    ("nursing, and no sum for it",
     {"claim_items": ["medical", "nursing"], "nursing_amount": "无", "nursing_lost_amount": "无"},
     "claim_without_sum=warn"),
    ("nursing by one who lost pay",
     {"claim_items": ["medical", "nursing"], "nursing_amount": "无", "nursing_lost_amount": "6000"},
     "-claim_without_sum"),
    ("only a car was damaged",
     {"harm": "property", "claim_items": ["vehicle"], "medical_amount": ABSENT,
      "vehicle_amount": "3000"}, "-fee_may_be_put_off -legal_aid_possible"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "wanted"), [row[1:] for row in TRAFFIC],
                         ids=[row[0] for row in TRAFFIC])  # fmt: skip
def test_a_crash(changes, wanted):
    expect("crash", changes, "", wanted)


HOUSES = [
    # W01
    ("fees asked for", "property", {}, "-fee_not_demanded"),
    ("fees not asked for", "property", {"fee_demand": False, "fee_demanded_on": ABSENT},
     "fee_not_demanded=warn"),
    ("nobody knows whether fees were asked for", "property",
     {"fee_demand": UNKNOWN, "fee_demanded_on": ABSENT}, "fee_not_demanded=warn"),
    ("an owner sues", "property",
     {"plaintiff_role": "owner", "owner_claims": ["perform"], "fee_demand": ABSENT,
      "fee_demanded_on": ABSENT}, "-fee_not_demanded"),
    ("fees of long ago, asked for now", "property", {"owed_since": "2022-01-01"},
     "contract_limitation_over=warn"),
    ("fees of long ago, asked for in time", "property",
     {"owed_since": "2022-01-01", "fee_demanded_on": "2024-12-31"}, "-contract_limitation_over"),
    # R01
    ("a lease of twenty years", "lease", {"lease_from": "2020-01-01", "lease_until": "2040-01-01"},
     "-lease_too_long"),
    ("a lease of twenty years and a day", "lease",
     {"lease_from": "2020-01-01", "lease_until": "2040-01-02"}, "lease_too_long=warn"),
    ("rescinded without asking", "lease", {**RESCIND, "rent_demanded_on": "无"},
     "rent_not_demanded=warn"),
    ("rescinded after asking", "lease", {**RESCIND, "rent_demanded_on": "2026-09-01"},
     "-rent_not_demanded"),
    ("rent only", "lease", {}, "-rent_not_demanded"),
    ("the tenant rescinds", "lease",
     {"plaintiff_role": "tenant", "landlord_claims": ABSENT, "tenant_claims": ["rescind"],
      "rescinded_on": "2026-11-01", "rescission_reason": "房子漏水", "deposit_claimed": "3000"},
     "-rent_not_demanded"),
    ("a clause cannot move a lease", "lease", agreed("由成都市武侯区人民法院管辖"),
     "clause_yields_to_the_place=warn -court_excluded"),
    ("a clause that names the place of the house", "lease",
     agreed("由深圳市南山区人民法院管辖"), "-clause_yields_to_the_place"),
    ("a clause of a sale holds", "sale", agreed("由成都市武侯区人民法院管辖"),
     "-clause_yields_to_the_place"),
    ("a surety of the rent is not sued", "lease", SURETY, "surety_not_sued=info"),
    ("a surety of the price is not sued", "house", SURETY, "surety_not_sued=info"),
    ("a surety of a sale, the period is over", "sale", SURETY, "surety_period_over_joint=warn"),
    ("a surety of a sale, still within", "sale",
     {**SURETY, "guarantees[0].period_until": "2028-01-01"}, "-surety_period_over_joint"),
    # finance lease
    ("all rent at once without asking", "machines",
     {"lease_claim": "all_rent", "rent_demanded_on": "无", "rent_future_claimed": "100000"},
     "finance_rent_not_demanded=warn"),
    ("all rent at once after asking", "machines",
     {"lease_claim": "all_rent", "rent_demanded_on": "2026-09-01", "rent_future_claimed": "100000"},
     "-finance_rent_not_demanded"),
    # banks and cards
    ("a bank lends", "bank", {}, "-lender_not_financial"),
    ("a trader lends as a bank", "bank", {"plaintiffs[0].org_name": "深圳某某商贸有限公司"},
     "lender_not_financial=warn"),
    # limitation of contracts and of harm
    ("a price of long ago", "sale", {"due_on": "2023-11-20"}, "contract_limitation_over=warn"),
    ("a price of three years to the day", "sale", {"due_on": "2023-11-21"},
     "contract_limitation_near=warn -contract_limitation_over"),
    ("a price, a statement in between", "sale",
     {"due_on": "2022-06-30", "statement_on": "2024-06-30", "statement_amount": "50000"},
     "-contract_limitation_over"),
    ("a price, a demand in between", "sale", {"due_on": "2023-01-31", **ASKED},
     "-contract_limitation_over"),
    ("harm of long ago", "plain",
     {"dispute_kind": "tort", "happened_on": "2023-11-20", "tort_place": "北京市朝阳区建国路2号"},
     "accident_limitation_over=warn"),
    ("harm of this year", "plain",
     {"dispute_kind": "tort", "happened_on": "2026-01-20", "tort_place": "北京市朝阳区建国路2号"},
     "-accident_limitation_over -accident_limitation_near"),
    ("support of long ago", "plain", {"dispute_kind": "support"},
     "no_limitation=info -contract_limitation_over"),
]  # fmt: skip


@pytest.mark.parametrize(("filing", "changes", "wanted"), [row[1:] for row in HOUSES],
                         ids=[row[0] for row in HOUSES])  # fmt: skip
def test_houses_goods_and_harm(filing, changes, wanted):
    expect(filing, changes, "", wanted)
