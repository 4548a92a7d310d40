"""What ties a case to places: one connection per ground of jurisdiction, by case type."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dialogs.answers import Answers
from dialogs.rules.court_register import courts_in_text
from dialogs.rules.parties import address_path, party_name

__all__ = ["Connection", "Plan", "Reason", "connections"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a court may take the case: a code in `courts.yml` and what fills it."""

    code: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Connection:
    """A place that founds jurisdiction.

    path: where the address stands; with `names_court` the text at the path names the court.
    of_party: the place is a party's own.
    """

    path: str
    reason: Reason
    sources: tuple[str, ...]
    certain: bool = True
    names_court: bool = False
    of_party: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """All connections of a case, in the order to offer them."""

    connections: tuple[Connection, ...]
    exclusive: bool = False
    missing: tuple[str, ...] = ()


def of_defendants(answers: Answers) -> Iterator[Connection]:
    """J01–J03: where each defendant lives or has its office."""
    for party in answers.items("defendants"):
        path = address_path(party)
        org = party.text("kind") == "org"
        habitual = path.endswith("habitual_residence")
        code = (
            "defendant_office" if org else "defendant_residence" if habitual else "defendant_home"
        )
        sources = ["civil-procedure-law:22", "civil-procedure-interpretation:3"]
        if habitual:
            sources.append("civil-procedure-interpretation:4")
        if answers.count("defendants") > 1:
            sources.append("civil-procedure-law:36")
        values = (("name", party_name(party)),)
        yield Connection(path, Reason(code, values), tuple(sources), of_party=True)


def of_payee(answers: Answers, code: str, *more: str) -> Iterator[Connection]:
    """J05: where money is owed, the place of the side that is to receive it."""
    for party in answers.items("plaintiffs"):
        yield Connection(
            address_path(party),
            Reason(code, (("name", party_name(party)),)),
            ("civil-procedure-law:24", "civil-procedure-interpretation:18", *more),
            of_party=True,
        )


PLAINTIFF_WORDS = re.compile(r"(?:原告|出借人|出借方|债权人|贷款人)(?:的)?(?:住所地|所在地|户籍)")
DEFENDANT_WORDS = re.compile(r"(?:被告|借款人|借款方|债务人)(?:的)?(?:住所地|所在地|户籍)")


def agreed(answers: Answers) -> tuple[Connection, ...] | None:
    """J12: what a written clause settles; None if there is no clause or it cannot be read."""
    if answers.get("jur_agreement") not in ("yes", True):
        return None
    clause = answers.text("jur_clause")
    sources = (
        "civil-procedure-law:35",
        "civil-procedure-interpretation:29",
        "civil-procedure-interpretation:30",
    )
    if courts_in_text(clause):
        return (Connection("jur_clause", Reason("agreed_court"), sources, names_court=True),)
    for words, group in ((PLAINTIFF_WORDS, "plaintiffs"), (DEFENDANT_WORDS, "defendants")):
        if words.search(clause) and "或" not in clause:
            return tuple(
                Connection(
                    address_path(party),
                    Reason("agreed_place", (("name", party_name(party)),)),
                    (*sources, "civil-procedure-interpretation:32"),
                    of_party=True,
                )
                for party in answers.items(group)
            )
    return None


def money_contract(answers: Answers) -> Plan:
    """A contract whose disputed duty is to pay money: defendant's place or the payee's place."""
    clause = agreed(answers)
    if clause is not None:
        return Plan(clause)
    unread = answers.get("jur_agreement") in ("yes", True)
    return Plan(
        (*of_defendants(answers), *of_payee(answers, "payee_place")),
        missing=("jur_clause",) if unread else (),
    )


def private_lending(answers: Answers) -> Plan:
    """J05, J12, J15."""
    clause = agreed(answers)
    if clause is not None:
        return Plan(clause)
    unread = answers.get("jur_agreement") in ("yes", True)
    lender = of_payee(answers, "lender_place", "fashi-2020-17:3")
    return Plan((*of_defendants(answers), *lender), missing=("jur_clause",) if unread else ())


PLANS: dict[str, Callable[[Answers], Plan]] = {
    "private_lending": private_lending,
}


def connections(case: str, answers: Answers) -> Plan:
    """The connections of a case type; unknown types rest on the defendant's place."""
    plan = PLANS.get(case)
    return plan(answers) if plan else Plan(tuple(of_defendants(answers)))
