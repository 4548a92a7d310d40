"""Pure functions over answers and law: findings, fees, interest, deadlines, jurisdiction."""

from __future__ import annotations

from datetime import date

from dialogs.answers import Answers
from dialogs.findings import Finding, Level

__all__ = ["findings"]

ORDER = {Level.BLOCK: 0, Level.WARN: 1, Level.INFO: 2}


def findings(case: str, answers: Answers, today: date) -> list[Finding]:
    """All that the rules of a case type see, the blocking ones first."""
    from dialogs.rules.by_case import rules_of  # the rules need the tables: loaded when asked
    from dialogs.rules.case_file import CaseFile

    file = CaseFile(case, answers, today)
    found = [finding for rule in rules_of(case) for finding in rule(file)]
    return sorted(found, key=lambda finding: ORDER[finding.level])
