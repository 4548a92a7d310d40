"""Periods that run on a filing, counted by the rules of law in `dialogs.rules`."""

from __future__ import annotations

from datetime import date, timedelta

__all__ = ["payment_deadline", "review_deadline"]


def review_deadline(submitted_on: date) -> date:
    """The last day of the court's review: 7 days, from the day after submission.

    Source: 民诉法126; counted by 民诉法85.
    """
    return submitted_on + timedelta(days=7)


def payment_deadline(notified_on: date) -> date:
    """The last day to pay the court fee: 7 days, from the day after the notice.

    Source: 诉讼费用交纳办法 22.
    """
    return notified_on + timedelta(days=7)
