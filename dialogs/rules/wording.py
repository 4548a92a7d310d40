"""Sentences of the rules, taken from `dialogs/responses` by code."""

from __future__ import annotations

from dialogs.findings import Finding
from dialogs.rules.reasons import Reason
from dialogs.schema.responses import Responses

__all__ = ["say_finding", "say_reasons", "working"]


def working(code: str, **values: str) -> str:
    """One line of a computation."""
    return Responses.load().say("workings", code, **values)


def say_finding(finding: Finding, audience: str = "person") -> str:
    """The finding's sentence for `person` or `clerk`."""
    return Responses.load().say("findings", finding.code, audience=audience, **finding.values)


def say_reasons(reasons: tuple[Reason, ...]) -> str:
    """Why a court may take the case, in one paragraph."""
    responses = Responses.load()
    return "".join(responses.say("courts", each.code, **dict(each.values)) for each in reasons)
