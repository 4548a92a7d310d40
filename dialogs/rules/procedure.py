"""Which way a case may go in court (C01–C11), and when somebody may have to come in person (§3.5).

All of it is only told: which procedure is taken the court decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dialogs.findings import Finding
from dialogs.money import Money
from dialogs.rules.case_file import CaseFile, Rule, info
from dialogs.rules.court_register import court_named
from dialogs.rules.courts import courts_of
from dialogs.rules.parameters import figure, parameter
from dialogs.rules.plain_places import cause_of

__all__ = ["PROCEDURE_RULES"]

SMALL = ("civil-procedure-law:165", "civil-procedure-interpretation:271")
NO_SMALL_CASES = frozenset({"divorce", "labor", "securities_misrepresentation"})
NO_SMALL_KINDS = frozenset({"personality", "support", "inheritance", "immovable"})
FOREIGN_PAPERS = frozenset({"passport", "hk_mo_tw", "foreign_permanent", "other"})
SPECIAL = re.compile(r"著作权|商标|专利|植物新品种|商业秘密|不正当竞争|垄断|船舶|海上|海事|船员")
MANY = 10
"""From how many plaintiffs on a case counts as one of a crowd."""


def _missing(file: CaseFile) -> bool:
    return file.answers.text("defendant_whereabouts") == "missing"


def _abroad(file: CaseFile) -> bool:
    foreign = any(party.text("id_type") in FOREIGN_PAPERS - {"other"} for party in file.parties)
    return foreign or file.answers.text("defendant_whereabouts") == "abroad"


def _no_small_claim(file: CaseFile) -> bool:
    """C02: status, title, foreign parties, an appraisal, a defendant who cannot be found."""
    kind = file.answers.text("dispute_kind")
    wants_more = file.answers.get("jd_apply") or file.answers.get("appraise")
    barred = file.case in NO_SMALL_CASES or kind in NO_SMALL_KINDS
    return barred or bool(wants_more) or _missing(file) or _abroad(file)


def _thresholds(file: CaseFile, amount: Money) -> dict[str, Any] | None:
    """The sums of the province, if all courts lie in one whose sums are confirmed."""
    known = parameter("small_claims_threshold", file.today).value
    if not known or amount.yuan > max(row["agreed"] for row in known.values()):
        return None
    courts = courts_of(file).courts
    found = [court_named(each.name) for each in courts]
    provinces = {court.province_code for court in found if court is not None}
    row: dict[str, Any] | None = known.get(provinces.pop()) if len(provinces) == 1 else None
    return row


def small_claims(file: CaseFile) -> Iterator[Finding]:
    """C01–C06: small claims are decided once and for all; only where the sum is confirmed."""
    amount = file.answers.money("total_claimed")
    if not amount or _no_small_claim(file):
        return
    row = _thresholds(file, amount)
    if row is None:
        return
    months = str(figure("small_claims_trial", file.today))
    if amount.yuan <= row["automatic"]:
        limit = f"{row['automatic']:,}元"
        sources = (*SMALL, "civil-procedure-law:168", "civil-procedure-interpretation:279")
        yield info("small_claims_possible", ("total_claimed",), sources, limit=limit, months=months)
    elif amount.yuan <= row["agreed"]:
        limit = f"{row['agreed']:,}元"
        yield info("small_claims_by_agreement", ("total_claimed",), SMALL, limit=limit)


def summary_procedure(file: CaseFile) -> Iterator[Finding]:
    """C07: plain cases take the summary procedure, never against a defendant who is missing."""
    sources: tuple[str, ...] = ("civil-procedure-law:160", "civil-procedure-interpretation:256")
    if _missing(file):
        sources = (*sources, "civil-procedure-interpretation:257")
        yield info("summary_procedure_excluded", ("defendant_whereabouts",), sources)
    else:
        yield info("summary_procedure_possible", ("plaintiffs",), sources)


def mediation(file: CaseFile) -> Iterator[Finding]:
    """C08–C11: mediated only with consent, after the case is filed, within so many days."""
    wish = file.answers.text("med_intent")
    paths = ("med_intent",)
    if wish == "no":
        sources = ("civil-procedure-law:125", "filing-mediation-opinion:3")
        yield info("mediation_declined", paths, sources)
    elif wish in ("yes", "unsure"):
        names = ("ordinary", "summary", "extension")
        days = {name: str(figure(f"mediation_{name}", file.today)) for name in names}
        sources = ("civil-procedure-law:125", "filing-mediation-opinion:3")
        yield info(
            "mediation_after_filing", paths, (*sources, "filing-mediation-opinion:6"), **days
        )


def may_come_in_person(file: CaseFile) -> Iterator[Finding]:
    """§3.5: no list holds for the whole country; the court may ask somebody to come."""
    sources = ("online-litigation-rules:4", "online-litigation-rules:5")
    papers = [
        party.path("id_type")
        for party in file.answers.items("plaintiffs")
        if party.text("id_type") in FOREIGN_PAPERS
    ]
    crowd = file.answers.count("plaintiffs") >= MANY
    if papers or _abroad(file) or crowd or SPECIAL.search(cause_of(file.answers)):
        yield info("may_come_in_person", papers or ("plaintiffs",), sources)


PROCEDURE_RULES: tuple[Rule, ...] = (
    small_claims,
    summary_procedure,
    mediation,
    may_come_in_person,
)
