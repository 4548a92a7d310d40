"""A loan case with everything: two loans, partial repayments, a company, a surety, an agent.

All names, numbers and places are invented; the ID numbers have valid check digits.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from dialogs.answers import Answers
from filing_backend.documents.case_file import Material, MediaType
from tests.fakes.materials import jpeg_photo, page_pdf, png_screenshot, word_file

__all__ = ["MATERIALS", "PRINTED", "TODAY", "answers", "rich_answers"]

TODAY = date(2026, 11, 21)

GROUPS: dict[str, list[dict[str, Any]]] = {
    "plaintiffs": [
        {
            "kind": "natural",
            "name": "欧阳·阿依努尔",
            "gender": "female",
            "birth_date": "1988-02-09",
            "ethnicity": "维吾尔族",
            "employer": "北京晨曦纺织有限公司",
            "job_title": "会计",
            "phone": "13800138000",
            "domicile": {"text": "北京市朝阳区建国路甲88号院3号楼2单元1501室", "code": "110105"},
            "habitual_residence": {"text": "北京市海淀区中关村东路19号", "code": "110108"},
            "id_type": "resident_id",
            "id_number": "110105198802090024",
        },
    ],
    "defendants": [
        {
            "kind": "natural",
            "name": "李㐂旺",
            "gender": "male",
            "birth_date": "1979-08-13",
            "phone": "13911112222",
            "domicile": {"text": "河北省保定市莲池区东风路66号", "code": "130606"},
            "id_type": "resident_id",
            "id_number": "130606197908130011",
            "role": "borrower",
        },
        {
            "kind": "org",
            "org_name": "保定市旺发建材有限公司",
            "org_address": {"text": "河北省保定市竞秀区阳光大街508号", "code": "130602"},
            "reg_address": {"text": "河北省保定市竞秀区朝阳北大街1号", "code": "130602"},
            "legal_rep": "李㐂旺",
            "legal_rep_title": "执行董事",
            "legal_rep_phone": "0312-5888888",
            "uscc": "91130602MA0ABCDE5X",
            "org_type": "limited_company",
            "ownership": "private",
            "role": "company",
            "why_liable": "第二笔借款打入公司账户，用于公司进货",
        },
        {
            "kind": "natural",
            "name": "赵守信",
            "gender": "male",
            "phone": "13733334444",
            "domicile": {"text": "河北省保定市满城区中山东路12号", "code": "130607"},
            "role": "surety",
        },
    ],
    "third_persons": [
        {"kind": "natural", "name": "孙小梅", "phone": "13655556666"},
    ],
    "agents": [
        {
            "agent_name": "周正",
            "agent_kind": "lawyer",
            "agent_org": "北京明理律师事务所",
            "agent_title": "律师",
            "agent_phone": "13577778888",
            "agent_scope": "special",
            "agent_scope_detail": ["admit", "settle", "appeal"],
        },
    ],
    "loans": [
        {
            "contract_form": "contract",
            "contract_no": "个人借款合同 JK-2023-017",
            "signed_on": "2023-03-05",
            "signed_at": "北京市朝阳区",
            "amount_agreed": "50000",
            "amount_delivered": "47000",
            "delivered_on": "2023-03-06",
            "way": "transfer",
            "term_from": "2023-03-06",
            "due_on": "2024-03-05",
            "has_due": True,
            "rate": "12",
            "rate_basis": "fixed",
            "rate_article": "第三条",
            "overdue_rate": "13.8",
            "repayment_method": "monthly_interest",
            "settlement_on": "2024-06-18",
            "settlement_amount": "61234.56",
            "settlement_replaced": "原来本金47000元，加利息14234.56元，旧借条还给他了",
            "balance": "40500",
        },
        {
            "contract_form": "oral",
            "amount_agreed": "30000",
            "amount_delivered": "30000.50",
            "delivered_on": "2023-07-19",
            "way": "mixed",
            "way_other": "微信转账20000元，现金10000.50元",
            "payee": "保定市旺发建材有限公司",
            "term_from": "2023-07-19",
            "has_due": True,
            "rate_basis": "lpr_multiple",
            "lpr_multiple": "3.5",
            "balance": "30000.50",
        },
    ],
    "repayments": [
        {"amount": "6500", "paid_on": "2023-12-01", "toward": "principal", "loan_number": "1",
         "way": "微信转账"},
        {"amount": "2350.75", "paid_on": "2024-01-15", "toward": "interest", "way": "现金"},
    ],
    "guarantees": [
        {"kind": "surety", "guarantor": "赵守信", "signed_on": "2023-03-07", "mode": "joint",
         "period_until": "2027-03-05", "terms": "李㐂旺不还，由赵守信负责还清"},
        {"kind": "mortgage", "guarantor": "李㐂旺", "object": "冀F2Z391小汽车一辆",
         "signed_on": "2023-03-08", "registered": "formal", "max_amount_kind": True,
         "fixed_on": "2025-03-09", "limit": "88000"},
    ],
    "demands": [
        {"made_on": "2024-05-02", "way": "微信", "said": "他说过了年就还"},
        {"made_on": "2025-10-11", "way": "当面"},
    ],
    "witnesses": [
        {"name": "钱有德", "domicile": {"text": "北京市丰台区丰北路9号", "code": "110106"},
         "about": "看见我把现金交给李㐂旺"},
    ],
}  # fmt: skip

TOP: dict[str, Any] = {
    "relation": "同乡",
    "purpose": "建材店周转",
    "facts_story": "2023年3月，李㐂旺说建材店要周转，向我借钱。\n到期后我多次催要，他一直推脱。",
    "claims_story": "请判令被告还本付息，并承担诉讼费。",
    "other_facts": "借条上的数里有先扣的利息3000元。",
    "lender_names": "欧阳·阿依努尔",
    "borrower_names": "李㐂旺、保定市旺发建材有限公司",
    "principal_claimed": "70500.50",
    "claims_as_of": "2026-11-21",
    "interest_claim": "both",
    "interest_claimed": "25678.90",
    "interest_until_paid": True,
    "interest_workings": "第1笔：40500元×12%×991天÷365天=13195.23元\n第2笔：30000.50元×12.2%÷365天",
    "early_repayment": "no",
    "claim_guarantee": True,
    "claim_guarantee_detail": "要求赵守信承担连带保证责任，并就冀F2Z391小汽车优先受偿",
    "costs_claimed": True,
    "costs_detail": "律师费4321元",
    "costs_amount": "4321",
    "court_fee_claimed": True,
    "other_claims": "归还押在被告处的房产证",
    "total_claimed": "100500.40",
    "repaid_principal": "6500",
    "repaid_interest": "2350.75",
    "interest_paid_until": "2024-01-31",
    "overdue": True,
    "overdue_since": "2024-03-06",
    "overdue_days": "990",
    "jur_agreement": "yes",
    "jur_kind": "court",
    "jur_clause": "第八条：发生争议由出借人住所地人民法院管辖",
    "pre_preserve": True,
    "pp_court": "北京市朝阳区人民法院",
    "pp_date": "2026-11-02",
    "pp_case_no": "（2026）京0105财保12号",
    "mediation_known": "known",
    "med_intent": "unsure",
    "basis_contract": "合同第五条：逾期不还按年利率13.8%付息",
    "basis_law": "民法典第六百七十五条、第六百七十六条",
    "service_choice": "same_electronic",
    "service_address": {"text": "北京市海淀区中关村东路19号", "code": "110108"},
    "service_recipient": "欧阳·阿依努尔",
    "service_phone": "13800138000",
    "service_electronic": True,
    "court": "北京市朝阳区人民法院",
}

UNKNOWN = frozenset(
    {
        "defendants[0].employer",
        "defendants[0].ethnicity",
        "defendants[2].id_number",
        "defendants[2].birth_date",
        "loans[1].rate",
    }
)
NONE = frozenset({"loans[1].due_on", "defendants[2].employer"})

MATERIALS = (
    Material("id_card", "正面.jpg", MediaType.JPEG, jpeg_photo(1600, 1000), "plaintiffs[0]"),
    Material("agent_papers", "执业证.pdf", MediaType.PDF, page_pdf(1), "agents[0]"),
    Material("iou", "IMG_0001.jpg", MediaType.JPEG, jpeg_photo(orientation=6)),
    Material("iou", "IMG_0002.jpg", MediaType.JPEG, jpeg_photo(orientation=3)),
    Material("transfer_record", "流水.pdf", MediaType.PDF, page_pdf(5)),
    Material("chat_records", "截图.png", MediaType.PNG, png_screenshot()),
    Material("guarantee_papers", "../担保合同.docx", MediaType.DOCX, word_file()),
)

PRINTED = (
    "欧阳·阿依努尔", "1988年2月9日", "维吾尔族", "北京晨曦纺织有限公司", "会计", "13800138000",
    "北京市朝阳区建国路甲88号院3号楼2单元1501室", "北京市海淀区中关村东路19号",
    "110105198802090024", "李㐂旺", "1979年8月13日", "13911112222", "河北省保定市莲池区东风路66号",
    "130606197908130011", "保定市旺发建材有限公司", "河北省保定市竞秀区阳光大街508号",
    "河北省保定市竞秀区朝阳北大街1号", "执行董事", "0312-5888888", "91130602MA0ABCDE5X", "赵守信",
    "13733334444", "河北省保定市满城区中山东路12号", "孙小梅", "13655556666", "周正",
    "北京明理律师事务所", "13577778888", "承认诉讼请求、进行和解、提起上诉", "JK-2023-017",
    "2023年3月5日", "50,000元", "47,000元", "2023年3月6日", "2024年3月5日", "12%", "第三条",
    "13.8%", "2024年6月18日", "61,234.56元", "旧借条还给他了", "30,000元", "30,000.50元",
    "2023年7月19日", "3.5倍", "40,500元", "6,500元", "2023年12月1日", "微信转账", "2,350.75元",
    "2024年1月15日", "2023年3月7日", "2027年3月5日", "由赵守信负责还清", "冀F2Z391小汽车一辆",
    "2023年3月8日", "2025年3月9日", "88,000元", "2024年5月2日", "他说过了年就还", "2025年10月11日",
    "当面", "钱有德", "北京市丰台区丰北路9号", "同乡", "建材店周转", "到期后我多次催要",
    "请判令被告还本付息", "70,500.50元", "2026年11月21日", "25,678.90元", "13195.23元",
    "律师费4321元", "4,321元", "归还押在被告处的房产证", "100,500.40元", "2024年1月31日",
    "2024年3月6日", "990天", "由出借人住所地人民法院管辖", "2026年11月2日",
    "（2026）京0105财保12号", "民法典第六百七十五条", "北京市朝阳区人民法院",
    "第二笔借款打入公司账户",
)  # fmt: skip
"""What must be read in the complaint, in these words."""


def answers(
    top: Mapping[str, Any],
    groups: Mapping[str, list[dict[str, Any]]],
    unknown: frozenset[str] = frozenset(),
    none: frozenset[str] = frozenset(),
) -> Answers:
    """Answers from top-level values and items per group."""
    values = dict(top)
    for group, items in groups.items():
        for index, item in enumerate(items):
            values.update({f"{group}[{index}].{key}": value for key, value in item.items()})
    counts = {group: len(items) for group, items in groups.items()}
    return Answers(values, counts, unknown, none)


def rich_answers(**top: Any) -> Answers:
    """The rich case, with top-level values changed at will."""
    return answers({**TOP, **top}, GROUPS, UNKNOWN, NONE)
