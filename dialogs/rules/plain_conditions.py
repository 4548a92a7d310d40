"""Named conditions of questions that are asked only where a sign of them appears."""

from __future__ import annotations

import re

from dialogs.answers import Answers
from dialogs.rules.divisions import find_division
from dialogs.rules.parties import address_path, age_on

__all__ = ["harmed_when_a_minor", "performed_elsewhere"]

SEXUAL = re.compile(r"性侵|性骚扰|性虐待|猥亵|强奸|奸淫")
TOLD = ("facts_story", "claims_story", "other_facts", "cause_told")
ADULT = 18


def harmed_when_a_minor(answers: Answers, index: int | None) -> bool:
    """G15: a plaintiff was under 18 when it happened, and sexual harm is spoken of."""
    happened = answers.date("happened_on")
    if happened is None or not any(SEXUAL.search(answers.text(key)) for key in TOLD):
        return False
    ages = (age_on(party, happened) for party in answers.items("plaintiffs"))
    return any(age is not None and age < ADULT for age in ages)


def performed_elsewhere(answers: Answers, index: int | None) -> bool:
    """J05: it was agreed to perform where neither side lives."""
    agreed = find_division(answers.text("performance_place"))
    if agreed is None:
        return False
    paths = (
        address_path(party)
        for group in ("plaintiffs", "defendants")
        for party in answers.items(group)
    )
    homes = [find_division(answers.text(path)) for path in paths]
    return all(homes) and agreed not in homes
