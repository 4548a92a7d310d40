"""What the told story gives away: money that is no loan, unlawful use, other people's accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.findings import Finding
from dialogs.rules.case_file import CaseFile, Rule, info, warn
from dialogs.rules.parties import party_name

__all__ = ["LENDING_STORY"]

OTHER_MONEY = re.compile(
    r"货款|工资|劳务费|工程款|装修款|彩礼|投资款|入股|合伙|赔偿款|分手费|青春损失费|租金|定金|押金"
)
UNLAWFUL = re.compile(r"赌博|赌债|赌资|毒品|吸毒|高利转贷|套路贷|洗钱")
STORY = ("facts_story", "purpose", "other_facts")


def _told(file: CaseFile) -> Iterator[tuple[str, str]]:
    for key in STORY:
        yield key, file.answers.text(key)
    for loan in file.answers.items("loans"):
        yield loan.path("settlement_replaced"), loan.text("settlement_replaced")


def other_money_is_mixed_in(file: CaseFile) -> Iterator[Finding]:
    """Wages, goods, works or gifts in the story: the paper may stand for something else (14)."""
    if any(loan.text("debt_origin") for loan in file.answers.items("loans")):
        return  # asked already, and answered there
    for path, text in _told(file):
        words = tuple(dict.fromkeys(OTHER_MONEY.findall(text)))
        if words and path != "purpose":
            sources = ("fashi-2020-17:14",)
            yield warn("other_money_in_story", (path,), sources, words="、".join(words))


def money_for_unlawful_use(file: CaseFile) -> Iterator[Finding]:
    """A loan made knowing that it serves a crime is void (13)."""
    for path, text in _told(file):
        words = tuple(dict.fromkeys(UNLAWFUL.findall(text)))
        if words:
            sources = ("fashi-2020-17:13",)
            yield warn("loan_for_unlawful_use", (path,), sources, words="、".join(words))


def money_went_to_others(file: CaseFile) -> Iterator[Finding]:
    """The money came from or went to an account that is not a party's."""
    plaintiffs = {party_name(party) for party in file.answers.items("plaintiffs")}
    defendants = {party_name(party) for party in file.answers.items("defendants")}
    for loan in file.answers.items("loans"):
        number = str(loan.index + 1)
        for key, names, code in (
            ("payer", plaintiffs, "payer_is_other"),
            ("payee", defendants, "payee_is_other"),
        ):
            name = loan.text(key)
            if name and not any(known and known in name for known in names):
                sources = ("fashi-2020-17:2", "fashi-2020-17:22")
                yield info(code, (loan.path(key),), sources, number=number, name=name)


LENDING_STORY: tuple[Rule, ...] = (
    other_money_is_mixed_in,
    money_for_unlawful_use,
    money_went_to_others,
)
