"""G01–G28: what every filing must meet, as the text of the law has it."""

from __future__ import annotations

import pytest

from tests.dialogs.rules.rows.filings import ABSENT, EMPLOYER, MY_FIRM, expect, of

UNKNOWN = {"unknown": True}
SECOND = of("plaintiffs", {**MY_FIRM, "org_name": "另一家公司", "uscc": "不知道"}, 1)
ARBITRATION = {
    "jur_agreement": "yes",
    "jur_kind": "arbitration",
    "jur_clause": "由上海仲裁委员会仲裁",
}
CHILD = {"plaintiffs[0].birth_date": "2015-03-01"}
AGENT = {"agent_name": "王律师", "agent_kind": "lawyer", "agent_org": "某某律师事务所",
         "agent_phone": "13800138009", "agent_scope": "general"}  # fmt: skip
SUED = {"former_suit": True}
JUDGED = {**SUED, "former_outcome": "judged"}


def agents(count, **more):
    return {k: v for i in range(count) for k, v in of("agents", {**AGENT, **more}, i).items()}


ROWS = [
    # G01
    ("own matter", "plain", {}, "", "-matter_of_another"),
    ("for a friend", "plain", {"plaintiff_interest": "for_other"}, "", "matter_of_another=warn"),
    ("for the dead", "plain", {"plaintiff_interest": "relative_of_dead"}, "",
     "relative_sues_for_dead=info"),
    ("claim bought", "plain", {"plaintiff_interest": "acquired"}, "", "claim_was_acquired=info"),
    ("claim assigned", "sale", {"claim_acquired": "2026年1月受让"}, "", "claim_was_acquired=info"),
    # G02
    ("only a name", "loan", {"defendants[0].domicile": UNKNOWN}, "",
     "defendant_not_identified=block"),
    ("only a name, nothing said of the rest", "loan", {"defendants[0].domicile": ABSENT}, "",
     "defendant_not_identified=block"),
    ("name and ID number", "loan",
     {"defendants[0].domicile": UNKNOWN, "defendants[0].id_number": "440524188001010014"}, "",
     "-defendant_not_identified -defendant_weakly_identified"),
    ("name and phone", "loan",
     {"defendants[0].domicile": UNKNOWN, "defendants[0].phone": "13900139000"}, "",
     "defendant_weakly_identified=warn"),
    ("name and employer", "loan",
     {"defendants[0].domicile": UNKNOWN, "defendants[0].employer": "某某厂"}, "",
     "defendant_weakly_identified=warn"),
    ("no name at all", "loan", {"defendants[0].name": ABSENT}, "", "defendant_without_name=block"),
    ("a firm by its name only", "sale", {"defendants[0].org_address": ABSENT}, "",
     "defendant_org_not_identified=block"),
    ("a firm by its credit code", "sale",
     {"defendants[0].org_address": UNKNOWN, "defendants[0].uscc": "91350100M000100Y43",
      "plaintiffs[0].uscc": UNKNOWN}, "", "-defendant_org_not_identified"),
    ("sex, job and folk of the defendant unknown", "loan",
     {"defendants[0].gender": UNKNOWN, "defendants[0].employer": UNKNOWN,
      "defendants[0].ethnicity": UNKNOWN, "defendants[0].birth_date": UNKNOWN}, "",
     "-defendant_weakly_identified"),
    ("no defendant", "plain",
     {"defendants[0].kind": ABSENT, "defendants[0].name": ABSENT, "defendants[0].domicile": ABSENT},
     "", "no_defendant=block"),
    # G03
    ("no claim", "plain", {"claims_story": ABSENT, "total_claimed": ABSENT}, "",
     "nothing_claimed=block"),
    ("a claim without a sum", "plain", {"total_claimed": UNKNOWN}, "", "claim_sum_unknown=warn"),
    ("a claim that is not about money", "plain", {"total_claimed": "无"}, "", "-claim_sum_unknown"),
    ("a divorce needs no sum", "divorce", {}, "", "-nothing_claimed -claim_sum_unknown"),
    ("an injury is counted later", "crash", {"medical_amount": UNKNOWN}, "",
     "claim_sum_later=info"),
    ("wages not counted", "labor", {"wages_amount": UNKNOWN}, "", "claim_sum_unknown=warn"),
    ("no claim against the employer", "labor", {"claim_kinds": ABSENT, "wages_amount": ABSENT}, "",
     "nothing_claimed=block"),
    # G04
    ("no facts", "plain", {"facts_story": ABSENT}, "", "nothing_told=block"),
    ("facts in the rows of the form", "loan", {"facts_story": ABSENT}, "", "-nothing_told"),
    ("overtime without a word on it", "labor",
     {"claim_kinds": ["wages", "overtime"], "overtime_amount": "5000"}, "",
     "claim_without_facts=warn"),
    ("overtime with its facts", "labor",
     {"claim_kinds": ["wages", "overtime"], "overtime_amount": "5000",
      "overtime_facts": "周六上班"}, "", "-claim_without_facts"),
    # G05, G07
    ("against the authorities", "plain", {"dispute_kind": "administrative"}, "",
     "matter_is_administrative=block"),
    ("for another authority", "plain", {"dispute_kind": "other_authority"}, "",
     "matter_is_other_authority=block"),
    ("for the police", "plain", {"dispute_kind": "criminal"}, "", "matter_is_criminal=block"),
    # G06
    ("arbitration agreed", "sale", ARBITRATION, "", "arbitration_clause=block"),
    ("arbitration agreed on a loan", "loan", ARBITRATION, "", "arbitration_clause=block"),
    ("arbitration by the clause alone", "sale", {**ARBITRATION, "jur_kind": ABSENT}, "",
     "arbitration_clause=block"),
    ("arbitration, said to be void", "sale",
     {**ARBITRATION, "other_facts": "仲裁条款无效，不是我签的"}, "",
     "arbitration_clause_disputed=warn -arbitration_clause"),
    ("arbitration, void in the story", "sale",
     {**ARBITRATION, "facts_story": "仲裁条款没写清是哪个仲裁委员会"}, "",
     "arbitration_clause_disputed=warn"),
    ("court or arbitration", "sale",
     {"jur_agreement": "yes", "jur_kind": "unclear", "jur_clause": "可向法院起诉或申请仲裁"}, "",
     "arbitration_clause_disputed=warn"),
    ("a court agreed", "sale",
     {"jur_agreement": "yes", "jur_kind": "court", "jur_clause": "由深圳市南山区人民法院管辖"}, "",
     "-arbitration_clause -arbitration_clause_disputed"),
    ("no clause, a kind left over", "sale", {"jur_agreement": "no", "jur_kind": "arbitration"}, "",
     "-arbitration_clause"),
    ("whether there is a clause is unknown", "sale", {"jur_agreement": UNKNOWN}, "",
     "-arbitration_clause"),
    # G08
    ("a court elsewhere", "loan", {"court": "上海市浦东新区人民法院"}, "", "court_not_among=warn"),
    ("a court elsewhere for a lease", "lease", {"court": "成都市武侯区人民法院"}, "",
     "court_excluded=block"),
    ("the right court for a lease", "lease", {"court": "深圳市南山区人民法院"}, "",
     "-court_excluded -court_not_among"),
    ("the lender's court", "loan", {"court": "成都市武侯区人民法院"}, "", "-court_not_among"),
    # G09
    ("judged before", "plain", {**JUDGED, "new_circumstances": "无"}, "", "judged_before=block"),
    ("mediated before", "sale", {**SUED, "former_outcome": "mediated", "new_circumstances": "无"},
     "", "judged_before=block"),
    ("judged, with something new", "plain", {**JUDGED, "new_circumstances": "判后又拆了围墙"}, "",
     "judged_before_with_news=warn"),
    ("judged, nobody knows of news", "plain", {**JUDGED, "new_circumstances": UNKNOWN}, "",
     "judged_before_unclear=warn"),
    ("support judged before", "plain",
     {**JUDGED, "dispute_kind": "support", "new_circumstances": "无"}, "", "support_changed=warn"),
    ("outcome unknown", "plain", {**SUED, "former_outcome": UNKNOWN}, "",
     "former_outcome_unknown=warn"),
    # G11
    ("no folk told", "loan", {"plaintiffs[0].ethnicity": ABSENT}, "",
     "plaintiff_particulars_missing=block"),
    ("no employer", "loan", {"plaintiffs[0].employer": "无"}, "", "-plaintiff_particulars_missing"),
    ("no legal representative", "sale", {"plaintiffs[0].legal_rep": ABSENT}, "",
     "plaintiff_particulars_missing=block"),
    ("ID and post code are not demanded", "loan", {"plaintiffs[0].id_number": UNKNOWN}, "",
     "-plaintiff_particulars_missing"),
    ("birth and sex from the ID number", "loan",
     {"plaintiffs[0].id_number": "11010519491231002X", "plaintiffs[0].birth_date": ABSENT,
      "plaintiffs[0].gender": ABSENT}, "", "-plaintiff_particulars_missing"),
    # G12
    ("insults", "plain", {"facts_story": "他这个王八蛋不还钱"}, "", "insulting_words=warn"),
    ("insults quoted", "plain", {"facts_story": "他在群里骂我“王八蛋”"}, "", "-insulting_words"),
    ("his mother's account is no insult", "plain", {"facts_story": "钱转到了他妈的账户"}, "",
     "-insulting_words"),
    ("what is no man's doing", "plain", {"facts_story": "这不是人为的"}, "", "-insulting_words"),
    ("an insult in the claim", "plain", {"claims_story": "让这个骗子王还钱"}, "",
     "insulting_words=warn"),
    # G13
    ("copies on paper", "loan", {}, "", "copies_on_paper=info"),
    # G16
    ("support never lapses", "plain", {"dispute_kind": "support"}, "", "no_limitation=info"),
    # G17
    ("two agents", "loan", agents(2), "", "-too_many_agents"),
    ("three agents", "loan", agents(3), "", "too_many_agents=block"),
    ("special powers not named", "loan", agents(1, agent_scope="special"), "",
     "agent_powers_not_named=warn"),
    ("special powers named", "loan",
     agents(1, agent_scope="special", agent_scope_detail=["settle"]), "",
     "-agent_powers_not_named"),
    # G18
    ("a child without guardian", "plain", CHILD, "", "minor_without_guardian=block"),
    ("a child with guardian", "plain", {**CHILD, "plaintiffs[0].guardian_name": "张父"}, "",
     "-minor_without_guardian"),
    ("the guardian is sued", "plain", {**CHILD, "plaintiffs[0].guardian_name": "李四"}, "",
     "guardian_is_defendant=warn"),
    ("a working minor of 16", "plain", {"plaintiffs[0].birth_date": "2010-11-21"}, "",
     "minor_may_need_guardian=warn"),
    ("a day short of 16", "plain", {"plaintiffs[0].birth_date": "2010-11-22"}, "",
     "minor_without_guardian=block"),
    ("eighteen today", "plain", {"plaintiffs[0].birth_date": "2008-11-21"}, "",
     "-minor_without_guardian -minor_may_need_guardian"),
    ("eighteen tomorrow", "plain", {"plaintiffs[0].birth_date": "2008-11-22"}, "",
     "minor_may_need_guardian=warn"),
    # G25
    ("withdrawn before", "plain", {**SUED, "former_outcome": "withdrawn"}, "",
     "may_sue_again=warn"),
    ("dismissed before", "sale", {**SUED, "former_outcome": "rejected"}, "", "may_sue_again=warn"),
    # G27, G28
    ("preserved, thirty days", "loan",
     {"pre_preserve": True, "pp_date": "2026-10-22", "pp_court": "北京市朝阳区人民法院"}, "",
     "preservation_suit_due=warn"),
    ("preserved, the end on a Saturday moves on", "loan",
     {"pre_preserve": True, "pp_date": "2026-10-22"}, "2026-11-23", "preservation_suit_due=warn"),
    ("preserved, over", "loan", {"pre_preserve": True, "pp_date": "2026-10-22"}, "2026-11-24",
     "preservation_suit_over=warn"),
    ("preservation wanted", "loan", {"wants_preservation": True}, "",
     "preservation_with_security=info"),
    ("preservation of wages", "labor", {"wants_preservation": True}, "",
     "preservation_maybe_without_security=info"),
    ("preservation after a crash", "crash", {"wants_preservation": True}, "",
     "preservation_maybe_without_security=info"),
    ("number of another court", "loan",
     {"pre_preserve": True, "pp_date": "2026-11-01", "pp_court": "成都市武侯区人民法院",
      "pp_case_no": "(2026)京0105财保12号"}, "", "case_number_of_another_court=info"),
    ("number of that court", "loan",
     {"pre_preserve": True, "pp_date": "2026-11-01", "pp_court": "北京市朝阳区人民法院",
      "pp_case_no": "(2026)京0105财保12号"}, "", "-case_number_of_another_court"),
    ("oneself", "loan",
     {"plaintiffs[0].id_number": "11010519491231002X", "plaintiffs[0].birth_date": "1949-12-31",
      "defendants[0].id_number": "11010519491231002X"}, "", "sues_oneself=block"),
    ("two plaintiffs", "loan", SECOND, "", "-party_twice"),
    ("an employer sues", "employer", {}, "", "-nothing_claimed"),
]  # fmt: skip


@pytest.mark.parametrize(("filing", "changes", "today", "wanted"), [row[1:] for row in ROWS],
                         ids=[row[0] for row in ROWS])  # fmt: skip
def test_general_rules_see_what_the_law_says(filing, changes, today, wanted):
    expect(filing, changes, today, wanted)


def test_the_employers_filing_has_its_own_parties():
    assert EMPLOYER["plaintiffs[0].org_name"] == MY_FIRM["org_name"]
