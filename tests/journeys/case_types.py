"""A plain case of other types as people would tell them; everybody and every number is invented."""

from __future__ import annotations

from collections.abc import Mapping

from tests.fakes.contract_client import Case
from tests.fakes.materials import jpeg_photo, page_pdf, signature_png

__all__ = ["dismissal", "divorce", "road_accident", "service_card"]

SIGNED = signature_png()

PLAINTIFF: Mapping[str, str] = {
    "plaintiffs[0].name": "陈静",
    "plaintiffs[0].id_number": "11010519491231002x",
    "plaintiffs[0].ethnicity": "汉族",
    "plaintiffs[0].employer": "无",
    "plaintiffs[0].job_title": "店员",
    "plaintiffs[0].phone": "138 0013 8000",
    "plaintiffs[0].domicile": "北京市朝阳区建国路1号院2号楼301室",
}

OTHER_SIDE: Mapping[str, str] = {
    "defendants[0].name": "李伟",
    "defendants[0].id_number": "440524188001010014",
    "defendants[0].domicile": "北京市海淀区中关村大街9号",
}

ENDING: Mapping[str, str] = {
    "court_fee_claimed": "是",
    "circumstances": "都没有",
    "mediation_known": "了解",
    "med_intent": "否",
    "service_choice": "用前面的地址，同意电子送达",
}

Files = list[tuple[str, str, bytes]]


def _photo(name: str, width: int) -> Files:
    return [(f"{name}.jpg", "image/jpeg", jpeg_photo(width))]


def _pdf(name: str, pages: int) -> Files:
    return [(f"{name}.pdf", "application/pdf", page_pdf(pages))]


def dismissal() -> Case:
    """A worker who was dismissed and does not accept the award."""
    return Case(
        "劳动争议纠纷",
        {
            **PLAINTIFF,
            "side": "劳动者",
            "arbitration_status": "已经裁决了",
            "award_received_on": "2026年11月16日",
            "award_kind": "不是终局裁决",
            "award_result": "裁决公司支付工资8000元，驳回其他请求",
            "defendants[0].kind": "单位",
            "defendants[0].org_name": "杭州云栈贸易有限公司",
            "defendants[0].uscc": "91350100M000100Y43",
            "defendants[0].org_address": "浙江省杭州市西湖区文三路90号",
            "defendants[0].legal_rep": "赵敏",
            "contract_signed": "没有签",
            "hired_on": "2023年3月1日",
            "position": "送货司机",
            "workplace": "浙江省杭州市西湖区文三路90号",
            "monthly_wage": "8000元",
            "employment_ended_on": "2026年3月1日",
            "end_reason": "公司口头通知我被辞退，没有给理由",
            "claim_kinds": "欠发的工资、违法解除劳动合同的赔偿金",
            "wages_amount": "16000",
            "dismissal_amount": "4.8万",
            "claims_cover_award": "是",
            **ENDING,
        },
        {
            "id_card": _photo("身份证", 1000),
            "award": _pdf("裁决书", 3),
            "award_receipt": _photo("快递记录", 1050),
            "employment_proof": _photo("工牌", 1100),
        },
        SIGNED,
    )


def road_accident() -> Case:
    """Somebody run over, who sues the driver and the insurer."""
    return Case(
        "机动车交通事故责任纠纷",
        {
            **PLAINTIFF,
            "liability_document": "有认定书",
            "accident_on": "2026年3月1日",
            "harm": "有人受伤",
            "accident_place": "上海市浦东新区张江路1号",
            "accident_story": "李伟驾驶小型轿车右转，撞到骑电动车直行的我",
            "liability_result": "对方全部责任",
            "defendants[0].role": "司机",
            **OTHER_SIDE,
            "defendants[1].role": "交强险和商业险的保险公司",
            "defendants[1].org_name": "远行财产保险股份有限公司上海分公司",
            "defendants[1].org_address": "上海市浦东新区世纪大道1号",
            "claim_items": "医疗费、误工费",
            "medical_amount": "23000",
            "medical_period": "2026年3月1日至2026年3月20日",
            "medical_hospital": "上海市第一人民医院",
            "lost_income_amount": "15000",
            "lost_income_period": "2026年3月1日至2026年5月31日",
            "insurer_pays_first": "是",
            **ENDING,
        },
        {
            "id_card": _photo("身份证", 1000),
            "liability_document": _photo("认定书", 1100),
            "vehicle_papers": _photo("保险单", 1050),
            "medical_papers": _pdf("病历和发票", 4),
        },
        SIGNED,
    )


def divorce() -> Case:
    """A wife who lives apart, with one child."""
    return Case(
        "离婚纠纷",
        {
            **PLAINTIFF,
            **OTHER_SIDE,
            "spouse_side": "妻子",
            "marriage_proof": "有结婚证",
            "married_on": "2015年5月1日",
            "former_suit": "否",
            "defendant_left_on": "无",
            "children[0].name": "李小明",
            "children[0].birth_date": "2018年6月1日",
            "children[0].custody_to": "跟我",
            "custody_reason": "孩子一直由我和外婆带",
            "support_wanted": "对方付",
            "support_amount": "1500元",
            "support_method": "每月10日前付，付到孩子满18岁",
            "visit_wanted": "这次不提",
            "causes": "长期分居",
            "separated_since": "2024年3月1日",
            "life_story": "2014年认识，婚后常为钱吵架，2024年3月起分居",
            "issues": "无",
            **ENDING,
        },
        {
            "id_card": _photo("身份证", 1000),
            "marriage_certificate": _photo("结婚证", 1100),
            "children_papers": _photo("出生证", 1050),
        },
        SIGNED,
    )


def service_card() -> Case:
    """A shop that took money for a card and closed: a case without a form of its own."""
    return Case(
        "其他民事纠纷（普通起诉状）",
        {
            **PLAINTIFF,
            **OTHER_SIDE,
            "dispute_kind": "合同、欠款",
            "plaintiff_interest": "我自己（或者我单位）的事",
            "cause_told": "服务合同纠纷",
            "former_suit": "否",
            "jur_agreement": "没有",
            "plaintiffs[0].kind": "个人",
            "defendants[0].kind": "个人",
            "facts_story": "2026年1月5日我在被告店里交了2000元办卡，3月店关了门，至今没有退",
            "due_on": "无",
            "claims_story": "请求判令被告退还2000元",
            "total_claimed": "2000元",
            **ENDING,
        },
        {
            "id_card": _photo("身份证", 1000),
            "main_evidence": _photo("收据", 1100),
        },
        SIGNED,
    )
