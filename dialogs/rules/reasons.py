"""Why a court may take a case: codes of `courts.yml`, and the articles that each rests on."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["GROUNDS", "Reason"]

HOME = ("civil-procedure-law:22", "civil-procedure-interpretation:3")
CONTRACT = ("civil-procedure-law:24", "civil-procedure-interpretation:18")
LEASED = ("civil-procedure-law:24", "civil-procedure-interpretation:19")
ONLINE = ("civil-procedure-law:24", "civil-procedure-interpretation:20")
IMMOVABLE = ("civil-procedure-law:34", "civil-procedure-interpretation:28")
CLAUSE = (
    "civil-procedure-law:35",
    "civil-procedure-interpretation:29",
    "civil-procedure-interpretation:30",
)
TRANSPORTED = ("civil-procedure-law:25", "civil-procedure-interpretation:21")
STATUS = ("civil-procedure-law:23",)

GROUNDS: dict[str, tuple[str, ...]] = {
    "defendant_home": HOME,
    "defendant_residence": (*HOME, "civil-procedure-interpretation:4"),
    "defendant_office": HOME,
    "lender_place": (*CONTRACT, "fashi-2020-17:3"),
    "payee_place": CONTRACT,
    "agreed_court": CLAUSE,
    "agreed_place": (*CLAUSE, "civil-procedure-interpretation:32"),
    "agreed_signing": CLAUSE,
    "agreed_thing": CLAUSE,
    "agreed_performance": CONTRACT,
    "level_intermediate": ("fafa-2021-27:1",),
    "court_uncertain": (),
    "online_receipt": ONLINE,
    "online_buyer_home": ONLINE,
    "leased_thing_used": LEASED,
    "house_stands": IMMOVABLE,
    "house_delivered": CONTRACT,
    "service_performed": CONTRACT,
    "employer_place": ("labor-interpretation-1:3",),
    "work_done": ("labor-interpretation-1:3",),
    "accident_happened": ("civil-procedure-law:30",),
    "vehicle_arrived": ("civil-procedure-law:30",),
    "plaintiff_place_missing": STATUS,
    "plaintiff_place_abroad": STATUS,
    "plaintiff_place_detained": STATUS,
    "plaintiff_place_spouse_away": ("civil-procedure-interpretation:12",),
    "issuer_place": ("fashi-2022-2:3",),
    "immovable_stands": IMMOVABLE,
    "deceased_lived": ("civil-procedure-law:34",),
    "estate_lies": ("civil-procedure-law:34",),
    "internet_court": ("fashi-2025-14:1",),
    "insured_thing_lies": ("civil-procedure-law:25",),
    "insured_person_lives": ("civil-procedure-law:25", "civil-procedure-interpretation:21"),
    "product_made_or_sold": ("civil-procedure-law:29", "civil-procedure-interpretation:26"),
    "insured_registered": TRANSPORTED,
    "insured_destination": TRANSPORTED,
    "insured_accident": TRANSPORTED,
    "port_lies": ("civil-procedure-law:34",),
    "traded_there": CONTRACT,
    "tort_happened": ("civil-procedure-law:29", "civil-procedure-interpretation:24"),
    "online_tort_home": ("civil-procedure-law:29", "civil-procedure-interpretation:25"),
    "support_home": ("civil-procedure-interpretation:9",),
}
"""The articles of each reason; a reason that is only a caution has none."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a court may take the case: a code in `courts.yml` and what fills it."""

    code: str
    values: tuple[tuple[str, str], ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """The articles that it rests on."""
        return GROUNDS[self.code]
