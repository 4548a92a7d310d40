"""Periods of a loan that run out: limitation (G14, G15) and the surety's period (M08)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dialogs.answers import Answers, Item, Known
from dialogs.findings import Finding
from dialogs.rules.case_file import CaseFile, Rule, info, warn
from dialogs.rules.limitation import Hindrance, Interruption, limitation, surety_period_end
from dialogs.rules.loans import accounts, due_day
from dialogs.rules.numerals import han_date
from dialogs.rules.parties import party_name

__all__ = ["LENDING_LIMITS"]

LIMITATION = (
    "civil-code:188",
    "civil-code:192",
    "civil-code:195",
    "civil-procedure-interpretation:219",
    "limitation-rules:10",
)
STARTS = ("due_on", "breach_on", "owed_since")
"""Where limitation starts in a contract other than a loan: the first of them that is told."""
SURETY = ("civil-code:692", "civil-code:693", "guarantee-interpretation:32")
NEAR_DAYS = 60


def interruptions(answers: Answers, loan: int | None = None) -> list[Interruption]:
    """Demands, part payments and settlements: each starts the period anew (民法典 195).

    loan: index of the loan asked about; what is known to concern another one is left out.
    """
    found = []
    for group, key in (
        ("demands", "made_on"),
        ("repayments", "paid_on"),
        ("loans", "settlement_on"),
    ):
        for item in answers.items(group):
            day = item.date(key)
            if day is not None and (loan is None or _loan_of(item) in (None, loan)):
                found.append(Interruption(day, item.path(key)))
    for key in ("statement_on", "rent_demanded_on", "fee_demanded_on"):
        day = answers.date(key)
        if day is not None:
            found.append(Interruption(day, key))
    return found


def hindrance(answers: Answers) -> Hindrance | None:
    """What kept the person from acting, as told (民法典 194)."""
    since = answers.date("hindered_from")
    if not answers.text("hindered_by") or since is None:
        return None
    return Hindrance(since, answers.date("hindered_until"))


def _loan_of(item: Item) -> int | None:
    """Index of the loan that an item concerns; None if that is not said."""
    if item.group == "loans":
        return item.index
    number = item.number("loan_number")
    return None if number is None else int(number) - 1


def limitation_runs(file: CaseFile) -> Iterator[Finding]:
    """G14, G15: over or nearly over. Without a due day it runs from the time given by a demand."""
    for loan in file.answers.items("loans"):
        events = interruptions(file.answers, loan.index)
        due_on = due_day(loan)
        if due_on is None or due_on >= file.today:
            continue
        limit = limitation(due_on, events, file.today, hindered=hindrance(file.answers))
        values = {
            "number": str(loan.index + 1),
            "due": han_date(due_on),
            "until": han_date(limit.last_day),
            "from_day": han_date(limit.restarted_by.on if limit.restarted_by else due_on),
        }
        paths = [loan.path("due_on" if loan.date("due_on") else "grace_until")]
        paths += [limit.restarted_by.path] if limit.restarted_by else ["demands"]
        if limit.over(file.today):
            yield warn("limitation_over", paths, LIMITATION, **values)
        elif limit.near(file.today):
            yield warn("limitation_near", paths, LIMITATION, **values)


def limitation_without_due_day(file: CaseFile) -> Iterator[Finding]:
    """G15: no due day agreed; a demand three years ago may have started and ended the period."""
    demands = [day for item in file.answers.items("demands") if (day := item.date("made_on"))]
    for loan in file.answers.items("loans"):
        if loan.path("due_on") not in file.answers.none or due_day(loan) or not demands:
            continue
        events, barred = interruptions(file.answers), hindrance(file.answers)
        limit = limitation(min(demands), events, file.today, hindered=barred)
        if limit.over(file.today) or limit.near(file.today):
            sources = ("limitation-rules:4", *LIMITATION)
            values = {"number": str(loan.index + 1), "demanded": han_date(min(demands))}
            values["until"] = han_date(limit.last_day)
            paths = (loan.path("due_on"), "demands")
            yield warn("limitation_without_due_day", paths, sources, **values)


def _sureties(answers: Answers) -> Iterator[Item]:
    return (each for each in answers.items("guarantees") if each.text("kind") == "surety")


def _last_due(file: CaseFile) -> date | None:
    """The due day that a surety's period runs from: the latest, if every loan has one."""
    if file.answers.count("loans") == 0:
        none_agreed = file.answers.known("due_on") in (Known.NONE, Known.UNKNOWN)
        return file.answers.date("owed_since" if none_agreed else "due_on")
    days = [due_day(loan) for loan in file.answers.items("loans")]
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None


def surety_periods(file: CaseFile) -> Iterator[Finding]:
    """M08: the period's last day, over, near or ahead; unclear words mean a general suretyship."""
    due_on = _last_due(file)
    for surety in _sureties(file.answers):
        name = surety.text("guarantor")
        if surety.text("mode") == "unclear":
            paths = (surety.path("mode"),)
            yield warn("surety_mode_unclear", paths, ("civil-code:686",), name=name)
        if due_on is None:
            yield warn("surety_period_open", (surety.path("period_until"),), SURETY, name=name)
            continue
        last_day = surety_period_end(due_on, surety.date("period_until"))
        values = {"name": name, "until": han_date(last_day), "due": han_date(due_on)}
        joint = surety.text("mode") == "joint"
        left = (last_day - file.today).days
        kind = "joint" if joint else "general"
        if left < 0:
            yield warn(
                f"surety_period_over_{kind}", (surety.path("period_until"),), SURETY, **values
            )
        elif left <= NEAR_DAYS:
            yield warn(
                f"surety_period_near_{kind}", (surety.path("period_until"),), SURETY, **values
            )


def surety_beside_debtor(file: CaseFile) -> Iterator[Finding]:
    """M08: a general surety alone is dismissed; borrower and surety are sued together."""
    defendants = list(file.answers.items("defendants"))
    roles = {party.text("role") or "unknown" for party in defendants}
    joint = any(each.text("mode") == "joint" for each in _sureties(file.answers))
    if roles == {"surety"}:
        sources = ("guarantee-interpretation:26", "civil-code:687")
        code = "joint_surety_without_debtor" if joint else "surety_without_debtor"
        paths = [party.path("role") for party in defendants]
        yield warn(code, paths, sources)
    names = {party_name(party) for party in defendants}
    for surety in _sureties(file.answers):
        name = surety.text("guarantor")
        if name and name not in names:
            where = (surety.path("guarantor"), "defendants")
            yield info("surety_not_sued", where, ("guarantee-interpretation:26",), name=name)


def overpaid(file: CaseFile) -> Iterator[Finding]:
    """Everything is repaid on the dates told."""
    opened = accounts(file.answers, file.today)
    if opened and all(not each.account.owed() for each in opened):
        yield warn("nothing_left", ("principal_claimed",), ("civil-code:675",))


LENDING_LIMITS: tuple[Rule, ...] = (
    limitation_runs,
    limitation_without_due_day,
    surety_periods,
    surety_beside_debtor,
    overpaid,
)
