"""What filing costs, shown with its workings before the case is handed in (§4)."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.findings import Finding
from dialogs.rules.case_fees import FEE_SOURCES, CaseFee, case_fee
from dialogs.rules.case_file import CaseFile, Rule, info
from dialogs.rules.fees import Fee, FeeKind, fee_steps
from dialogs.rules.wording import working

__all__ = ["FEE_RULES", "fee_workings"]

COUNTED = frozenset({FeeKind.PROPERTY, FeeKind.DIVORCE, FeeKind.PERSONALITY})
"""Kinds whose fee grows with the sum in dispute."""


def court_fee(file: CaseFile) -> Iterator[Finding]:
    """§4.1–4.3: the fee by the sum in dispute, whole and halved; the court's notice decides."""
    fee = case_fee(file.case, file.answers, file.today)
    if fee is None:
        return
    values = {"whole": spoken(fee.whole), "half": spoken(fee.halved), "how": fee_workings(fee)}
    if fee.kind is FeeKind.LABOR:
        yield info("court_fee_labor", ("plaintiffs",), FEE_SOURCES, **values)
    elif fee.whole.exact is None:
        yield info("court_fee_span", fee.elements, fee.sources, **values)
    else:
        yield info("court_fee", fee.elements, fee.sources, **values)


def spoken(fee: Fee) -> str:
    """`2,300元`, or `50元到300元` where the province sets a part."""
    return str(fee.exact) if fee.exact is not None else f"{fee.least}到{fee.most}"


def fee_workings(fee: CaseFee) -> str:
    """The bands that the sum in dispute passes through, one after the other."""
    if fee.amount is None or fee.kind not in COUNTED:
        return ""
    steps = fee_steps(fee.kind, fee.amount)
    parts = [
        working("fee_band", over=f"{each.over:,}", percent=str(each.percent), part=str(each.part))
        for each in steps
    ]
    return "；".join([working("fee_amount", amount=str(fee.amount)), *parts])


FEE_RULES: tuple[Rule, ...] = (court_fee,)
