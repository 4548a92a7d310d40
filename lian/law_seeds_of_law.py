"""Faults of law, put one at a time into a filing without a fault: preconditions, time, interest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lian.law_seeds import SEEDS, Filing, Seed, Values
from lian.law_seeds_of_parties import OF_PARTIES
from lian.law_seeds_of_sums import OF_SUMS

__all__ = ["ALL_SEEDS"]

STARTS = (
    "due_on",
    "breach_on",
    "owed_since",
    "happened_on",
    "accident_on",
    "recourse_on",
    "payout_on",
    "transferred_on",
)
LOANS = ("private_lending",)


def limitation_over(filing: Filing) -> Iterator[Values]:
    """Six years since the other side broke its word, nothing done in between."""
    past = filing.day(-6 * 365)
    bare = filing.without("demands[", "hindered_", "repayments[", "interest_paid_until")
    if filing.case == "private_lending":
        late = {"loans[0].due_on": past, "loans[0].delivered_on": filing.day(-7 * 365)}
        loans = {path: value for path, value in bare.items() if not path.startswith("loans[1")}
        yield {**loans, **late, "loans[0].grace_until": past}
        return
    told = [key for key in STARTS if isinstance(filing.values.get(key), str)]
    running = "lease_term" in filing.values  # in parts: from the last part on
    if told and filing.case not in ("divorce", "labor") and not running:
        yield {**bare, **dict.fromkeys(told, past)}


def rate_over_the_cap(filing: Filing) -> Iterator[Values]:
    """Interest at forty-eight percent a year."""
    for path in ("loans[0].rate", "interest_rate"):
        if isinstance(filing.values.get(path), str):
            yield {**filing.values, path: "48"}


def interest_kept_back(filing: Filing) -> Iterator[Values]:
    """Less handed over than the paper says."""
    if filing.case == "private_lending" and filing.values.get("loans[0].amount_agreed"):
        yield filing.with_(loans__0__amount_delivered="100")


def arbitration_agreed(filing: Filing) -> Iterator[Values]:
    """A clause that sends the case to arbitration."""
    if "jur_agreement" in filing.asked or filing.case == "private_lending":
        clause = "提交北京仲裁委员会仲裁"
        told = {"jur_agreement": "yes", "jur_kind": "arbitration", "jur_clause": clause}
        yield {**filing.values, **told}


def clause_elsewhere(filing: Filing) -> Iterator[Values]:
    """A clause on a court that nothing ties to the case."""
    if "jur_agreement" in filing.asked or filing.case == "private_lending":
        clause = "由拉萨市城关区人民法院管辖"
        yield filing.with_(jur_agreement="yes", jur_kind="court", jur_clause=clause)


def judged_already(filing: Filing) -> Iterator[Values]:
    """The same matter judged before."""
    if "former_suit" in filing.asked and filing.case != "divorce":
        yield filing.with_(former_suit=True, former_outcome="judged", new_circumstances="无")


def preservation_too_long_ago(filing: Filing) -> Iterator[Values]:
    """Assets frozen forty days ago."""
    yield filing.with_(pre_preserve=True, pp_court="北京市朝阳区人民法院", pp_date=filing.day(-40))


def case_number_misspelt(filing: Filing) -> Iterator[Values]:
    """A case number without its brackets."""
    told = filing.with_(pre_preserve=True, pp_date=filing.day(-3))
    yield {**told, "pp_court": "北京市朝阳区人民法院", "pp_case_no": "2026京0105财保1号"}


def surety_alone(filing: Filing) -> Iterator[Values]:
    """Only the surety is sued."""
    if filing.values.get("defendants[0].role") in ("borrower", "debtor"):
        guarantee = {
            "guarantees[0].kind": "surety",
            "guarantees[0].guarantor": "李四",
            "guarantees[0].signed_on": "2024-06-01",
            "guarantees[0].mode": "general",
        }
        yield {**filing.values, "defendants[0].role": "surety", **guarantee}


def surety_period_over(filing: Filing) -> Iterator[Values]:
    """A surety asked long after his time."""
    if filing.case in ("private_lending", "sale", "financial_loan", "credit_card", "finance_lease"):
        yield {
            **filing.values,
            "guarantees[0].kind": "surety",
            "guarantees[0].guarantor": "王五",
            "guarantees[0].signed_on": "2019-01-01",
            "guarantees[0].mode": "joint",
            "guarantees[0].period_until": "2020-01-01",
        }


def repaid_more_than_lent(filing: Filing) -> Iterator[Values]:
    """More paid back than was lent."""
    if filing.case == "private_lending":
        day = filing.day(-10)
        bare = filing.without("repayments[")
        yield {**bare, "repayments[0].amount": "9999999", "repayments[0].paid_on": day}


def labour_preconditions(filing: Filing) -> Iterator[Values]:
    """No arbitration, an award long received, a final award against the employer."""
    if filing.case != "labor":
        return
    bare = filing.without("arbitration_", "award_", "late_reason", "not_accepted")
    yield {**bare, "arbitration_status": "none"}
    awarded = {"arbitration_status": "awarded", "award_kind": "not_final", "award_result": "驳回"}
    yield {**bare, **awarded, "award_received_on": filing.day(-40)}
    if filing.values.get("side") == "employer":
        final = {**awarded, "award_kind": "final"}
        yield {**bare, **final, "award_received_on": filing.day(-5)}


def divorce_preconditions(filing: Filing) -> Iterator[Values]:
    """A pregnant wife, a soldier, a suit refused a month ago, a marriage never registered."""
    if filing.case != "divorce" or filing.values.get("marriage_proof") == "unregistered":
        return
    if filing.values.get("spouse_side") == "husband":
        yield filing.with_(pregnancy="pregnant")
    yield filing.with_(spouse_is_soldier=True, soldier_at_fault=False)
    refused = {"former_suit": True, "former_plaintiff": "me", "former_outcome": "refused"}
    bare = {**filing.without("former_", "new_circumstances"), **refused}
    yield {**bare, "former_effective_on": filing.day(-30), "new_circumstances": "无"}
    yield filing.with_(marriage_proof="unregistered")
    yield {**bare, "former_outcome": "ended", "former_effective_on": filing.day(-300)}


def wrong_gate(filing: Filing) -> Iterator[Values]:
    """A matter for another office than the civil court."""
    if filing.case == "plain":
        for kind in ("administrative", "criminal", "other_authority"):
            yield filing.with_(dispute_kind=kind)
        yield filing.with_(plaintiff_interest="for_other")


def traffic_without_insurer(filing: Filing) -> Iterator[Values]:
    """An insured car, and its insurer is not sued."""
    insured = filing.values.get("compulsory_insurance") == "insured"
    if filing.case == "traffic" and not (insured and "defendants[1].kind" not in filing.values):
        bare = {
            path: value
            for path, value in filing.values.items()
            if not path.startswith("defendants[") or path.startswith("defendants[0].")
        }
        told = {"compulsory_insurance": "insured", "compulsory_insurer": "某某财产保险股份有限公司"}
        yield {**bare, "defendants[0].role": "driver", **told, "insurer_has_paid": False}


def claim_without_a_demand(filing: Filing) -> Iterator[Values]:
    """Fees, rent or a contract ended without having asked first."""
    if filing.case == "property_service" and filing.values.get("plaintiff_role") == "manager":
        yield {**filing.without("fee_demand", "demands["), "fee_demand": False}


def not_born_yet(filing: Filing) -> Iterator[Values]:
    """A plaintiff with a birth date of next year."""
    if filing.values.get("plaintiffs[0].kind") == "natural":
        born = filing.day(300)
        yield {**filing.without("plaintiffs[0].id_number"), "plaintiffs[0].birth_date": born}


def too_old(filing: Filing) -> Iterator[Values]:
    """Somebody born two hundred years ago."""
    if filing.values.get("plaintiffs[0].kind") == "natural":
        born = date(filing.today.year - 190, 1, 1).isoformat()
        yield {**filing.without("plaintiffs[0].id_number"), "plaintiffs[0].birth_date": born}


OF_LAW: tuple[Seed, ...] = (
    limitation_over,
    rate_over_the_cap,
    interest_kept_back,
    arbitration_agreed,
    clause_elsewhere,
    judged_already,
    preservation_too_long_ago,
    case_number_misspelt,
    surety_alone,
    surety_period_over,
    repaid_more_than_lent,
    labour_preconditions,
    divorce_preconditions,
    wrong_gate,
    traffic_without_insurer,
    claim_without_a_demand,
    not_born_yet,
    too_old,
)
ALL_SEEDS: dict[str, Seed] = {
    **SEEDS,
    **{each.__name__: each for each in (*OF_PARTIES, *OF_SUMS, *OF_LAW)},
}
