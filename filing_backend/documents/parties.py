"""Names of parties, and of their cause, as they stand on paper."""

from __future__ import annotations

from dialogs.answers import Answers
from dialogs.schema.definition import Interview
from filing_backend.documents.formatters import clean
from filing_backend.documents.phrases import Phrases

__all__ = ["cause_of_action", "party_name", "party_names"]

NAME_KEYS = ("name", "org_name", "agent_name")


def party_name(answers: Answers, path: str) -> str:
    """The name of the party at a path (`plaintiffs[0]`), `""` if there is none."""
    names = (answers.text(f"{path}.{key}") for key in NAME_KEYS)
    return clean(next((each for each in names if each), ""))


def party_names(answers: Answers, group: str, phrases: Phrases) -> str:
    """The names of a group's parties, `""` if there is none."""
    names = (party_name(answers, f"{group}[{index}]") for index in range(answers.count(group)))
    return phrases.say("list_separator").join(each for each in names if each)


def cause_of_action(interview: Interview, answers: Answers) -> str:
    """The cause (案由): the one that the person named, else that of the interview."""
    return clean(answers.text("cause_name")) or interview.cause_of_action
