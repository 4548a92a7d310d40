"""Periods that run on a filing, counted by the rules of law in `dialogs.rules`."""

from __future__ import annotations

from datetime import date

from dialogs.rules.deadlines import due

__all__ = ["payment_deadline", "review_deadline"]


def review_deadline(submitted_on: date) -> date:
    """The last day of the court's review, from the day after submission.

    Source: 民诉法126 (7 days), counted by 民诉法85; after a correction it begins anew.
    """
    return due("filing_review", submitted_on).on


def payment_deadline(notified_on: date) -> date:
    """The last day to pay the court fee, from the day after the notice.

    Source: 诉讼费用交纳办法 22.
    """
    return due("fee_payment", notified_on).on
