"""How a filing stands, and the codes that travel with it."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["UNDER_REVIEW", "DeadlineKind", "DocumentKind", "NoticeCode", "Status"]


class Status(StrEnum):
    """The filing's status, computed from its events; words for people: `notices` responses."""

    RECEIVED = "received"
    CHECKED = "checked"
    ASSEMBLED = "assembled"
    SUBMITTED = "submitted"  # 待审核
    RETURNED = "returned"  # 退回补正
    CORRECTED = "corrected"  # 已补正，重新提交中
    REVIEW_PASSED = "review_passed"  # 审核通过
    FEE_DUE = "fee_due"  # 待交费
    FILED = "filed"  # 已立案
    REFUSED = "refused"  # 不予立案
    WITHDRAWN = "withdrawn"  # 已撤回


UNDER_REVIEW = frozenset({Status.SUBMITTED})
"""Statuses in which the court may decide."""


class DeadlineKind(StrEnum):
    """Which period runs.

    review: 民诉法126; payment: 诉讼费用交纳办法 22; correction: as the clerk set it.
    """

    REVIEW = "review"
    CORRECTION = "correction"
    PAYMENT = "payment"


class DocumentKind(StrEnum):
    """What the backend makes of a filing."""

    COMPLAINT = "complaint"  # 民事起诉状, DOCX and PDF
    EVIDENCE_LIST = "evidence_list"  # 证据目录
    EVIDENCE_BUNDLE = "evidence_bundle"  # 证据材料
    SERVICE_ADDRESS = "service_address"  # 送达地址确认书
    AUTHORIZATION = "authorization"  # 授权委托书
    LEGAL_REP_CERTIFICATE = "legal_rep_certificate"  # 法定代表人身份证明书
    WORKINGS = "workings"  # 计算说明
    PACKET = "packet"  # everything: one zip with manifest.json, one PDF with bookmarks


class NoticeCode(StrEnum):
    """What the bot is told; the sentence stands under `notices` by this code."""

    RECEIVED = "filing_received"
    ASSEMBLED = "filing_assembled"
    SUBMITTED = "filing_submitted"
    DELAYED = "filing_delayed"  # the court cannot be reached for now
    FAILED = "filing_failed"  # our own fault, staff are told
    RETURNED = "filing_returned"
    CORRECTED = "filing_corrected"
    REVIEW_PASSED = "filing_review_passed"
    FEE_DUE = "filing_fee_due"
    FILED = "filing_filed"
    REFUSED = "filing_refused"
    WITHDRAWN = "filing_withdrawn"
    OVERDUE = "filing_overdue"  # review longer than the 7 days of 民诉法126
