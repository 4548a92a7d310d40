"""Which rules look at which case type."""

from __future__ import annotations

from dialogs.rules.case_file import Rule
from dialogs.rules.general import GENERAL_RULES
from dialogs.rules.lending import LENDING_RULES

__all__ = ["CASE_RULES", "rules_of"]

CASE_RULES: dict[str, tuple[Rule, ...]] = {
    "private_lending": LENDING_RULES,
}


def rules_of(case: str) -> tuple[Rule, ...]:
    """The general rules, then those of the case type."""
    return GENERAL_RULES + CASE_RULES.get(case, ())
