"""Faults as people make them, put one at a time into a filing without a fault.

A seed takes the answers of a filing (as a line of `lian law check` has them) and gives its faulty
variants, at most a few; none where such a fault cannot be made in that filing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

__all__ = ["SEEDS", "Filing", "Seed", "Values", "each_path", "natural"]

Values = Mapping[str, Any]
UNKNOWN: Mapping[str, bool] = {"unknown": True}


@dataclass(frozen=True, slots=True)
class Filing:
    """A filing as told, and what follows from it.

    values: the answers told. derived: all that is known, derived answers among it.
    asked: paths that the interview asks for by itself. materials: kinds that it must have.
    courts: the candidates by name.
    """

    case: str
    today: date
    values: Values
    derived: Values
    asked: tuple[str, ...]
    materials: tuple[str, ...]
    courts: tuple[str, ...]

    def with_(self, **changes: Any) -> dict[str, Any]:
        """The answers with these told as well; keys of items are written `group__0__key`."""
        named = {key.replace("__0__", "[0]."): value for key, value in changes.items()}
        return {**self.values, **named}

    def without(self, *beginnings: str) -> dict[str, Any]:
        """The answers without those whose path begins so."""
        return {
            path: value for path, value in self.values.items() if not path.startswith(beginnings)
        }

    def day(self, days: int) -> str:
        """So many days from today."""
        return (self.today + timedelta(days)).isoformat()

    def paths(self, *endings: str) -> list[str]:
        """The paths told that end so."""
        return [path for path in self.values if path.rpartition(".")[2] in endings]


Seed = Callable[[Filing], Iterator[Values]]
FAR_COURT = "拉萨市城关区人民法院"


def each_path(filing: Filing, endings: tuple[str, ...], value: Any) -> Iterator[Values]:
    """The value at each path that ends so."""
    for path in filing.paths(*endings):
        yield {**filing.values, path: value}


def natural(filing: Filing, group: str) -> bool:
    return filing.values.get(f"{group}[0].kind") == "natural"


def answer_left_out(filing: Filing) -> Iterator[Values]:
    """An answer that the interview asks for."""
    told = [path for path in filing.asked if path in filing.values and path not in filing.materials]
    for path in told[:: max(1, len(told) // MOST_LEFT_OUT)]:
        yield filing.without(path)


MOST_LEFT_OUT = 5


def material_left_out(filing: Filing) -> Iterator[Values]:
    """A material that the case must have, among all others."""
    every = {f"material:{kind}": ["m1"] for kind in (*filing.materials, "other")}
    for kind in filing.materials:
        yield {
            **filing.values,
            **{key: val for key, val in every.items() if not key.endswith(kind)},
        }


def court_far_away(filing: Filing) -> Iterator[Values]:
    """A court that nothing ties to the case."""
    if filing.courts:
        yield filing.with_(court=FAR_COURT)


def court_too_high(filing: Filing) -> Iterator[Values]:
    """The high court of a province."""
    if filing.courts:
        yield filing.with_(court="四川省高级人民法院")


def total_not_the_sum(filing: Filing) -> Iterator[Values]:
    """A total that is a thousand yuan more than its items."""
    total = filing.derived.get("total_claimed")
    if total and "total_claimed" not in filing.values and Decimal(str(total)) > 0:
        yield filing.with_(total_claimed=str(Decimal(str(total)) + 1000))


SUMS = ("_claimed", "_amount", "amount_delivered", "principal_claimed")


def _sums(filing: Filing) -> list[str]:
    return [
        path
        for path, value in filing.values.items()
        if path.endswith(SUMS)
        and path != "preservation_amount"
        and isinstance(value, str)
        and value not in ("", "0")
    ]


def sum_unknown(filing: Filing) -> Iterator[Values]:
    """A claim whose sum is said to be unknown."""
    for path in _sums(filing):
        if path.endswith(("_claimed", "total_claimed")):
            yield {**filing.values, path: UNKNOWN}


def sum_not_positive(filing: Filing) -> Iterator[Values]:
    """A sum below nothing."""
    for path in _sums(filing)[:3]:
        yield {**filing.values, path: "-500"}


def sum_no_number(filing: Filing) -> Iterator[Values]:
    """Words for a sum."""
    for path in _sums(filing)[:3]:
        yield {**filing.values, path: "看着给吧"}


def day_that_is_none(filing: Filing) -> Iterator[Values]:
    """The thirtieth of February."""
    for path in _past_days(filing)[:3]:
        yield {**filing.values, path: "2026-02-30"}


AHEAD = (
    "due_on",
    "grace_until",
    "lease_from",
    "lease_until",
    "period_until",
    "fixed_on",
    "term_from",
)


def _past_days(filing: Filing) -> list[str]:
    return [
        path
        for path, value in filing.values.items()
        if isinstance(value, str)
        and len(value) == 10
        and value[4:5] == "-"
        and value <= filing.today.isoformat()
        and not path.endswith(AHEAD)
        and path != "claims_as_of"
    ]


def day_in_the_future(filing: Filing) -> Iterator[Values]:
    """Something that has happened, told as of next year."""
    for path in _past_days(filing)[:4]:
        yield {**filing.values, path: filing.day(400)}


ORDERED = (
    ("loans[0].delivered_on", "loans[0].due_on"),
    ("hired_on", "employment_ended_on"),
    ("lease_from", "lease_until"),
    ("defaulted_on", "payout_on"),
    ("married_on", "separated_since"),
    ("stated_on", "revealed_on"),
    ("loans[0].delivered_on", "repayments[0].paid_on"),
    ("disbursements[0].paid_on", "due_on"),
    ("signed_on", "handover_due_on"),
    ("accident_on", "demands[0].made_on"),
    ("married_on", "former_effective_on"),
    ("injured_on", "arbitration_applied_on"),
    ("arbitration_applied_on", "award_received_on"),
)
"""What comes first, and what cannot come before it."""


def days_out_of_order(filing: Filing) -> Iterator[Values]:
    """What comes later, told as of a year before what comes first."""
    for first, later in ORDERED:
        if isinstance(filing.values.get(first), str) and isinstance(filing.values.get(later), str):
            before = date.fromisoformat(filing.values[first]) - timedelta(365)
            yield {**filing.values, later: before.isoformat()}


def nothing_told(filing: Filing) -> Iterator[Values]:
    """No facts at all: only parties, court and claims."""
    kept = ("plaintiffs[", "defendants[", "claim", "total_claimed", "side", "court_fee", "jur_")
    yield {path: value for path, value in filing.values.items() if path.startswith(kept)}


def insult(filing: Filing) -> Iterator[Values]:
    """A word of abuse in the story."""
    yield filing.with_(facts_story="他就是个混蛋，欠钱不还")


SEEDS: dict[str, Seed] = {
    each.__name__: each
    for each in (
        answer_left_out,
        material_left_out,
        court_far_away,
        court_too_high,
        total_not_the_sum,
        sum_unknown,
        sum_not_positive,
        sum_no_number,
        day_that_is_none,
        day_in_the_future,
        days_out_of_order,
        nothing_told,
        insult,
    )
}
