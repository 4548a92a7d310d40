"""Which courts may take a case: connections of place → courts by name, with reasons.

Source: 民诉法 22–36, 民诉法解释 3–32, 法发〔2021〕27号. What the answers do not settle is not
asserted: several courts may fit, and `missing` names what would tell.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dialogs.answers import Answers
from dialogs.rules.connections import Connection, Reason
from dialogs.rules.court_register import (
    Court,
    basic_courts,
    capital_courts,
    court_named,
    courts_in_text,
    intermediate_court,
)
from dialogs.rules.divisions import Division, division_of, find_division
from dialogs.rules.parameters import parameter
from dialogs.rules.parties import claim_amount
from dialogs.rules.places import connections

__all__ = ["CandidateCourt", "Courts", "candidate_courts", "place_of"]


@dataclass(frozen=True, slots=True)
class CandidateCourt:
    """A court that may take the case. `why` are codes in `courts.yml` with their values.

    level: `basic` or `intermediate`. certain: False where another court may be meant.
    """

    name: str
    why: tuple[Reason, ...]
    sources: tuple[str, ...]
    level: str = "basic"
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Courts:
    """The candidates, best first; `exclusive`: the law allows no other place."""

    courts: tuple[CandidateCourt, ...]
    exclusive: bool = False
    missing: tuple[str, ...] = ()


def place_of(answers: Answers, path: str) -> Division | None:
    """Where the address at `path` lies."""
    value = answers.get(path)
    if isinstance(value, dict) and value.get("code"):
        return division_of(str(value["code"]))
    text = answers.text(path)
    return find_division(text) if text else None


def candidate_courts(case: str, answers: Answers, today: date | None = None) -> Courts:
    """The courts that may take the case, as far as the answers tell.

    today: what "for more than a year" is counted to; by default the day claimed up to.
    """
    plan = connections(case, answers, today or answers.date("claims_as_of") or date.min)
    found: dict[str, CandidateCourt] = {}
    missing: list[str] = list(plan.missing)
    for connection in plan.connections:
        courts = _courts_of(connection, answers)
        if not courts:
            missing.append(connection.path)
        for court in courts:
            _add(found, court, connection)
    raised = _raised(list(found.values()), plan.connections, answers, case)
    return Courts(tuple(raised), plan.exclusive, tuple(dict.fromkeys(missing)))


def _courts_of(connection: Connection, answers: Answers) -> list[Court]:
    if connection.names_court:
        return courts_in_text(answers.text(connection.path))
    division = place_of(answers, connection.path)
    if connection.capital:
        return capital_courts(division.province_code) if division else []
    return basic_courts(division, answers.text(connection.path)) if division else []


def _add(found: dict[str, CandidateCourt], court: Court, connection: Connection) -> None:
    reasons: tuple[Reason, ...] = (connection.reason,)
    if not court.certain:
        reasons += (Reason("court_uncertain"),)
    known = found.get(court.name)
    if known is not None:
        reasons = tuple(dict.fromkeys((*known.why, *reasons)))
    sources = connection.sources if known is None else (*known.sources, *connection.sources)
    level = "intermediate" if court.level == 3 else "basic"
    certain = court.certain and connection.certain
    found[court.name] = CandidateCourt(
        court.name, reasons, tuple(dict.fromkeys(sources)), level, certain
    )


def _raised(
    courts: list[CandidateCourt], used: Iterable[Connection], answers: Answers, case: str
) -> list[CandidateCourt]:
    """The same places one level up, where the sum in dispute asks for it (法发〔2021〕27号)."""
    amount = claim_amount(case, answers)
    if amount is None:
        return courts
    outside = _parties_differ(used, answers)
    name = "intermediate_court_amount" + ("_outside" if outside else "")
    threshold = parameter(name, date.max)
    if threshold.number is None or amount.yuan < threshold.number:
        return courts
    reason = Reason("level_intermediate", (("amount", str(amount)),))
    raised: dict[str, CandidateCourt] = {}
    for each in courts:
        basic = court_named(each.name)
        above = intermediate_court(basic) if basic and basic.level == 4 else basic
        if above is not None:
            why = (*each.why, reason)
            sources = (*each.sources, threshold.source)
            raised[above.name] = CandidateCourt(
                above.name, why, sources, "intermediate", each.certain
            )
    return list(raised.values())


def _parties_differ(used: Iterable[Connection], answers: Answers) -> bool:
    """Whether the parties' places lie in different provinces."""
    places = [place_of(answers, each.path) for each in used if each.of_party]
    return len({each.province_code for each in places if each is not None}) > 1
