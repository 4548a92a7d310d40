"""The lines that show how principal and interest come about."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from dialogs.rules.interest import Accrued, SetOff
from dialogs.rules.loans import LoanAccount
from dialogs.rules.numerals import han_date, percent
from dialogs.rules.rates import Phase, RatePeriod
from dialogs.rules.wording import working

__all__ = ["interest_lines", "principal_lines", "until_paid_lines"]


def loan_name(each: LoanAccount, several: bool) -> str:
    """`第2笔借款：`, nothing where there is one loan only."""
    if not several:
        return ""
    return working("loan_name", number=str(each.index + 1)) + "："


def _accrued(step: Accrued, loan: str) -> str:
    return working(
        "accrued_capped" if step.period.capped else "accrued",
        loan=loan,
        since=han_date(step.since),
        until=han_date(step.until),
        days=str(step.days),
        base=str(step.base),
        rate=percent(step.percent),
        agreed=percent(step.period.agreed or step.percent),
        interest=str(step.interest),
    )


def _set_off(step: SetOff, loan: str) -> str:
    code = "set_off" if step.to_interest else "set_off_principal"
    return working(
        code if step.to_principal else "set_off_interest",
        loan=loan,
        on=han_date(step.on),
        amount=str(step.amount),
        to_interest=str(step.to_interest),
        to_principal=str(step.to_principal),
        left=str(step.principal_left),
    )


def _unknown_lines(each: LoanAccount, loan: str) -> list[str]:
    lines = []
    for period in each.account.periods:
        charged = period.phase in each.account.charged
        if not charged or (period.percent is not None and period.cap.percent is not None):
            continue
        since = han_date(period.since)
        if period.agreed is None:
            lines.append(working("rate_not_verified", loan=loan, since=since))
        elif period.agreed and period.cap.percent is None:
            code = "cap_unverified" if period.percent is not None else "cap_unverified_no_sum"
            agreed = percent(period.agreed)
            lines.append(working(code, loan=loan, since=since, agreed=agreed))
    return lines


@lru_cache(maxsize=256)
def interest_lines(opened: tuple[LoanAccount, ...]) -> tuple[str, ...]:
    """Every stretch of interest and every repayment, loan by loan."""
    lines: list[str] = []
    for each in opened:
        loan = loan_name(each, len(opened) > 1)
        for step in each.account.steps:
            lines.append(
                _accrued(step, loan) if isinstance(step, Accrued) else _set_off(step, loan)
            )
        lines.extend(_unknown_lines(each, loan))
    return tuple(lines)


@lru_cache(maxsize=256)
def principal_lines(opened: tuple[LoanAccount, ...]) -> tuple[str, ...]:
    """What was lent, what was repaid on it, what is left."""
    lines: list[str] = []
    for each in opened:
        loan = loan_name(each, len(opened) > 1)
        lines.append(_opening(each, loan))
        lines.extend(_set_off(s, loan) for s in each.account.steps if isinstance(s, SetOff))
        lines.append(working("principal_left", loan=loan, amount=str(each.account.principal)))
    return tuple(lines)


def _opening(each: LoanAccount, loan: str) -> str:
    if not each.renewed:
        return working("lent", loan=loan, amount=str(each.started_with))
    on = han_date(each.terms.start)
    return working("renewed", loan=loan, on=on, amount=str(each.started_with))


def until_paid_lines(opened: tuple[LoanAccount, ...], until: date) -> list[str]:
    """How interest goes on after the day up to which it was computed."""
    lines = []
    for each in opened:
        last = _last_rate(each)
        if last is None or not each.account.principal:
            continue
        base, loan = str(each.account.principal), loan_name(each, len(opened) > 1)
        lines.append(loan + _runs_on(last, base, until))
    return lines


def _runs_on(last: RatePeriod, base: str, until: date) -> str:
    if last.percent is not None:
        since = han_date(max(last.since, until))
        return working("until_paid", base=base, since=since, rate=percent(last.percent))
    since = han_date(last.since)
    if last.agreed is None:
        return working("until_paid_lpr", base=base, since=since)
    return working("until_paid_capped", base=base, since=since, rate=percent(last.agreed))


def _last_rate(each: LoanAccount) -> RatePeriod | None:
    """The rate that runs on, if any is charged after the loan was due."""
    charged = [p for p in each.account.periods if p.phase in each.account.charged]
    if not charged or each.account.periods[-1] is not charged[-1]:
        return None
    last = charged[-1]
    runs_on = last.phase is Phase.OVERDUE or each.terms.due_on is None
    return last if runs_on and last.percent != 0 else None
