"""Grounds of jurisdiction that several case types share: contracts for money, and who lives where.

Source: 民诉法 24, 34, 35; 民诉法解释 18, 28.
"""

from __future__ import annotations

from datetime import date

from dialogs.answers import Answers
from dialogs.rules.clauses import with_clause
from dialogs.rules.connections import Connection, Plan, at, of_defendants, of_payee
from dialogs.rules.parties import address_path, party_name
from dialogs.rules.reasons import Reason

__all__ = [
    "given",
    "money_contract",
    "performed_at",
    "plaintiffs_place",
]


def given(answers: Answers, path: str, code: str) -> tuple[Connection, ...]:
    """A connection if its address was told."""
    return (at(path, code),) if answers.text(path) else ()


def performed_at(
    answers: Answers, otherwise: tuple[Connection, ...] = ()
) -> tuple[Connection, ...]:
    """J05: where the contract says that it is performed, or else where the law says.

    Nowhere, if nothing was performed and neither side lives where it was agreed to.
    """
    if answers.text("performance_place") and answers.get("nothing_performed"):
        return ()
    at_once = given(answers, "traded_place", "traded_there")
    return given(answers, "performance_place", "agreed_performance") or at_once or otherwise


def money_contract(answers: Answers, today: date) -> Plan:
    """J05: the defendant's place, or where it was agreed to perform, or the payee's place."""
    performed = performed_at(answers, tuple(of_payee(answers, "payee_place")))
    return with_clause(answers, (*of_defendants(answers), *performed))


def plaintiffs_place(answers: Answers, code: str) -> tuple[Connection, ...]:
    """Where each plaintiff lives."""
    return tuple(
        Connection(address_path(party), Reason(code, (("name", party_name(party)),)), of_party=True)
        for party in answers.items("plaintiffs")
    )
