"""What ties a case to places: the shapes, and the grounds that many case types share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dialogs.answers import Answers
from dialogs.rules.parties import address_path, party_name
from dialogs.rules.reasons import Reason

__all__ = ["Connection", "Plan", "at", "of_defendants", "of_payee"]


@dataclass(frozen=True, slots=True)
class Connection:
    """A place that founds jurisdiction.

    path: where the address stands; with `names_court` the text at the path names the court.
    of_party: the place is a party's own. capital: the intermediate court of the province's
    capital takes the case.
    """

    path: str
    reason: Reason
    more: tuple[str, ...] = ()
    certain: bool = True
    names_court: bool = False
    of_party: bool = False
    capital: bool = False

    @property
    def sources(self) -> tuple[str, ...]:
        """The articles of the reason, and those of this case besides."""
        return (*self.reason.sources, *self.more)


@dataclass(frozen=True, slots=True)
class Plan:
    """All connections of a case, in the order to offer them.

    otherwise: what founds jurisdiction where the clause names no court that may take the case.
    """

    connections: tuple[Connection, ...]
    exclusive: bool = False
    missing: tuple[str, ...] = ()
    otherwise: tuple[Connection, ...] = ()


def of_defendants(answers: Answers) -> Iterator[Connection]:
    """J01–J03: where each defendant lives or has its office."""
    for party in answers.items("defendants"):
        path = address_path(party)
        org = party.text("kind") == "org"
        habitual = path.endswith("habitual_residence")
        code = (
            "defendant_office" if org else "defendant_residence" if habitual else "defendant_home"
        )
        more = ("civil-procedure-law:36",) if answers.count("defendants") > 1 else ()
        reason = Reason(code, (("name", party_name(party)),))
        yield Connection(path, reason, more, of_party=True)


def of_payee(answers: Answers, code: str) -> Iterator[Connection]:
    """J05: where money is owed, the place of the side that is to receive it."""
    for party in answers.items("plaintiffs"):
        reason = Reason(code, (("name", party_name(party)),))
        yield Connection(address_path(party), reason, of_party=True)


def at(path: str, code: str) -> Connection:
    """A place that is no party's own, such as where a house stands or an accident happened."""
    return Connection(path, Reason(code))
