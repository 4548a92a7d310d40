"""Loan cases as people would tell them; all people, firms and numbers are invented."""

from __future__ import annotations

from collections.abc import Mapping

from tests.fakes.contract_client import Case
from tests.fakes.materials import jpeg_photo, page_pdf, signature_png

__all__ = ["plain_loan", "rich_loan"]

SIGNED = signature_png()


def _photo(name: str, width: int) -> list[tuple[str, str, bytes]]:
    return [(f"{name}.jpg", "image/jpeg", jpeg_photo(width))]


def _pdf(name: str, pages: int) -> list[tuple[str, str, bytes]]:
    return [(f"{name}.pdf", "application/pdf", page_pdf(pages))]


PLAINTIFF: Mapping[str, str] = {
    "plaintiffs[0].kind": "个人",
    "plaintiffs[0].name": "陈静",
    "plaintiffs[0].id_number": "11010519491231002x",
    "plaintiffs[0].ethnicity": "汉族",
    "plaintiffs[0].employer": "北京晨光文具店",
    "plaintiffs[0].job_title": "店员",
    "plaintiffs[0].phone": "138 0013 8000",
    "plaintiffs[0].domicile": "北京市朝阳区建国路1号院2号楼301室",
}

ENDING: Mapping[str, str] = {
    "interest_claim": "说好的利息和逾期利息都要，一直算到还清",
    "court_fee_claimed": "是",
    "circumstances": "都没有",
    "mediation_known": "了解",
    "med_intent": "否",
    "service_choice": "用前面的地址，同意电子送达",
}


def plain_loan() -> Case:
    """One lender, one borrower, one loan, one repayment, no guarantee."""
    return Case(
        "民间借贷纠纷",
        {
            **PLAINTIFF,
            "defendants[0].kind": "个人",
            "defendants[0].name": "李伟",
            "defendants[0].id_number": "440524188001010014",
            "defendants[0].domicile": "北京市海淀区中关村大街9号",
            "loans[0].contract_form": "借条",
            "loans[0].amount_agreed": "5万",
            "loans[0].amount_delivered": "五万元",
            "loans[0].delivered_on": "2023年3月5日",
            "loans[0].way": "转账",
            "loans[0].due_on": "2024.3.5",
            "loans[0].rate": "月息1分",
            "repayments[0].amount": "1万元",
            "repayments[0].paid_on": "2024-05-01",
            **ENDING,
        },
        {
            "id_card": _photo("身份证", 1000),
            "iou": _photo("借条", 1100),
            "transfer_record": _pdf("转账记录", 2),
        },
        SIGNED,
    )


def rich_loan() -> Case:
    """Two loans, partial repayments, a company as borrower and a guarantor."""
    return Case(
        "民间借贷纠纷",
        {
            **PLAINTIFF,
            "defendants[0].kind": "单位",
            "defendants[0].org_name": "杭州云栈贸易有限公司",
            "defendants[0].uscc": "91350100M000100Y43",
            "defendants[0].org_address": "浙江省杭州市西湖区文三路90号",
            "defendants[0].legal_rep": "赵敏",
            "defendants[0].role": "借款人",
            "defendants[0].legal_rep_title": "执行董事",
            "defendants[1].kind": "个人",
            "defendants[1].name": "王强",
            "defendants[1].id_number": "不知道",
            "defendants[1].phone": "13912345678",
            "defendants[1].domicile": "浙江省杭州市上城区清泰街20号",
            "defendants[1].role": "担保人",
            "defendants[1].why_liable": "王强在借款合同上签字，保证公司还不上由他来还",
            "loans[0].contract_form": "借款合同",
            "loans[0].contract_no": "YZ-2022-017",
            "loans[0].signed_on": "2022年6月1日",
            "loans[0].signed_at": "杭州市西湖区",
            "loans[0].amount_agreed": "20万元",
            "loans[0].amount_delivered": "196000",
            "loans[0].delivered_on": "2022年6月2日",
            "loans[0].way": "转账",
            "loans[0].due_on": "2023年6月1日",
            "loans[0].rate": "年利率10%",
            "loans[1].contract_form": "借条",
            "loans[1].amount_agreed": "80000",
            "loans[1].amount_delivered": "80000",
            "loans[1].delivered_on": "2022年9月15日",
            "loans[1].way": "现金",
            "loans[1].due_on": "2023年9月15日",
            "loans[1].rate": "没有约定利息",
            "repayments[0].amount": "30000",
            "repayments[0].paid_on": "2024年1月20日",
            "repayments[0].loan_number": "第1笔",
            "repayments[1].amount": "12345.67",
            "repayments[1].paid_on": "2024年8月9日",
            "repayments[1].loan_number": "第2笔",
            "guarantees[0].kind": "保证",
            "guarantees[0].guarantor": "王强",
            "guarantees[0].signed_on": "2022年6月1日",
            "guarantees[0].mode": "连带责任保证",
            "guarantees[0].period_until": "2026年12月1日",
            "guarantees[0].terms": "公司到期不还的，由王强偿还全部本金和利息",
            "claim_guarantee": "是",
            "claim_guarantee_detail": "要求王强对上述债务承担连带清偿责任",
            "jur_agreement": "无",
            "relation": "朋友介绍认识的生意伙伴",
            "purpose": "公司进货周转",
            "demands[0].made_on": "2024年10月8日",
            "demands[0].way": "微信",
            "demands[0].said": "对方说年底前一定还",
            **ENDING,
            "circumstances": "有人替对方作保，或者拿房子、车子等作保",
        },
        {
            "id_card": _photo("身份证", 1000),
            "iou": [*_photo("借条", 1100), *_pdf("借款合同", 3)],
            "transfer_record": _pdf("转账记录", 2),
            "cash_proof": _photo("取现凭条", 1200),
            "guarantee_papers": _pdf("保证合同", 1),
        },
        SIGNED,
    )
