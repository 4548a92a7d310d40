"""Which rules look at which case type."""

from __future__ import annotations

from dialogs.rules.case_file import Rule
from dialogs.rules.causes import CAUSE_RULES
from dialogs.rules.contracts import (
    CONTRACT_RULES,
    FINANCE_LEASE_RULES,
    FINANCIAL_RULES,
    GUARANTEED_RULES,
    SALE_RULES,
)
from dialogs.rules.family import DIVORCE_RULES
from dialogs.rules.former_suits import FORMER_SUIT_RULES, SUBJECT_RULES
from dialogs.rules.general import GENERAL_RULES
from dialogs.rules.hardship import HARDSHIP_RULES
from dialogs.rules.housing import LEASE_RULES, PROPERTY_SERVICE_RULES
from dialogs.rules.labor import LABOR_RULES
from dialogs.rules.lending import LENDING_RULES
from dialogs.rules.told_and_claimed import DIVORCE_AGREES, SALE_AGREES, TOTAL_RULES
from dialogs.rules.traffic import TRAFFIC_RULES, harm_not_too_old

__all__ = ["CASE_RULES", "rules_of"]

CASE_RULES: dict[str, tuple[Rule, ...]] = {
    "private_lending": (*LENDING_RULES, *FORMER_SUIT_RULES),
    "divorce": (*DIVORCE_RULES, *DIVORCE_AGREES),
    "sale": (*SALE_RULES, *SALE_AGREES, *FORMER_SUIT_RULES),
    "financial_loan": (*FINANCIAL_RULES, *FORMER_SUIT_RULES),
    "credit_card": (*FINANCIAL_RULES, *FORMER_SUIT_RULES),
    "house_lease": (*LEASE_RULES, *GUARANTEED_RULES, *FORMER_SUIT_RULES),
    "house_sale": (*GUARANTEED_RULES, *FORMER_SUIT_RULES),
    "property_service": (*PROPERTY_SERVICE_RULES, *CONTRACT_RULES, *FORMER_SUIT_RULES),
    "finance_lease": (*FINANCE_LEASE_RULES, *FORMER_SUIT_RULES),
    "labor": (*LABOR_RULES, *FORMER_SUIT_RULES),
    "traffic": (*TRAFFIC_RULES, *FORMER_SUIT_RULES),
    "guarantee_insurance": (*CONTRACT_RULES, *FORMER_SUIT_RULES),
    "securities_misrepresentation": (*CONTRACT_RULES, *FORMER_SUIT_RULES),
    "plain": (*SUBJECT_RULES, *CAUSE_RULES, *CONTRACT_RULES, harm_not_too_old, *FORMER_SUIT_RULES),
}


def rules_of(case: str) -> tuple[Rule, ...]:
    """The general rules, those of the case type, and those of hardship."""
    return GENERAL_RULES + TOTAL_RULES + CASE_RULES.get(case, ()) + HARDSHIP_RULES
