"""What a written clause on courts settles (J12): courts by name, a side's place, other places.

Source: 民诉法 35; 民诉法解释 29–32. A clause that cannot be read settles nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.answers import Answers
from dialogs.rules.connections import Connection, Plan
from dialogs.rules.court_register import courts_in_text
from dialogs.rules.parties import address_path, party_name
from dialogs.rules.reasons import Reason

__all__ = ["has_clause", "with_clause"]

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
PLACES = (
    (r"签订地|签约地|签署地", "agreed_signing", ("signed_at", "loans[0].signed_at")),
    (r"(?<!合同)履行地|合同履行地", "agreed_performance", ("performance_place",)),
    (
        r"(?:房屋|房产|不动产|物业|标的物|租赁物)(?:的)?(?:所在地|坐落地|使用地)",
        "agreed_thing",
        ("house_address", "leased_thing_place", "insured_thing_place"),
    ),
)
"""What the clause may name instead of a side: its words, the reason, where the place is told."""
EITHER = re.compile(r"或者?|任一")


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


def _homes(answers: Answers, clause: str) -> Iterator[Connection]:
    for group in _sides_named(answers, clause):
        for party in answers.items(group):
            reason = Reason("agreed_place", (("name", party_name(party)),))
            yield Connection(address_path(party), reason, of_party=True)


def _places(answers: Answers, clause: str) -> Iterator[Connection]:
    for words, code, paths in PLACES:
        told = next((path for path in paths if answers.text(path)), None)
        if told and re.search(words, clause):
            yield Connection(told, Reason(code))


def _agreed(answers: Answers) -> tuple[Connection, ...]:
    """What the clause settles; nothing if there is none or it cannot be read."""
    if not has_clause(answers) or answers.text("jur_kind") == "arbitration":
        return ()
    clause = answers.text("jur_clause")
    named: tuple[Connection, ...] = ()
    if courts_in_text(clause):
        named = (Connection("jur_clause", Reason("agreed_court"), names_court=True),)
    return (*named, *_homes(answers, clause), *_places(answers, clause))


def has_clause(answers: Answers) -> bool:
    """Whether a clause on courts or arbitration was told."""
    return answers.get("jur_agreement") in ("yes", True)


def with_clause(answers: Answers, otherwise: tuple[Connection, ...]) -> Plan:
    """What a clause settles; without one, or where it cannot be read, all other grounds."""
    clause = _agreed(answers)
    if clause:
        several = EITHER.search(answers.text("jur_clause"))
        unread = several is not None and len(clause) < 2
        return Plan(clause, missing=("jur_clause",) if unread else (), otherwise=otherwise)
    return Plan(otherwise, missing=("jur_clause",) if has_clause(answers) else ())
