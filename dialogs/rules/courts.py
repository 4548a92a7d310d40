"""Which courts may take a case: connections of place → courts by name, with reasons.

Source: 民诉法 22–36, 民诉法解释 3–32, 法发〔2021〕27号. What the answers do not settle is not
asserted: several courts may fit, and `missing` names what would tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dialogs.answers import Answers
from dialogs.money import Money
from dialogs.rules.case_file import CaseFile
from dialogs.rules.connections import Connection, Plan
from dialogs.rules.court_register import (
    Court,
    basic_courts,
    capital_courts,
    court_named,
    courts_in_text,
    intermediate_court,
    internet_court,
)
from dialogs.rules.divisions import Division, division_of, find_division
from dialogs.rules.parameters import parameter
from dialogs.rules.parties import address_path, claim_amount
from dialogs.rules.places import connections, for_internet_court
from dialogs.rules.reasons import Reason

__all__ = [
    "CandidateCourt",
    "Courts",
    "candidate_courts",
    "clause_courts_of_wrong_level",
    "courts_of",
    "place_of",
]


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
    found = _found(plan, case, answers)
    if plan.otherwise and not found.courts and not set(found.missing) - {"jur_clause"}:
        missing = ("jur_clause",)
        found = _found(Plan(plan.otherwise, plan.exclusive, missing), case, answers)
    return found


def courts_of(file: CaseFile) -> Courts:
    """The same for the rules, worked out once for all of them."""
    if "courts" not in file.kept:
        file.kept["courts"] = candidate_courts(file.case, file.answers, file.today)
    found: Courts = file.kept["courts"]
    return found


def _found(plan: Plan, case: str, answers: Answers) -> Courts:
    """The courts of a plan's connections, at the level that the sum asks for."""
    found: dict[str, CandidateCourt] = {}
    missing: list[str] = list(plan.missing)
    online = for_internet_court(case, answers)
    for connection in plan.connections:
        courts = _courts_of(connection, answers, online)
        if connection.names_court:
            courts = [each for each in courts if _level_fits(each, case, answers)]
        if not courts:
            missing.append(connection.path)
        for court in courts:
            _add(found, court, connection)
    raised = _raised(list(found.values()), answers, case)
    return Courts(tuple(raised), plan.exclusive, tuple(dict.fromkeys(missing)))


def clause_courts_of_wrong_level(case: str, answers: Answers) -> list[str]:
    """Courts that the clause names and that do not take such a sum at first instance."""
    named = courts_in_text(answers.text("jur_clause"))
    return [court.name for court in named if not _level_fits(court, case, answers)]


def _level_fits(court: Court, case: str, answers: Answers) -> bool:
    """Whether a court named in a clause may take the sum: no clause changes the level (35).

    A basic court stands for its place: the court above it takes a sum that asks for that.
    """
    if court.level >= BASIC or case in RAISED_BY_NATURE:
        return True
    amount = claim_amount(case, answers)
    if court.level < INTERMEDIATE or case in BASIC_ONLY:
        return False
    return amount is None or amount.yuan >= _threshold(court, _provinces_of_parties(answers))[0]


def _courts_of(connection: Connection, answers: Answers, online: bool) -> list[Court]:
    if connection.names_court:
        return courts_in_text(answers.text(connection.path))
    division = place_of(answers, connection.path)
    internet = internet_court(division) if division and online else None
    if internet is not None:
        return [internet]
    if connection.capital:
        return capital_courts(division) if division else []
    return basic_courts(division, answers.text(connection.path)) if division else []


def _add(found: dict[str, CandidateCourt], court: Court, connection: Connection) -> None:
    reasons: tuple[Reason, ...] = (connection.reason,)
    sources = connection.sources
    if not court.certain:
        reasons += (Reason("court_uncertain"),)
    if court.internet:
        reasons += (Reason("internet_court", (("court", court.name),)),)
        sources = (*sources, "fashi-2025-14:1")
    known = found.get(court.name)
    if known is not None:
        reasons = tuple(dict.fromkeys((*known.why, *reasons)))
        sources = (*known.sources, *sources)
    level = "intermediate" if court.level == 3 else "basic"
    certain = court.certain and connection.certain
    found[court.name] = CandidateCourt(
        court.name, reasons, tuple(dict.fromkeys(sources)), level, certain
    )


INTERMEDIATE, BASIC = 3, 4
BASIC_ONLY = frozenset({"labor"})
"""Case types that only basic courts take at first instance (J14)."""
RAISED_BY_NATURE = frozenset({"securities_misrepresentation"})
"""Case types that courts above the basic ones take whatever the sum (J18)."""


def _raised(courts: list[CandidateCourt], answers: Answers, case: str) -> list[CandidateCourt]:
    """The same places one level up, where the sum in dispute asks for it (法发〔2021〕27号)."""
    amount = claim_amount(case, answers)
    if amount is None or case in BASIC_ONLY:
        return courts
    homes = _provinces_of_parties(answers)
    raised: dict[str, CandidateCourt] = {}
    for each in courts:
        found = _one_up(each, amount, homes)
        raised.setdefault(found.name, found)
    return list(raised.values())


def _one_up(each: CandidateCourt, amount: Money, homes: list[str]) -> CandidateCourt:
    """The court above if the sum reaches the threshold, which is lower with a party elsewhere."""
    court = court_named(each.name)
    if court is None:
        return each
    threshold, source = _threshold(court, homes)
    if amount.yuan < threshold:
        return each
    above = intermediate_court(court) if court.level == 4 else court
    if above is None:
        return each
    why = (*each.why, Reason("level_intermediate", (("amount", str(amount)),)))
    sources = (*each.sources, source)
    return CandidateCourt(above.name, why, sources, "intermediate", each.certain)


def _threshold(court: Court, homes: list[str]) -> tuple[Decimal, str]:
    """From which sum on the intermediate court takes a case, and the text that says so (J19)."""
    apart = len({home == court.province_code for home in homes}) > 1
    found = parameter("intermediate_court_amount" + ("_outside" if apart else ""), date.max)
    return found.number or Decimal(0), found.source


def _provinces_of_parties(answers: Answers) -> list[str]:
    """Where those parties live whose address can be placed."""
    parties = (each for group in ("plaintiffs", "defendants") for each in answers.items(group))
    places = (place_of(answers, address_path(party)) for party in parties)
    return [place.province_code for place in places if place is not None]
