"""Rules that hold for every case type: claims and facts, courts, dates, preservation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dialogs.findings import Finding
from dialogs.rules.case_file import CaseFile, Rule, block, info, warn
from dialogs.rules.case_numbers import CASE_NUMBER_RULES
from dialogs.rules.claims_and_facts import CLAIM_RULES
from dialogs.rules.clause_rules import CLAUSE_RULES
from dialogs.rules.courts import courts_of
from dialogs.rules.deadlines import due
from dialogs.rules.fee_notice import FEE_RULES
from dialogs.rules.fees import preservation_fee
from dialogs.rules.numerals import han_date
from dialogs.rules.party_rules import PARTY_RULES
from dialogs.rules.procedure import PROCEDURE_RULES
from dialogs.rules.tables import table

__all__ = ["GENERAL_RULES"]

FREE_TEXT = ("facts_story", "claims_story", "other_facts", "other_claims")
QUOTED = re.compile(r"[“\"「『‘'][^”\"」』’']*[”\"」』’']")
MAY_LIE_AHEAD = frozenset(
    (
        "due_on",
        "grace_until",
        "term_from",
        "term_until",
        "period_until",
        "fixed_on",
        "lease_from",
        "lease_until",
        "handover_due_on",
        "delivery_due_on",
        "pay_due_on",
        "insured_until",
    )
)
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def court_is_a_candidate(file: CaseFile) -> Iterator[Finding]:
    """G08: the chosen court is among those that may take the case."""
    chosen = file.answers.text("court")
    if not chosen:
        return
    courts = courts_of(file)
    names = [court.name for court in courts.courts]
    short = len(chosen) >= SHORTEST
    if not names or any(name == chosen or (short and name.endswith(chosen)) for name in names):
        return
    sources = ("civil-procedure-law:122", "civil-procedure-interpretation:211")
    sure = courts.exclusive and all(court.certain for court in courts.courts)
    make = block if sure and not courts.missing else warn
    code = "court_excluded" if make is block else "court_not_among"
    yield make(code, ("court",), sources, court=chosen, courts="、".join(names))


SHORTEST = 6
"""A court's name with its city left out has at least so many characters."""


def addresses_are_placed(file: CaseFile) -> Iterator[Finding]:
    """G08: an address that founds jurisdiction names its county, else no court can be told."""
    answers = file.answers
    missing = courts_of(file).missing
    for path in missing:
        if path != "jur_clause" and answers.text(path):
            sources = ("civil-procedure-law:122",)
            yield warn("address_not_placed", (path,), sources, address=answers.text(path))


def civil_words(file: CaseFile) -> Iterator[Finding]:
    """G12: insults are to be taken out; what somebody else said may be quoted."""
    for key in FREE_TEXT:
        own = QUOTED.sub("", file.answers.text(key))
        found = [word for word in table("insults")["words"] if _insults(word, own)]
        if found:
            sources = ("civil-procedure-interpretation:210",)
            yield warn("insulting_words", (key,), sources, words="、".join(found))


def _insults(word: str, text: str) -> bool:
    """Whether the word stands there as an insult: 他妈的账户 is his mother's account."""
    harmless = table("insults")["unless_before"].get(word)
    pattern = f"(?<!骂){word}" + (f"(?![{harmless}])" if harmless else "")
    return re.search(pattern, text) is not None


def dates_have_come(file: CaseFile) -> Iterator[Finding]:
    """Nothing told as done lies in the future."""
    for path, value in file.answers.values.items():
        key = path.rpartition(".")[2]
        if key in MAY_LIE_AHEAD or key == "claims_as_of" or not isinstance(value, str):
            continue
        day = _day(value)
        if day is not None and day > file.today:
            yield warn("date_in_future", (path,), ("civil-procedure-law:124",), date=han_date(day))


def _day(text: str) -> date | None:
    """The day that an answer is, if it is one: free text may look like a date."""
    try:
        return date.fromisoformat(text) if DATE.fullmatch(text) else None
    except ValueError:
        return None


def preservation_in_time(file: CaseFile) -> Iterator[Finding]:
    """G27: after preservation before the suit, thirty days to sue."""
    taken = file.answers.date("pp_date")
    if taken is None or not file.answers.get("pre_preserve"):
        return
    deadline = due("suit_after_preservation", taken)
    over = deadline.over(file.today)
    code = "preservation_suit_over" if over else "preservation_suit_due"
    values = {"taken": han_date(taken), "until": han_date(deadline.on)}
    yield warn(code, ("pp_date",), ("civil-procedure-law:104",), **values)


PRESERVED_WITHOUT_SECURITY = frozenset({"labor", "traffic"})


def preservation_is_applied_for(file: CaseFile) -> Iterator[Finding]:
    """G28: an application of its own; what its fee and its security may be."""
    if not file.answers.get("wants_preservation"):
        return
    amount = file.answers.money("preservation_amount") or file.answers.money("total_claimed")
    support = file.answers.text("dispute_kind") == "support"
    free = file.case in PRESERVED_WITHOUT_SECURITY or support or file.answers.get("violence")
    sources = ("civil-procedure-law:103", "preservation-rules:5", "fee-measures:14")
    code = "preservation_maybe_without_security" if free else "preservation_with_security"
    more = ("preservation-rules:9",) if free else ()
    fee = str(preservation_fee(amount)) if amount is not None else ""
    yield info(code, ("wants_preservation",), (*sources, *more), fee=fee)


GENERAL_RULES: tuple[Rule, ...] = (
    *PARTY_RULES,
    *CLAIM_RULES,
    *CLAUSE_RULES,
    court_is_a_candidate,
    addresses_are_placed,
    civil_words,
    dates_have_come,
    preservation_in_time,
    preservation_is_applied_for,
    *CASE_NUMBER_RULES,
    *PROCEDURE_RULES,
    *FEE_RULES,
)
