"""What ties a case to places: the shapes, and the grounds that many case types share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dialogs.answers import Answers
from dialogs.rules.court_register import courts_in_text
from dialogs.rules.parties import address_path, party_name

__all__ = ["Connection", "Plan", "Reason", "at", "of_defendants", "of_payee", "with_clause"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a court may take the case: a code in `courts.yml` and what fills it."""

    code: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Connection:
    """A place that founds jurisdiction.

    path: where the address stands; with `names_court` the text at the path names the court.
    of_party: the place is a party's own. capital: the intermediate court of the province's
    capital takes the case.
    """

    path: str
    reason: Reason
    sources: tuple[str, ...]
    certain: bool = True
    names_court: bool = False
    of_party: bool = False
    capital: bool = False


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


def at(path: str, code: str, *sources: str, certain: bool = True) -> Connection:
    """A place that is no party's own, such as where a house stands or an accident happened."""
    return Connection(path, Reason(code), sources, certain=certain)


AT = r"(?:双方)?(?:的)?(?:住所地|所在地|户籍|住所|注册地)"
SIDES = {
    "plaintiffs": r"原告|出借人|出借方|债权人|贷款人|起诉方",
    "defendants": r"被告|借款人|借款方|债务人",
}
BY_ROLE = {
    "seller": r"卖方|供方|出卖人|出卖方|供货方|销售方",
    "buyer": r"买方|需方|买受人|购货方|采购方",
    "landlord": r"出租方|出租人|房东",
    "tenant": r"承租方|承租人|租客",
}
OTHER_ROLE = {"seller": "buyer", "buyer": "seller", "landlord": "tenant", "tenant": "landlord"}
CLAUSE = (
    "civil-procedure-law:35",
    "civil-procedure-interpretation:29",
    "civil-procedure-interpretation:30",
)


def _sides_named(answers: Answers, clause: str) -> Iterator[str]:
    """The sides whose place the clause names."""
    role = answers.text("side") or answers.text("plaintiff_role")
    roles = {"plaintiffs": role, "defendants": OTHER_ROLE.get(role, "")}
    words = {
        group: "|".join(filter(None, (names, BY_ROLE.get(roles[group]))))
        for group, names in SIDES.items()
    }
    either = "|".join(words.values())
    for group, names in words.items():
        if re.search(f"(?:{names})(?:(?:或者?|、|和|及)(?:{either}))?{AT}", clause):
            yield group


def agreed(answers: Answers) -> tuple[Connection, ...] | None:
    """J12: what a written clause settles; None if there is no clause or it cannot be read."""
    if not _has_clause(answers) or answers.text("jur_kind") == "arbitration":
        return None
    clause = answers.text("jur_clause")
    named: tuple[Connection, ...] = ()
    if courts_in_text(clause):
        named = (Connection("jur_clause", Reason("agreed_court"), CLAUSE, names_court=True),)
    homes = tuple(
        Connection(
            address_path(party),
            Reason("agreed_place", (("name", party_name(party)),)),
            (*CLAUSE, "civil-procedure-interpretation:32"),
            of_party=True,
        )
        for group in _sides_named(answers, clause)
        for party in answers.items(group)
    )
    return (*named, *homes) or None


def _has_clause(answers: Answers) -> bool:
    return answers.get("jur_agreement") in ("yes", True)


def with_clause(answers: Answers, otherwise: tuple[Connection, ...]) -> Plan:
    """What a clause settles; without one, or where it cannot be read, all other grounds."""
    clause = agreed(answers)
    if clause is not None:
        several = re.search(r"或者?|任一", answers.text("jur_clause"))
        unread = several is not None and len(clause) < 2
        return Plan(clause, missing=("jur_clause",) if unread else ())
    return Plan(otherwise, missing=("jur_clause",) if _has_clause(answers) else ())
