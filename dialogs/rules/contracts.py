"""Rules of contracts for money: limitation, who lends, what must be asked for first.

Reads `due_on`, `breach_on`, `owed_since` (the first of them that is told founds limitation), the
group `demands`, `claims_all_rent`, `rent_demanded_on` (finance lease), and the guarantee block.
"""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.findings import Finding
from dialogs.rules.case_file import CaseFile, Rule, info, warn
from dialogs.rules.lending import FINANCIAL
from dialogs.rules.lending_limits import (
    LIMITATION,
    STARTS,
    hindrance,
    interruptions,
    surety_beside_debtor,
    surety_periods,
)
from dialogs.rules.limitation import limitation
from dialogs.rules.numerals import han_date
from dialogs.rules.parties import party_name

__all__ = [
    "CONTRACT_RULES",
    "FINANCE_LEASE_RULES",
    "FINANCIAL_RULES",
    "GUARANTEED_RULES",
    "SALE_RULES",
]


def contract_limitation(file: CaseFile) -> Iterator[Finding]:
    """G14, G15: three years from the breach; what is owed in parts runs from the last part."""
    path = next((key for key in STARTS if file.answers.date(key)), None)
    since = file.answers.date(path) if path else None
    if path is None or since is None or since >= file.today:
        return
    events, barred = interruptions(file.answers), hindrance(file.answers)
    limit = limitation(since, events, file.today, hindered=barred)
    start = limit.restarted_by.on if limit.restarted_by else since
    values = {"from_day": han_date(start), "until": han_date(limit.last_day)}
    sources = (*LIMITATION, "civil-code:189")
    if limit.over(file.today):
        yield warn("contract_limitation_over", (path, "demands"), sources, **values)
    elif limit.near(file.today):
        yield warn("contract_limitation_near", (path, "demands"), sources, **values)


def lender_is_licensed(file: CaseFile) -> Iterator[Finding]:
    """M07 the other way: who is no licensed lender sues under the rules of private lending."""
    for party in file.answers.items("plaintiffs"):
        name = party_name(party)
        if name and (party.text("kind") != "org" or not FINANCIAL.search(name)):
            sources = ("fashi-2020-17:1", "fashi-2020-27:1")
            yield warn("lender_not_financial", (f"plaintiffs[{party.index}]",), sources, name=name)


def all_rent_was_demanded(file: CaseFile) -> Iterator[Finding]:
    """A finance lessor asks for all rent, or rescinds, only after a reasonable time was given."""
    wants = file.answers.get("claims_all_rent") or file.answers.get("claims_rescission")
    if wants and not file.answers.text("rent_demanded_on"):
        yield warn("finance_rent_not_demanded", ("rent_demanded_on",), ("civil-code:752",))


def clause_in_a_standard_form(file: CaseFile) -> Iterator[Finding]:
    """J12: a clause on courts in a trader's terms binds a consumer only if pointed out to him."""
    answers = file.answers
    consumer = answers.text("side") == "buyer" and answers.text("plaintiffs[0].kind") != "org"
    clause = answers.get("jur_agreement") in ("yes", True) and answers.text("jur_kind") == "court"
    if consumer and clause and answers.get("online_purchase"):
        sources = ("civil-procedure-law:35", "civil-procedure-interpretation:31")
        yield info("clause_in_a_standard_form", ("jur_clause",), sources)


CONTRACT_RULES: tuple[Rule, ...] = (contract_limitation,)
GUARANTEED_RULES: tuple[Rule, ...] = (*CONTRACT_RULES, surety_periods, surety_beside_debtor)
SALE_RULES: tuple[Rule, ...] = (*GUARANTEED_RULES, clause_in_a_standard_form)
FINANCIAL_RULES: tuple[Rule, ...] = (*GUARANTEED_RULES, lender_is_licensed)
FINANCE_LEASE_RULES: tuple[Rule, ...] = (*GUARANTEED_RULES, all_rent_was_demanded)
