"""Rules of traffic accidents (机动车交通事故): T01, T02, limitation.

Reads `compulsory_insurance`, `commercial_insurance` (insured, none, unknown),
`compulsory_insurer`, `commercial_insurer`, `insurer_has_paid`, `harm` (death, injury, property),
`plaintiff_relation` (relative, paid_costs), `accident_on`, `liability_document` (report,
certificate, pending, absent).
"""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.findings import Finding
from dialogs.rules.case_file import CaseFile, Rule, info, warn
from dialogs.rules.deadlines import add_years
from dialogs.rules.lending_limits import hindrance, interruptions
from dialogs.rules.limitation import limitation
from dialogs.rules.numerals import han_date
from dialogs.rules.parties import birth_date, party_name

__all__ = ["TRAFFIC_RULES", "harm_not_too_old"]

INSURERS = ("traffic-interpretation:22", "civil-code:1213")


def insurers_are_sued(file: CaseFile) -> Iterator[Finding]:
    """T01: the compulsory insurer is a defendant, the commercial one on request."""
    names = {party_name(party) for party in file.answers.items("defendants")}
    for kind in ("compulsory", "commercial"):
        insured = file.answers.text(f"{kind}_insurance")
        insurer = file.answers.text(f"{kind}_insurer")
        if kind == "compulsory" and file.answers.get("insurer_has_paid"):
            continue
        if insured == "insured" and (not insurer or insurer not in names):
            paths = (f"{kind}_insurer", "defendants")
            yield info(f"{kind}_insurer_not_sued", paths, INSURERS, insurer=insurer)
        elif insured == "unknown":
            yield info("insurance_unknown", (f"{kind}_insurance",), INSURERS)


def who_may_claim_for_the_dead(file: CaseFile) -> Iterator[Finding]:
    """T02: near relatives; whoever paid for treatment or the funeral, for that."""
    if file.answers.text("harm") != "death":
        return
    relation = file.answers.text("plaintiff_relation")
    sources = ("civil-code:1181", "traffic-interpretation:23")
    if relation == "paid_costs":
        yield warn("only_costs_paid", ("plaintiff_relation",), sources)
    elif relation != "relative":
        yield warn("relative_of_the_dead", ("plaintiff_relation",), sources)


def accident_not_too_old(file: CaseFile) -> Iterator[Finding]:
    """G14, G15: three years from knowing of the harm and who did it; only a warning."""
    yield from _three_years_from(file, "accident_on")


def harm_not_too_old(file: CaseFile) -> Iterator[Finding]:
    """G14, G15: the same for other harm; for a minor's sexual harm it runs from eighteen on."""
    if not file.answers.get("harmed_as_minor"):
        yield from _three_years_from(file, "happened_on")
        return
    births = (birth_date(party) for party in file.answers.items("plaintiffs"))
    grown = [add_years(born, ADULT) for born in births if born is not None]
    if grown:
        limit = limitation(max(grown), interruptions(file.answers), file.today)
        values = {"grown": han_date(max(grown)), "until": han_date(limit.last_day)}
        make = warn if limit.over(file.today) or limit.near(file.today) else info
        paths = ("harmed_as_minor", "happened_on")
        yield make("limitation_from_eighteen", paths, ("civil-code:191",), **values)


ADULT = 18


def _three_years_from(file: CaseFile, path: str) -> Iterator[Finding]:
    happened = file.answers.date(path)
    if happened is None or happened >= file.today:
        return
    events, barred = interruptions(file.answers), hindrance(file.answers)
    limit = limitation(happened, events, file.today, hindered=barred)
    sources = ("civil-code:188", "civil-code:195", "civil-procedure-interpretation:219")
    values = {"since": han_date(happened), "until": han_date(limit.last_day)}
    if limit.over(file.today):
        yield warn("accident_limitation_over", (path,), sources, **values)
    elif limit.near(file.today):
        yield warn("accident_limitation_near", (path,), sources, **values)


def accident_is_documented(file: CaseFile) -> Iterator[Finding]:
    """Without a report of the traffic police the course of the accident must be proved."""
    if file.answers.text("liability_document") in ("pending", "absent"):
        sources = ("case-filing-rules:6",)
        yield warn("accident_without_report", ("liability_document",), sources)


def nursing_has_a_sum(file: CaseFile) -> Iterator[Finding]:
    """G03: who claims for nursing, by no nurse and nobody who lost pay, has told no sum for it."""
    answers = file.answers
    wanted = "nursing" in (answers.get("claim_items") or ())
    if (
        wanted
        and all(path in answers.none for path in NURSING)
        and NURSED_LATER not in answers.values
    ):
        yield warn("claim_without_sum", NURSING, ("civil-procedure-law:122",))


NURSING, NURSED_LATER = ("nursing_amount", "nursing_lost_amount"), "nursing_after_amount"

TRAFFIC_RULES: tuple[Rule, ...] = (
    accident_is_documented,
    insurers_are_sued,
    who_may_claim_for_the_dead,
    accident_not_too_old,
    nursing_has_a_sum,
)
