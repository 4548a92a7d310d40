"""No set of answers, however odd, makes a rule fail."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.answers import Answers
from dialogs.rules import findings
from dialogs.rules.by_case import CASE_RULES
from dialogs.rules.case_fees import case_fee
from dialogs.rules.courts import candidate_courts
from dialogs.rules.wording import say_finding, say_reasons
from lian.law_answers import with_derived
from tests.dialogs.rules.case_files import TODAY

DATES = st.dates().map(str)
MONEY = st.decimals("0", "1000000000", places=2).map(str)
TEXT = st.sampled_from(["张三", "李四", "", "货款", "由出借人所在地法院或仲裁", "某某银行"])
ADDRESS = st.sampled_from(
    [{"text": "北京朝阳区", "code": None}, {"text": "不清楚"}, {"text": "东莞市", "code": "441900"}]
)


def group(name, keys):
    return {f"{name}[{i}].{key}": kind for i in range(2) for key, kind in keys.items()}


PARTY = {
    "kind": st.sampled_from(["natural", "org"]),
    "name": TEXT,
    "org_name": TEXT,
    "id_number": st.sampled_from(["11010519491231002X", "123", ""]),
    "uscc": st.sampled_from(["91350100M000100Y43", "x"]),
    "birth_date": DATES,
    "domicile": ADDRESS,
    "org_address": ADDRESS,
    "habitual_residence": ADDRESS,
}
KEYS = {
    **group("plaintiffs", PARTY),
    **group("defendants", {**PARTY, "role": st.sampled_from(["borrower", "surety", "spouse"])}),
    **group(
        "loans",
        {
            "amount_agreed": MONEY,
            "amount_delivered": MONEY,
            "delivered_on": DATES,
            "signed_on": DATES,
            "due_on": DATES,
            "rate": st.decimals("0", "100", places=2).map(str),
            "overdue_rate": st.decimals("0", "100", places=2).map(str),
            "rate_basis": st.sampled_from(["fixed", "lpr_multiple", "unclear"]),
            "lpr_multiple": st.decimals("0", "10", places=1).map(str),
            "settlement_on": DATES,
            "settlement_amount": MONEY,
        },
    ),
    **group(
        "repayments",
        {
            "amount": MONEY,
            "paid_on": DATES,
            "toward": st.sampled_from(["principal", "interest", "unclear"]),
            "loan_number": st.sampled_from(["1", "2", "9", "1.5", "-1"]),
        },
    ),
    **group(
        "guarantees",
        {
            "kind": st.just("surety"),
            "guarantor": TEXT,
            "mode": st.sampled_from(["general", "joint", "unclear"]),
            "period_until": DATES,
        },
    ),
    **group("demands", {"made_on": DATES}),
    "interest_claim": st.sampled_from(["none", "agreed", "overdue", "both"]),
    "principal_claimed": MONEY,
    "total_claimed": MONEY,
    "jur_agreement": st.just("yes"),
    "jur_clause": TEXT,
    "award_received_on": DATES,
    "arbitration_status": st.sampled_from(["none", "pending", "awarded"]),
    "arbitration_accepted_on": DATES,
    "employment_ended_on": DATES,
    "former_effective_on": DATES,
    "former_outcome": st.sampled_from(["refused", "judged"]),
    "former_plaintiff": st.just("me"),
    "former_suit": st.booleans(),
    "accident_on": DATES,
    "accident_place": ADDRESS,
    "house_address": ADDRESS,
    "lease_from": DATES,
    "lease_until": DATES,
    "owed_since": DATES,
    "pp_date": DATES,
    "pre_preserve": st.booleans(),
    "defendant_left_on": DATES,
    "violence": st.booleans(),
    "court": TEXT,
    "facts_story": TEXT,
}


@st.composite
def cases(draw):
    paths = draw(st.lists(st.sampled_from(sorted(KEYS)), max_size=40, unique=True))
    standing = {
        path: draw(st.sampled_from(["given", "given", "unknown", "none"])) for path in paths
    }
    values = {path: draw(KEYS[path]) for path in paths if standing[path] == "given"}
    counts: dict[str, int] = {}
    for path in paths:
        if "[" in path:
            name, index = path.split("[")[0], int(path.split("[")[1][0])
            counts[name] = max(counts.get(name, 0), index + 1)
    others = [frozenset(p for p in paths if standing[p] == each) for each in ("unknown", "none")]
    return Answers({k: v for k, v in values.items() if v != ""}, counts, *others)


@pytest.mark.parametrize("case", sorted(CASE_RULES))
@settings(max_examples=60)
@given(cases())
def test_rules_courts_and_fees_answer_whatever_was_told(case, answers):
    told = with_derived(case, answers, TODAY)
    for finding in findings(case, told, TODAY):
        assert say_finding(finding)
        assert say_finding(finding, "clerk")
        assert say_finding(finding, "title")
    for court in candidate_courts(case, told, TODAY).courts:
        assert say_reasons(court.why)
    case_fee(case, told, TODAY)
