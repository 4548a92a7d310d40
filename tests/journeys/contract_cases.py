"""Contract cases as people would type them; all people, firms and numbers are invented."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.fakes.contract_client import Case
from tests.fakes.materials import jpeg_photo, page_pdf, signature_png

__all__ = ["CONTRACT_CASES"]

SIGNED = signature_png()

COMPANY: Mapping[str, str] = {
    "plaintiffs[0].kind": "单位",
    "plaintiffs[0].org_name": "深圳晨光商贸有限公司",
    "plaintiffs[0].uscc": "91350100M000100Y43",
    "plaintiffs[0].org_address": "广东省深圳市南山区科技园1号",
    "plaintiffs[0].legal_rep": "钱敏",
    "plaintiffs[0].legal_rep_title": "经理",
    "plaintiffs[0].legal_rep_phone": "13800138002",
    "jur_agreement": "没有",
    "former_suit": "否",
    "court_fee_claimed": "是",
    "circumstances": "都没有",
    "mediation_known": "了解",
    "med_intent": "不愿意",
    "service_choice": "用前面的地址，同意电子送达",
}
PERSON_SUED: Mapping[str, str] = {
    "defendants[0].kind": "个人",
    "defendants[0].name": "李伟",
    "defendants[0].id_number": "440524188001010014",
    "defendants[0].domicile": "北京市朝阳区建国路2号",
}
COMPANY_SUED: Mapping[str, str] = {
    "defendants[0].kind": "单位",
    "defendants[0].org_name": "上海云栈科技有限公司",
    "defendants[0].uscc": "不知道",
    "defendants[0].org_address": "上海市浦东新区张江路1号",
    "defendants[0].legal_rep": "赵敏",
}


def _files(*kinds: str) -> dict[str, Sequence[tuple[str, str, bytes]]]:
    photos = ("business_licence", "legal_rep_certificate")
    found: dict[str, Sequence[tuple[str, str, bytes]]] = {
        kind: [(f"{kind}.jpg", "image/jpeg", jpeg_photo(1000 + 50 * number))]
        for number, kind in enumerate(photos)
    }
    for number, kind in enumerate(kinds):
        found[kind] = [(f"{kind}.pdf", "application/pdf", page_pdf(number + 1))]
    return found


SALE = Case(
    "买卖合同纠纷",
    {
        **COMPANY,
        **COMPANY_SUED,
        "side": "卖方",
        "contract_form": "书面合同",
        "goods": "某牌冷轧钢板，规格2.0毫米，共30吨",
        "total_price": "13万5千元",
        "due_on": "2025年1月31日",
        "price_paid": "49000元",
        "demands[0].made_on": "2025年3月1日",
        "demands[0].way": "微信",
        "demands[0].said": "他说月底一定给",
        "late_claim": "要利息，一直算到付清",
        "interest_rate": "年利率3.45%",
    },
    _files("contract", "delivery_proof", "payment_proof"),
    SIGNED,
)
FINANCIAL_LOAN = Case(
    "金融借款合同纠纷",
    {
        **COMPANY,
        **PERSON_SUED,
        "plaintiffs[0].org_name": "某某银行股份有限公司深圳分行",
        "lender_kind": "银行",
        "amount_agreed": "30万元",
        "due_on": "2026年3月5日",
        "rate": "年利率6%",
        "repayment_method": "等额本息",
        "disbursements[0].paid_on": "2023年3月6日",
        "disbursements[0].amount": "30万元",
        "owed_since": "2025年6月21日",
        "principal_claimed": "252000",
        "term_interest_claimed": "6800元",
        "penalty_interest_claimed": "3500元",
        "interest_until_paid": "是",
    },
    _files("loan_contract", "licence", "disbursement", "repayment_statement"),
    SIGNED,
)
CREDIT_CARD = Case(
    "信用卡纠纷",
    {
        **COMPANY,
        **PERSON_SUED,
        "plaintiffs[0].org_name": "某某银行股份有限公司信用卡中心",
        "card_no": "6225880123456789",
        "credit_limit": "5万元",
        "fee_terms": "透支利息日利率万分之五，按月计收复利",
        "terms_explained": "是",
        "owed_since": "2025年6月21日",
        "repaid_after": "无",
        "demands[0].made_on": "2025年9月1日",
        "demands[0].way": "短信",
        "principal_claimed": "35000",
        "interest_claimed": "4200元",
        "penalty_claimed": "1300元",
    },
    _files("card_contract", "statements", "debt_composition", "collection_records"),
    SIGNED,
)
GUARANTEE_INSURANCE = Case(
    "保证保险合同纠纷",
    {
        **COMPANY,
        **PERSON_SUED,
        "plaintiffs[0].org_name": "某某财产保险股份有限公司深圳分公司",
        "policy_no": "个人贷款保证保险单，PDBX202300001，投保人李伟，被保险人某某银行",
        "terms_explained": "是",
        "terms_explained_how": "线上投保时弹窗展示加粗条款，投保人勾选并电子签名",
        "loan_terms": "借款60000元，期限36个月，年利率9%，等额本息",
        "defaulted_on": "2025年6月6日",
        "payout_on": "2025年9月10日",
        "payout_amount": "25300元",
        "recourse_on": "2025年9月20日",
        "premium_claimed": "1200元",
        "penalty_claimed": "无",
    },
    _files("policy", "loan_contract", "disbursement", "claim_payment", "subrogation", "recourse"),
    SIGNED,
)
FINANCE_LEASE = Case(
    "融资租赁合同纠纷",
    {
        **COMPANY,
        **COMPANY_SUED,
        "plaintiffs[0].org_name": "某某融资租赁有限公司",
        "lease_claim": "付全部租金，到期的和没到期的都要",
        "rent_demanded_on": "2026年1月5日",
        "leased_goods": "承租人选定的数控机床2台，型号VMC850",
        "leased_thing_place": "北京市海淀区学院路1号",
        "rent_total": "72万元",
        "lease_term": "2023年4月1日至2027年3月31日",
        "delivered_on": "2023年4月1日",
        "rent_paid": "48万元",
        "owed_since": "2025年6月1日",
        "rent_due_claimed": "20万元",
        "rent_future_claimed": "4万元",
        "penalty_claimed": "15000元",
    },
    _files("lease_contract", "acceptance", "rent_schedule", "demand_letters"),
    SIGNED,
)

CONTRACT_CASES: Mapping[str, Case] = {
    "sale": SALE,
    "financial_loan": FINANCIAL_LOAN,
    "credit_card": CREDIT_CARD,
    "guarantee_insurance": GUARANTEE_INSURANCE,
    "finance_lease": FINANCE_LEASE,
}
