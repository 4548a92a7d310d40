"""Fees waived, reduced or put off; legal aid; help against violence.

Looked at only when the person showed a sign: `hardship` (choices: disabled_no_income, allowance,
support_claim, brave_act, disaster, veteran, welfare_home, wages, injury, legal_aid, violence,
migrant_wages), `violence` (yes or no), `claims_wages` (labour).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from dialogs.answers import Answers
from dialogs.findings import Finding
from dialogs.rules.case_file import CaseFile, Rule, info
from dialogs.rules.parameters import figure

__all__ = ["HARDSHIP_RULES", "hardship_sign"]

WAIVED = frozenset({"disabled_no_income", "allowance", "support_claim", "brave_act"})
REDUCED = frozenset({"disaster", "veteran", "welfare_home"})
PUT_OFF = frozenset({"wages", "injury", "legal_aid", "violence"})


def _signs(file: CaseFile) -> frozenset[str]:
    told = file.answers.get("hardship")
    signs = set(told) if isinstance(told, list) else {str(told)} if told else set()
    shown = {sign for sign, holds in SHOWN.items() if holds(file.answers)}
    return frozenset(signs | shown)


def _wages_of_a_migrant(answers: Answers) -> bool:
    """§9: whoever went to town for work and wants wages or injury benefits is not looked into."""
    kinds = answers.get("claim_kinds") or ()
    return bool(answers.get("migrant_worker")) and not MIGRANT_CLAIMS.isdisjoint(kinds)


MIGRANT_CLAIMS = frozenset({"wages", "injury_benefits"})
SHOWN: dict[str, Callable[[Answers], bool]] = {
    "violence": lambda answers: bool(answers.get("violence")),
    "injury": lambda answers: answers.text("harm") in ("injury", "death"),
    "migrant_wages": _wages_of_a_migrant,
}
"""Signs that other answers give."""


HARD = re.compile(
    r"低保|特困|五保|残疾|没钱|没有钱交|交不起|困难|失业|下岗|领救济|救助站|揭不开锅|吃不上饭|看不起病"
)
TOLD_IN = ("facts_story", "life_story", "accident_story", "other_facts", "claims_story", "purpose")


def hardship_sign(answers: Answers, index: int | None = None) -> bool:
    """Whether something told freely sounds like hardship: only then it is asked about (4.4)."""
    return any(HARD.search(answers.text(key)) for key in TOLD_IN)


def fees_may_fall(file: CaseFile) -> Iterator[Finding]:
    """4.4: waived, reduced, put off: asked for in writing with the complaint."""
    signs = _signs(file)
    if signs & WAIVED:
        sources: tuple[str, ...] = ("fee-measures:44", "fee-measures:45", "fee-measures:48")
        yield info("fee_may_be_waived", ("hardship",), sources)
    if signs & REDUCED:
        least = str(figure("least_fee_reduction", file.today))
        sources = ("fee-measures:46", "fee-measures:48")
        yield info("fee_may_be_reduced", ("hardship",), sources, least=least)
    if signs & PUT_OFF:
        sources = ("fee-measures:47", "fee-measures:48")
        if "violence" in signs:
            sources = (*sources, "domestic-violence-law:19")
        yield info("fee_may_be_put_off", ("hardship",), sources)
    if file.case == "labor" and (file.answers.get("claims_wages") or "migrant_wages" in signs):
        yield info("wages_need_no_prepayment", ("claims_wages",), ("fee-measures:20",))


def legal_aid(file: CaseFile) -> Iterator[Finding]:
    """§9: legal aid by hardship; without a look at means for victims of violence."""
    signs = _signs(file)
    if "violence" in signs:
        sources: tuple[str, ...] = ("legal-aid-law:32", "domestic-violence-law:19")
        yield info("legal_aid_without_means", ("violence",), sources)
    elif signs:
        days = str(figure("legal_aid_decision", file.today))
        articles = ("31", "42", "43", "44", "49")
        sources = tuple(f"legal-aid-law:{article}" for article in articles)
        yield info("legal_aid_possible", ("hardship",), sources, days=days)


def protection_order(file: CaseFile) -> Iterator[Finding]:
    """P01–P06: a protection order is free and needs no divorce suit."""
    if "violence" in _signs(file):
        sources = (
            "domestic-violence-law:23",
            "domestic-violence-law:24",
            "domestic-violence-law:28",
            "fashi-2022-17:1",
            "fashi-2022-17:6",
            "fashi-2016-15:1",
        )
        hours = str(figure("protection_order", file.today))
        urgent = str(figure("protection_order_urgent", file.today))
        yield info("protection_order", ("violence",), sources, hours=hours, urgent=urgent)
        more = (
            "domestic-violence-law:25",
            "domestic-violence-law:29",
            "domestic-violence-law:30",
            "fashi-2022-17:2",
            "fashi-2022-17:10",
        )
        months = str(figure("protection_order_length", file.today))
        yield info("protection_order_more", ("violence",), more, months=months)


HARDSHIP_RULES: tuple[Rule, ...] = (fees_may_fall, legal_aid, protection_order)
