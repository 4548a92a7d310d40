"""Derived answers of traffic accidents: who is a person, insurers, sum, law relied on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dialogs.answers import Answers, Item
from dialogs.rules.citations import full_basis
from dialogs.rules.claim_sums import sum_of
from dialogs.rules.derived import Derivation, Derived
from dialogs.rules.parties import party_name

__all__ = ["INSURERS", "TRAFFIC"]

INSURERS = {
    "compulsory": ("insurer_both", "insurer_compulsory"),
    "commercial": ("insurer_both", "insurer_commercial"),
}
"""The roles of defendants that bear an insurance."""

AMOUNTS = (
    "medical_amount",
    "nursing_amount",
    "nursing_lost_amount",
    "nursing_after_amount",
    "nutrition_amount",
    "food_amount",
    "lost_income_amount",
    "travel_amount",
    "disability_amount",
    "dependant_amount",
    "device_amount",
    "death_amount",
    "funeral_amount",
    "mental_amount",
    "future_amount",
    "vehicle_amount",
    "downtime_amount",
    "property_amount",
    "other_claims_amount",
)

PERSONAL = frozenset(
    (
        "medical",
        "nursing",
        "nutrition",
        "food",
        "lost_income",
        "travel",
        "disability",
        "dependants",
        "device",
        "death",
        "funeral",
        "future",
    )
)


def plaintiff_kind(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Only a person is hurt, or mourns."""
    hurt = answers.text("harm") == "injury"
    bereaved = answers.text("plaintiff_relation") == "relative"
    return Derived("natural") if hurt or bereaved else None


def defendant_kind(answers: Answers, index: int | None, today: date) -> Derived | None:
    """A driver is a person, an insurer is none; the others may be either."""
    role = "" if index is None else answers.text(f"defendants[{index}].role")
    if role == "driver":
        return Derived("natural")
    return Derived("org") if role.startswith("insurer_") else None


def _sued(answers: Answers, roles: Iterable[str]) -> list[Item]:
    wanted = frozenset(roles)
    return [party for party in answers.items("defendants") if party.text("role") in wanted]


def _insurance(kind: str) -> Derivation:
    def derive(answers: Answers, index: int | None, today: date) -> Derived | None:
        return Derived("insured") if _sued(answers, INSURERS[kind]) else None

    return derive


def _insurer(kind: str) -> Derivation:
    def derive(answers: Answers, index: int | None, today: date) -> Derived | None:
        names = [party_name(party) for party in _sued(answers, INSURERS[kind])]
        return Derived(names[0]) if names and names[0] else None

    return derive


def _claimed(item: str) -> Derivation:
    def derive(answers: Answers, index: int | None, today: date) -> Derived | None:
        chosen = answers.get("claim_items")
        return None if chosen is None else Derived(item in chosen)

    return derive


def traffic_total(answers: Answers, index: int | None, today: date) -> Derived | None:
    """All sums claimed together."""
    return sum_of(answers, AMOUNTS)


def traffic_basis(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The articles that the claims rest on, by what is claimed and who is sued."""
    chosen = answers.get("claim_items")
    if chosen is None:
        return None
    code = ["1208", "1213"]
    code += ["1179"] if PERSONAL & set(chosen) else []
    code += ["1181"] if answers.text("harm") == "death" else []
    code += ["1183"] if "mental" in chosen else []
    cites = [f"civil-code:{each}" for each in code]
    insured = _sued(answers, (*INSURERS["compulsory"], *INSURERS["commercial"]))
    cites += ["traffic-interpretation:22"] if insured else []
    return Derived(full_basis(cites), (), tuple(cites))


TRAFFIC: dict[str, Derivation] = {
    "traffic_plaintiff_kind": plaintiff_kind,
    "traffic_defendant_kind": defendant_kind,
    "traffic_total": traffic_total,
    "traffic_basis": traffic_basis,
    "claims_disability": _claimed("disability"),
    "claims_vehicle": _claimed("vehicle"),
    **{f"{kind}_insurance": _insurance(kind) for kind in INSURERS},
    **{f"{kind}_insurer": _insurer(kind) for kind in INSURERS},
}
