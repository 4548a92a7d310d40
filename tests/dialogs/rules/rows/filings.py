"""Filings without a fault, one for each case type, and what the rules see when they are changed."""

from __future__ import annotations

from datetime import date
from typing import Any

from dialogs.findings import Level
from dialogs.rules import findings
from dialogs.rules.case_fees import case_fee
from dialogs.rules.courts import candidate_courts
from lian.law_answers import told_answers, with_derived

TODAY = "2026-11-21"

ME = {
    "kind": "natural",
    "name": "张三",
    "gender": "female",
    "birth_date": "1990-05-05",
    "ethnicity": "汉族",
    "employer": "某某学校",
    "job_title": "教师",
    "phone": "13800138000",
    "domicile": "四川省成都市武侯区一环路1号",
}
MY_FIRM = {
    "kind": "org",
    "org_name": "深圳某某商贸有限公司",
    "org_address": "广东省深圳市南山区科技园1号",
    "uscc": "91350100M000100Y43",
    "legal_rep": "钱七",
    "legal_rep_title": "经理",
    "legal_rep_phone": "13800138002",
}
OTHER = {"kind": "natural", "name": "李四", "domicile": "北京市朝阳区建国路2号"}
OTHER_FIRM = {
    "kind": "org",
    "org_name": "上海某某科技有限公司",
    "org_address": "上海市浦东新区张江路1号",
}


def of(group: str, party: dict[str, str], index: int = 0) -> dict[str, Any]:
    """The answers of one party."""
    return {f"{group}[{index}].{key}": value for key, value in party.items()}


def against(me: dict[str, str], other: dict[str, str]) -> dict[str, Any]:
    """Plaintiff and defendant."""
    return {**of("plaintiffs", me), **of("defendants", other)}


LOAN = {
    **against(ME, OTHER),
    "loans[0].contract_form": "iou",
    "loans[0].amount_agreed": "50000",
    "loans[0].amount_delivered": "50000",
    "loans[0].delivered_on": "2024-06-01",
    "loans[0].due_on": "2025-05-31",
    "loans[0].rate": "12",
    "loans[0].way": "transfer",
    "interest_claim": "both",
    "facts_story": "李四借钱不还",
}
DIVORCE = {
    **against(ME, OTHER),
    "spouse_side": "wife",
    "marriage_proof": "certificate",
    "married_on": "2015-05-01",
    "former_suit": False,
    "defendant_left_on": "无",
    "life_story": "婚后经常争吵",
    "issues": [],
    "court_fee_claimed": True,
}
HUSBAND = {**DIVORCE, "spouse_side": "husband", "plaintiffs[0].gender": "male", "pregnancy": "none"}
AGAIN = {
    **DIVORCE,
    "former_suit": True,
    "former_plaintiff": "me",
    "former_outcome": "refused",
    "former_effective_on": "2026-08-01",
    "new_circumstances": "无",
}
LABOR = {
    **against(ME, OTHER_FIRM),
    "side": "worker",
    "arbitration_status": "awarded",
    "award_kind": "not_final",
    "award_received_on": "2026-11-16",
    "award_result": "驳回申请",
    "contract_signed": "written",
    "hired_on": "2023-03-01",
    "position": "车工",
    "workplace": "北京市朝阳区建国路2号",
    "monthly_wage": "8000",
    "employment_ended_on": "2026-03-01",
    "end_reason": "被辞退",
    "claim_kinds": ["wages"],
    "wages_amount": "16000",
    "claims_cover_award": True,
    "new_claims": False,
}
EMPLOYER = {
    **{key: value for key, value in LABOR.items() if key[:10] not in ("plaintiffs", "defendants")},
    **against(OTHER_FIRM, ME),
    **of("plaintiffs", MY_FIRM),
    "side": "employer",
    "other_claims": "请求判令不支付赔偿金48000元",
    "other_claims_amount": "48000",
}
SALE = {
    **against(MY_FIRM, OTHER_FIRM),
    "side": "seller",
    "jur_agreement": "no",
    "former_suit": False,
    "contract_form": "written",
    "goods": "钢材10吨",
    "total_price": "50000",
    "price_paid": "0",
    "due_on": "2026-01-31",
    "price_claimed": "50000",
    "late_claim": "none",
}
ONLINE = {
    **against(ME, OTHER_FIRM),
    "side": "buyer",
    "jur_agreement": "no",
    "former_suit": False,
    "contract_form": "online",
    "online_delivery": False,
    "receiving_address": "四川省成都市武侯区一环路1号",
    "goods": "手机一部",
    "price_paid": "5000",
    "due_on": "2026-06-01",
    "refund_claimed": "5000",
    "damages_claimed": "无",
}
LEASE = {
    **against(ME, OTHER),
    "plaintiff_role": "landlord",
    "landlord_claims": ["rent"],
    "jur_agreement": "no",
    "former_suit": False,
    "contract_form": "written",
    "house_address": "广东省深圳市南山区科技园1栋",
    "lease_from": "2024-01-01",
    "lease_until": "2026-12-31",
    "rent_month": "3000",
    "handed_over_on": "2024-01-01",
    "deposit": "3000",
    "rent_owed": "9000",
    "rent_paid_until": "2026-08-31",
    "late_claim": "none",
}
HOUSE = {
    **against(ME, OTHER_FIRM),
    "side": "buyer",
    "issues": ["handover"],
    "handover_claims": ["deliver"],
    "former_suit": False,
    "jur_agreement": "no",
    "signed_on": "2024-03-05",
    "contract_nature": "formal",
    "house_kind": "commodity",
    "house_address": "广东省深圳市南山区科技园1栋",
    "total_price": "3000000",
    "price_paid": "3000000",
    "handover_due_on": "2026-06-30",
}
PROPERTY = {
    **against(MY_FIRM, OTHER),
    "plaintiff_role": "manager",
    "jur_agreement": "no",
    "former_suit": False,
    "house_address": "广东省深圳市南山区科技园1栋",
    "owed_since": "2025-01-01",
    "fee_demand": True,
    "fee_demanded_on": "2026-05-01",
    "fee_owed": "6000",
}
CRASH = {
    **against(ME, OTHER),
    "liability_document": "report",
    "accident_on": "2026-03-01",
    "harm": "injury",
    "accident_place": "江苏省南京市鼓楼区中山路1号",
    "accident_story": "被撞伤",
    "liability_result": "full",
    "compulsory_insurance": "none",
    "commercial_insurance": "none",
    "claim_items": ["medical"],
    "medical_amount": "20000",
}
PLAIN = {
    **against(ME, OTHER),
    "dispute_kind": "other",
    "plaintiff_interest": "own",
    "cause_told": "不当得利纠纷",
    "former_suit": False,
    "facts_story": "转错了账，对方不还",
    "claims_story": "请求判令被告返还2000元",
    "total_claimed": "2000",
    "court_fee_claimed": True,
}
BANK = {
    **against(MY_FIRM, OTHER),
    "plaintiffs[0].org_name": "某某银行股份有限公司",
    "lender_kind": "bank",
    "jur_agreement": "no",
    "former_suit": False,
    "amount_agreed": "100000",
    "due_on": "2026-03-01",
    "rate": "4.35",
    "disbursements[0].paid_on": "2025-03-01",
    "disbursements[0].amount": "100000",
    "owed_since": "2026-03-01",
    "principal_claimed": "100000",
}
MACHINES = {
    **against(MY_FIRM, OTHER_FIRM),
    "plaintiffs[0].org_name": "某某融资租赁有限公司",
    "lease_claim": "due_rent",
    "jur_agreement": "no",
    "former_suit": False,
    "leased_goods": "机床一台",
    "leased_thing_place": "江苏省苏州市昆山市玉山镇1号",
    "rent_total": "300000",
    "lease_term": {"from": "2023-01-01", "to": "2027-12-31"},
    "delivered_on": "2023-01-01",
    "owed_since": "2026-01-01",
    "rent_due_claimed": "60000",
    "penalty_claimed": "0",
}
FILINGS: dict[str, tuple[str, dict[str, Any]]] = {
    "loan": ("private_lending", LOAN),
    "divorce": ("divorce", DIVORCE),
    "husband": ("divorce", HUSBAND),
    "again": ("divorce", AGAIN),
    "labor": ("labor", LABOR),
    "employer": ("labor", EMPLOYER),
    "sale": ("sale", SALE),
    "online": ("sale", ONLINE),
    "lease": ("house_lease", LEASE),
    "house": ("house_sale", HOUSE),
    "property": ("property_service", PROPERTY),
    "crash": ("traffic", CRASH),
    "plain": ("plain", PLAIN),
    "bank": ("financial_loan", BANK),
    "machines": ("finance_lease", MACHINES),
}
ABSENT = object()
"""Takes an answer out of a filing."""


class Seen:
    """What rules, courts and fees make of a filing that was changed."""

    def __init__(self, filing: str, changes: dict[str, Any], today: str = TODAY) -> None:
        case, base = FILINGS[filing]
        told = {**base, **changes}
        values = {path: value for path, value in told.items() if value is not ABSENT}
        day = date.fromisoformat(today)
        self.answers = with_derived(case, told_answers(case, values, day).answers, day)
        self.levels = {each.code: each for each in findings(case, self.answers, day)}
        self.fee = case_fee(case, self.answers, day)
        self.found = candidate_courts(case, self.answers, day)

    @property
    def blocks(self) -> set[str]:
        """Codes that bar the filing."""
        return {code for code, each in self.levels.items() if each.level is Level.BLOCK}

    @property
    def courts(self) -> list[str]:
        """Courts by name."""
        return [each.name for each in self.found.courts]


def expect(filing: str, changes: dict[str, Any], today: str, wanted: str) -> None:
    """Check a row: `code=level`, `-code` (absent), and that nothing else bars the filing."""
    seen = Seen(filing, changes, today or TODAY)
    told = wanted.split()
    allowed = set()
    for each in told:
        if each.startswith("-"):
            assert each[1:] not in seen.levels, sorted(seen.levels)
            continue
        code, _, level = each.partition("=")
        assert code in seen.levels, sorted(seen.levels)
        assert seen.levels[code].level == level, each
        allowed |= {code} if level == "block" else set()
    assert seen.blocks == allowed
