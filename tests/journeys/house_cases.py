"""Cases of houses and securities, both roles; all people, firms and numbers are invented."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.fakes.contract_client import Case
from tests.fakes.materials import jpeg_photo, page_pdf, signature_png

__all__ = ["HOUSE_CASES"]

SIGNED = signature_png()

BEGINNING: Mapping[str, str] = {
    "jur_agreement": "没有",
    "former_suit": "否",
    "court_fee_claimed": "是",
    "circumstances": "都没有",
    "mediation_known": "了解",
    "med_intent": "不愿意",
    "service_choice": "用前面的地址，同意电子送达",
}
PERSON: Mapping[str, str] = {
    **BEGINNING,
    "plaintiffs[0].kind": "个人",
    "plaintiffs[0].name": "陈静",
    "plaintiffs[0].id_number": "11010519491231002x",
    "plaintiffs[0].ethnicity": "汉族",
    "plaintiffs[0].employer": "无",
    "plaintiffs[0].job_title": "店员",
    "plaintiffs[0].phone": "13800138000",
    "plaintiffs[0].domicile": "北京市朝阳区建国路1号院2号楼301室",
}
PERSON_SUED: Mapping[str, str] = {
    "defendants[0].kind": "个人",
    "defendants[0].name": "李伟",
    "defendants[0].id_number": "440524188001010014",
    "defendants[0].domicile": "北京市朝阳区建国路2号",
}
COMPANY_SUED: Mapping[str, str] = {
    "defendants[0].kind": "单位",
    "defendants[0].org_name": "深圳云栈房地产开发有限公司",
    "defendants[0].uscc": "不知道",
    "defendants[0].org_address": "广东省深圳市福田区福华路1号",
    "defendants[0].legal_rep": "赵敏",
}
LEASE: Mapping[str, str] = {
    "contract_form": "书面合同",
    "house_address": "广东省深圳市南山区科技园1栋101室",
    "lease_from": "2024年1月1日",
    "lease_until": "2026年12月31日",
    "rent_month": "5000元",
    "handed_over_on": "2024年1月1日",
    "deposit": "1万元",
}
HOUSE: Mapping[str, str] = {
    "signed_on": "2024年3月5日",
    "contract_nature": "正式合同",
    "house_kind": "商品房",
    "house_address": "广东省深圳市南山区科技园1栋101室",
    "total_price": "267万元",
}
SERVED: Mapping[str, str] = {
    "contract_with": "开发商",
    "owner_side": "北京某某房地产开发有限公司",
    "house_address": "北京市朝阳区建国路2号院3号楼101室",
    "fee_standard": "每月每平方米2.5元",
}


def _files(*kinds: str) -> dict[str, Sequence[tuple[str, str, bytes]]]:
    found: dict[str, Sequence[tuple[str, str, bytes]]] = {
        "id_card": [("id_card.jpg", "image/jpeg", jpeg_photo(1000))],
        "business_licence": [("licence.jpg", "image/jpeg", jpeg_photo(1050))],
        "legal_rep_certificate": [("certificate.jpg", "image/jpeg", jpeg_photo(1100))],
    }
    for number, kind in enumerate(kinds):
        found[kind] = [(f"{kind}.pdf", "application/pdf", page_pdf(number + 1))]
    return found


LANDLORD = Case(
    "房屋租赁合同纠纷",
    {
        **PERSON,
        **PERSON_SUED,
        **LEASE,
        "plaintiff_role": "房东",
        "landlord_claims": "付欠的租金，把房子还给我",
        "rent_paid_until": "2025年12月31日",
        "rent_owed": "5万元",
        "late_claim": "都不要",
    },
    _files("lease_contract", "handover_proof", "rent_payments"),
    SIGNED,
)
TENANT = Case(
    "房屋租赁合同纠纷",
    {
        **PERSON,
        **PERSON_SUED,
        **LEASE,
        "plaintiff_role": "租客",
        "tenant_claims": "退押金",
        "handback": "6月30日交了钥匙，房东验过房，一直没有退押金",
    },
    _files("lease_contract", "handover_proof", "rent_payments"),
    SIGNED,
)
BUYER = Case(
    "房屋买卖合同纠纷",
    {
        **PERSON,
        **COMPANY_SUED,
        **HOUSE,
        "defendants[0].uscc": "91350100M000100Y43",
        "side": "买方",
        "issues": "交房",
        "handover_claims": "把房子交给我，逾期交房的违约金",
        "price_paid": "80万元",
        "pay_way": "按揭贷款",
        "handover_due_on": "2025年6月30日",
        "handed_over": "否",
        "late_rate": "0.01",
    },
    _files("sale_contract", "price_payments", "house_papers", "handover_papers"),
    SIGNED,
)
SELLER = Case(
    "房屋买卖合同纠纷",
    {
        **PERSON,
        **PERSON_SUED,
        **HOUSE,
        "side": "卖方",
        "issues": "房款、定金、违约金、损失",
        "money_claims": "支付欠的房款",
        "price_paid": "200万元",
        "pay_way": "自己付清",
        "handover_due_on": "无",
        "handed_over": "是",
        "breach_on": "2025年9月1日",
        "price_due_claimed": "67万元",
    },
    _files("sale_contract", "price_payments", "house_papers", "handover_papers"),
    SIGNED,
)
MANAGER = Case(
    "物业服务合同纠纷",
    {
        **BEGINNING,
        **PERSON_SUED,
        **SERVED,
        "plaintiff_role": "物业公司",
        "fee_demand": "是",
        "fee_demanded_on": "2026年5月10日",
        "plaintiffs[0].org_name": "北京晨光物业服务有限公司",
        "plaintiffs[0].uscc": "91350100M000100Y43",
        "plaintiffs[0].org_address": "北京市朝阳区建国路1号",
        "plaintiffs[0].legal_rep": "钱敏",
        "plaintiffs[0].legal_rep_title": "经理",
        "plaintiffs[0].legal_rep_phone": "13800138002",
        "house_area": "89",
        "service_from": "2020年4月1日",
        "service_until": "无",
        "owed_since": "2025年1月1日",
        "fee_owed": "5117.5元",
        "penalty_claim": "不要违约金",
    },
    _files("service_contract", "house_owner", "fee_standard", "demand_proof", "debt_details"),
    SIGNED,
)
OWNER = Case(
    "物业服务合同纠纷",
    {
        **PERSON,
        **COMPANY_SUED,
        **SERVED,
        "defendants[0].org_name": "北京晨光物业服务有限公司",
        "defendants[0].org_address": "北京市朝阳区建国路1号",
        "plaintiff_role": "业主",
        "owner_claims": "按约定提供服务、维修",
        "service_complaint": "2025年7月起电梯坏了三个月没有修",
        "perform_detail": "在30日内修好3号楼的电梯",
    },
    _files("service_contract", "house_owner", "fault_proof", "fee_receipts"),
    SIGNED,
)
INVESTOR = Case(
    "证券虚假陈述责任纠纷",
    {
        **{path: told for path, told in PERSON.items() if path != "jur_agreement"},
        **COMPANY_SUED,
        "defendants[0].org_name": "深圳云栈股份有限公司",
        "defendants[0].uscc": "91350100M000100Y43",
        "security_name": "云栈股份，代码600000",
        "penalised": "是",
        "penalty_detail": "2025年5月20日，某某证监局作出行政处罚决定书〔2025〕3号",
        "false_statement": "公司2022年年度报告虚增利润3.2亿元",
        "stated_on": "2023年4月28日",
        "revealed_on": "2024年10月12日",
        "base_day": "2025年1月15日",
        "buys": "2023年6月1日买入2000股，每股15.20元",
        "sells": "2024年12月5日卖出2000股，每股9.10元",
        "loss_difference": "12200元",
        "loss_commission": "24.4元",
        "loss_stamp": "无",
    },
    _files("trading_records", "misstatement_proof", "loss_table", "account_papers"),
    SIGNED,
)

HOUSE_CASES: Mapping[str, Case] = {
    "landlord": LANDLORD,
    "tenant": TENANT,
    "buyer": BUYER,
    "seller": SELLER,
    "manager": MANAGER,
    "owner": OWNER,
    "investor": INVESTOR,
}
