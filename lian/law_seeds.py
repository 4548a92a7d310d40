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

__all__ = ["SEEDS", "Filing", "Seed", "Values"]

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
        return {path: value for path, value in self.values.items() if not _begins(path, beginnings)}

    def day(self, days: int) -> str:
        """So many days from today."""
        return (self.today + timedelta(days)).isoformat()

    def paths(self, *endings: str) -> list[str]:
        """The paths told that end so."""
        return [path for path in self.values if path.rpartition(".")[2] in endings]


def _begins(path: str, beginnings: tuple[str, ...]) -> bool:
    return any(path.startswith(each) for each in beginnings)


Seed = Callable[[Filing], Iterator[Values]]
ID, OTHER_ID = "11010519491231002X", "440524188001010014"
FAR_COURT = "拉萨市城关区人民法院"


def _each(filing: Filing, endings: tuple[str, ...], value: Any) -> Iterator[Values]:
    """The value at each path that ends so."""
    for path in filing.paths(*endings):
        yield {**filing.values, path: value}


def _natural(filing: Filing, group: str) -> bool:
    return filing.values.get(f"{group}[0].kind") == "natural"


def id_check_digit(filing: Filing) -> Iterator[Values]:
    """The last place of an ID number."""
    for group in ("plaintiffs", "defendants"):
        if _natural(filing, group):
            yield {**filing.values, f"{group}[0].id_number": ID[:-1] + "1"}


def id_of_another(filing: Filing) -> Iterator[Values]:
    """An ID number that tells another birth date and sex."""
    if _natural(filing, "plaintiffs"):
        told = filing.derived.get("plaintiffs[0].birth_date")
        yield filing.with_(plaintiffs__0__id_number=OTHER_ID if told == "1949-12-31" else ID)


def credit_code_digit(filing: Filing) -> Iterator[Values]:
    """The last place of a credit code."""
    for group in ("plaintiffs", "defendants"):
        if filing.values.get(f"{group}[0].kind") == "org":
            yield {**filing.values, f"{group}[0].uscc": "91350100M000100Y44"}


def phone_too_short(filing: Filing) -> Iterator[Values]:
    """A phone number with a place too few."""
    yield from _each(filing, ("phone", "legal_rep_phone", "agent_phone"), "1380013800")


def plaintiff_particular(filing: Filing) -> Iterator[Values]:
    """Something that the statute wants to read of a plaintiff."""
    for path in filing.paths("name", "phone", "domicile", "org_name", "org_address", "legal_rep"):
        if path.startswith("plaintiffs[0]"):
            yield filing.without(path)


def defendant_unidentified(filing: Filing) -> Iterator[Values]:
    """Nothing but the defendant's name."""
    kept = ("defendants[0].kind", "defendants[0].name", "defendants[0].org_name", "defendants[0].r")
    told = {path: value for path, value in filing.values.items() if _begins(path, kept)}
    yield {**filing.without("defendants[0]."), **told}


def defendant_nameless(filing: Filing) -> Iterator[Values]:
    """Not even that."""
    yield filing.without("defendants[0].name", "defendants[0].org_name")


def nobody_sued(filing: Filing) -> Iterator[Values]:
    """No defendant at all."""
    yield filing.without("defendants[")


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


def party_twice(filing: Filing) -> Iterator[Values]:
    """The first defendant once more."""
    index = 1 + max(int(path[11]) for path in filing.values if path.startswith("defendants["))
    again = {
        f"defendants[{index}].{path[14:]}": value
        for path, value in filing.values.items()
        if path.startswith("defendants[0].")
    }
    yield {**filing.values, **again}


def sues_oneself(filing: Filing) -> Iterator[Values]:
    """The plaintiff as defendant."""
    me = {
        "defendants" + path[10:]: value
        for path, value in filing.values.items()
        if path.startswith("plaintiffs[0].")
    }
    yield {**filing.without("defendants[0]."), **me}


def sides_swapped(filing: Filing) -> Iterator[Values]:
    """Who sues and who is sued, the wrong way round."""
    swap = {"plaintiffs[0]": "defendants[0]", "defendants[0]": "plaintiffs[0]"}
    yield {swap.get(path[:13], path[:13]) + path[13:]: v for path, v in filing.values.items()}


def nothing_told(filing: Filing) -> Iterator[Values]:
    """No facts at all: only parties, court and claims."""
    kept = ("plaintiffs[", "defendants[", "claim", "total_claimed", "side", "court_fee", "jur_")
    yield {path: value for path, value in filing.values.items() if _begins(path, kept)}


def insult(filing: Filing) -> Iterator[Values]:
    """A word of abuse in the story."""
    yield filing.with_(facts_story="他就是个混蛋，欠钱不还")


def minor_alone(filing: Filing) -> Iterator[Values]:
    """A child that sues without a guardian."""
    if _natural(filing, "plaintiffs") and filing.case not in ("divorce", "labor"):
        born = f"{filing.today.year - 10}-05-05"
        yield {**filing.without("plaintiffs[0].id_number"), "plaintiffs[0].birth_date": born}


def three_agents(filing: Filing) -> Iterator[Values]:
    """One agent too many."""
    agents = {
        f"agents[{index}].{key}": value
        for index in range(3)
        for key, value in {
            "agent_name": f"代理人{'甲乙丙'[index]}",
            "agent_kind": "relative",
            "agent_org": "无",
            "agent_phone": "13800138001",
            "agent_scope": "general",
        }.items()
    }
    yield {**filing.without("agents["), **agents}


def powers_not_named(filing: Filing) -> Iterator[Values]:
    """Special powers without saying which."""
    yield {
        **filing.without("agents["),
        "agents[0].agent_name": "代理人甲",
        "agents[0].agent_kind": "relative",
        "agents[0].agent_scope": "special",
    }


SEEDS: dict[str, Seed] = {
    each.__name__: each
    for each in (
        id_check_digit,
        id_of_another,
        credit_code_digit,
        phone_too_short,
        plaintiff_particular,
        defendant_unidentified,
        defendant_nameless,
        nobody_sued,
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
        party_twice,
        sues_oneself,
        sides_swapped,
        nothing_told,
        insult,
        minor_alone,
        three_agents,
        powers_not_named,
    )
}
