"""Slips in sums, days and places, put one at a time into a filing without a fault."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from lian.law_seeds import Filing, Seed, Values

__all__ = ["OF_SUMS"]

WHOLES = (
    ("price_claimed", "total_price"),
    ("price_paid", "total_price"),
    ("rent_due_claimed", "rent_total"),
    ("deposit_claimed", "deposit"),
    ("compensation_claimed", "payout_amount"),
    ("principal_claimed", "amount_agreed"),
    ("principal_claimed", "loans[0].amount_delivered"),
    ("refund_claimed", "price_paid"),
    ("house_refund_claimed", "price_paid"),
    ("loans[0].amount_delivered", "loans[0].amount_agreed"),
    ("rent_paid_late", "rent_paid"),
)
"""A sum, and the sum that it is a part of."""
LATER = (
    ("handed_over_on", "moved_out_on"),
    ("revealed_on", "base_day"),
    ("payout_on", "recourse_on"),
    ("defaulted_on", "payout_on"),
    ("hired_on", "injured_on"),
    ("hired_on", "award_received_on"),
    ("signed_on", "due_on"),
    ("signed_on", "handover_due_on"),
)
"""A day, and a day that cannot come before it."""


def part_over_the_whole(filing: Filing) -> Iterator[Values]:
    """A part three times as large as the whole."""
    for part, whole in WHOLES:
        told = filing.derived.get(whole)
        if isinstance(told, str) and isinstance(filing.derived.get(part), str):
            yield {**filing.values, part: str(Decimal(told) * 3 + 1)}


def day_before_its_cause(filing: Filing) -> Iterator[Values]:
    """What follows, told as of a year before what it follows."""
    for first, later in LATER:
        told = filing.derived.get(first)
        if isinstance(told, str) and isinstance(filing.derived.get(later), str):
            before = date.fromisoformat(told) - timedelta(400)
            yield {**filing.values, later: before.isoformat()}


def family_against_nature(filing: Filing) -> Iterator[Values]:
    """A child older than its parents, one not born yet, husband and wife mixed up."""
    if filing.case != "divorce":
        return
    child = {"children[0].name": "小明", "children[0].custody_to": "plaintiff"}
    for born in ("1900-01-01", filing.day(30)):
        yield {**filing.values, **child, "children[0].birth_date": born}
    sex = filing.derived.get("plaintiffs[0].gender")
    if sex:
        yield {**filing.values, "defendants[0].gender": sex}


def address_without_a_county(filing: Filing) -> Iterator[Values]:
    """Only home for an address, where the case has no other defendant or place."""
    places = [path for path in filing.paths("domicile", "org_address") if path.startswith("def")]
    others = ("place", "_address", "habitual_residence", "jur_clause", "workplace", "_left_on")
    if len(places) == 1 and not any(path.endswith(others) for path in filing.values):
        yield {**filing.values, places[0]: {"text": "老家"}}


def name_in_figures(filing: Filing) -> Iterator[Values]:
    """A number for a name."""
    for path in filing.paths("name"):
        if path.startswith(("plaintiffs", "defendants")):
            yield {**filing.values, path: "12345"}


def court_without_a_name(filing: Filing) -> Iterator[Values]:
    """Any court at all."""
    if filing.courts:
        yield filing.with_(court="人民法院")


def natural_lender_of_a_bank(filing: Filing) -> Iterator[Values]:
    """A bank's claim, brought by a person."""
    if filing.case in ("financial_loan", "credit_card"):
        yield {
            **filing.without("plaintiffs[0]."),
            "plaintiffs[0].kind": "natural",
            "plaintiffs[0].name": "张三",
            "plaintiffs[0].gender": "male",
            "plaintiffs[0].birth_date": "1980-01-01",
            "plaintiffs[0].ethnicity": "汉族",
            "plaintiffs[0].employer": "某某学校",
            "plaintiffs[0].job_title": "教师",
            "plaintiffs[0].phone": "13800138000",
            "plaintiffs[0].domicile": {"text": "四川省成都市武侯区一环路1号"},
        }


def rates_beyond_reason(filing: Filing) -> Iterator[Values]:
    """Eight times the benchmark, interest below nothing, a late rate of sixty percent."""
    if filing.case != "private_lending":
        return
    multiple = {"loans[0].rate_basis": "lpr_multiple", "loans[0].lpr_multiple": "8"}
    yield {**filing.values, "loans[0].rate": {"none": True}, **multiple}
    yield {**filing.values, "loans[0].rate": "-3"}
    yield {**filing.values, "loans[0].overdue_rate": "60"}


OF_SUMS: tuple[Seed, ...] = (
    part_over_the_whole,
    day_before_its_cause,
    family_against_nature,
    address_without_a_county,
    name_in_figures,
    court_without_a_name,
    natural_lender_of_a_bank,
    rates_beyond_reason,
)
