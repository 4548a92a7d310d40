"""D01–D07 and P01–P06: divorce and protection orders, as the text of the law has it."""

from __future__ import annotations

import pytest

from dialogs.rules.hardship import hardship_sign
from tests.dialogs.rules.rows.filings import ABSENT, Seen, expect, of

UNKNOWN = {"unknown": True}


def ended(day, **more):
    return {"former_effective_on": day, **more}


def child(day):
    return of("children", {"name": "张小宝", "birth_date": day, "custody_to": "plaintiff"})


ROWS = [
    # D01
    ("husband, wife with child", "husband", {"pregnancy": "pregnant"}, "",
     "wife_is_protected=warn"),
    ("husband, child of the year", "husband", {"pregnancy": "born_within_year"}, "",
     "wife_is_protected=warn"),
    ("husband, ended six months ago", "husband", {"pregnancy": "ended_within_six_months"}, "",
     "wife_is_protected=warn"),
    ("husband, by his side only", "husband",
     {"pregnancy": "pregnant", "plaintiffs[0].gender": {"unknown": True}}, "",
     "wife_is_protected=warn plaintiff_particulars_missing=block"),
    ("husband, none of these", "husband", {}, "", "-wife_is_protected"),
    ("husband, nobody knows", "husband", {"pregnancy": UNKNOWN}, "", "-wife_is_protected"),
    ("the wife herself sues", "divorce", {"pregnancy": "pregnant"}, "", "-wife_is_protected"),
    # D02
    ("refused, nothing new", "again", {}, "", "divorce_too_soon=warn"),
    ("refused, six months to the day", "again", ended("2026-05-21"), "", "divorce_too_soon=warn"),
    ("refused, six months and a day", "again", ended("2026-05-20"), "",
     "-divorce_too_soon -divorce_soon_with_news"),
    ("refused on 31 August", "again", ended("2025-08-31"), "2026-02-28", "divorce_too_soon=warn"),
    ("refused on 31 August, in March", "again", ended("2025-08-31"), "2026-03-01",
     "-divorce_too_soon"),
    ("reconciled in court", "again", {"former_outcome": "reconciled"}, "", "divorce_too_soon=warn"),
    ("withdrawn", "again", {"former_outcome": "withdrawn"}, "", "divorce_too_soon=warn"),
    ("something new", "again", {"new_circumstances": "违反保护令又打人"}, "",
     "divorce_soon_with_news=warn -divorce_too_soon"),
    ("the other had sued", "again", {"former_plaintiff": "other"}, "",
     "-divorce_too_soon -divorce_soon_with_news"),
    ("nobody knows who had sued", "again", {"former_plaintiff": UNKNOWN}, "", "-divorce_too_soon"),
    ("nobody knows when it ended", "again", ended(UNKNOWN), "", "-divorce_too_soon"),
    ("already divorced", "again", {"former_outcome": "ended", "new_circumstances": ABSENT}, "",
     "already_divorced=block"),
    ("no former suit", "divorce", {}, "", "-divorce_too_soon -already_divorced"),
    ("what a withdrawal does", "divorce", {}, "", "divorce_withdrawal_bars=info"),
    # D03
    ("the spouse is a soldier", "divorce", {"spouse_is_soldier": True, "soldier_at_fault": False},
     "", "spouse_is_soldier=warn"),
    ("a soldier gravely at fault", "divorce",
     {"spouse_is_soldier": True, "soldier_at_fault": True}, "", "-spouse_is_soldier"),
    ("a soldier, fault unknown", "divorce",
     {"spouse_is_soldier": True, "soldier_at_fault": UNKNOWN}, "", "spouse_is_soldier=warn"),
    ("no soldier", "divorce", {"spouse_is_soldier": False}, "", "-spouse_is_soldier"),
    # D04
    ("apart for a year after a refusal", "again",
     ended("2025-01-10", former_refusal_separated_since="2025-11-21"), "",
     "separated_a_year=info"),
    ("apart for a day less", "again",
     ended("2025-01-10", former_refusal_separated_since="2025-11-22"), "", "-separated_a_year"),
    ("mediated first", "divorce", {}, "", "divorce_is_mediated=info"),
    # D05
    ("the spouse cannot be found", "divorce", {"defendant_whereabouts": "missing"}, "",
     "spouse_is_missing=info summary_procedure_excluded=info -summary_procedure_possible"),
    ("the spouse is known", "divorce", {"defendant_whereabouts": "known"}, "",
     "-spouse_is_missing"),
    # D06
    ("a child of one", "divorce", child("2025-06-01"), "", "child_under_two=info"),
    ("a child of two today", "divorce", child("2024-11-21"), "", "-child_under_two"),
    ("a child of seven", "divorce", child("2018-11-22"), "", "-child_is_heard"),
    ("a child of eight today", "divorce", child("2018-11-21"), "", "child_is_heard=info"),
    ("a child of eighteen", "divorce", child("2008-11-21"), "", "-child_is_heard"),
    ("a child, nobody knows its birthday", "divorce", {**child("2018-01-01"),
     "children[0].birth_date": UNKNOWN}, "", "-child_is_heard -child_under_two"),
    # D07
    ("both agree", "divorce", {"spouse_agrees": True}, "",
     "divorce_by_agreement=info -divorce_is_mediated"),
    # the marriage
    ("never registered", "divorce", {"marriage_proof": "unregistered"}, "",
     "marriage_not_registered=warn"),
    ("the certificate is lost", "divorce", {"marriage_proof": "lost"}, "",
     "-marriage_not_registered"),
    # P01–P06, §4.4, §9
    ("violence at home", "divorce", {"causes": ["violence"]}, "",
     "protection_order=info protection_order_more=info legal_aid_without_means=info"
     " fee_may_be_put_off=info"),
    ("no violence", "divorce", {"causes": ["quarrels"]}, "",
     "-protection_order -legal_aid_without_means -fee_may_be_put_off"),
    ("on the dole", "divorce", {"hardship": ["allowance"]}, "",
     "fee_may_be_waived=info legal_aid_possible=info"),
    ("a veteran", "divorce", {"hardship": ["veteran"]}, "", "fee_may_be_reduced=info"),
    ("helped by legal aid", "divorce", {"hardship": ["legal_aid"]}, "", "fee_may_be_put_off=info"),
    ("no hardship", "divorce", {"hardship": "无"}, "",
     "-fee_may_be_waived -fee_may_be_reduced -fee_may_be_put_off -legal_aid_possible"),
]  # fmt: skip


SIGNS = [
    ({"life_story": "我没有工作，吃低保"}, True),
    ({"other_facts": "诉讼费交不起"}, True),
    ({"life_story": "婚后经常争吵"}, False),
    ({}, False),
]


@pytest.mark.parametrize(("changes", "shown"), SIGNS)
def test_hardship_is_asked_about_only_at_a_sign_of_it(changes, shown):
    assert hardship_sign(Seen("divorce", changes).answers) is shown


@pytest.mark.parametrize(("filing", "changes", "today", "wanted"), [row[1:] for row in ROWS],
                         ids=[row[0] for row in ROWS])  # fmt: skip
def test_a_divorce(filing, changes, today, wanted):
    expect(filing, changes, today, wanted)
