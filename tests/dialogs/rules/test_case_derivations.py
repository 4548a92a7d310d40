"""What labour disputes, traffic accidents and divorces derive from few answers."""

from __future__ import annotations

from datetime import date

import pytest

from dialogs.answers import Answers
from dialogs.rules.conditions import NAMED
from dialogs.rules.derivations import derivation
from dialogs.rules.divorce_conditions import one_thing

TODAY = date(2026, 11, 21)


def derived(name, values, group=None, index=None, none=()):
    counts: dict[str, int] = {}
    for path in values:
        head, bracket, rest = path.partition("[")
        if bracket:
            counts[head] = max(counts.get(head, 0), int(rest.partition("]")[0]) + 1)
    answers = Answers({"claims_as_of": TODAY.isoformat(), **values}, counts, none=frozenset(none))
    found = derivation(name, group)(answers, index, TODAY)
    return None if found is None else found.value


def test_whoever_sues_decides_who_is_a_person():
    assert derived("labor_plaintiff_kind", {"side": "worker"}) == "natural"
    assert derived("labor_defendant_kind", {"side": "employer"}) == "natural"
    assert derived("labor_defendant_kind", {"side": "worker"}) is None


def test_an_employer_claims_no_wages():
    values = {"side": "employer", "claim_kinds": ["wages"]}
    assert derived("claims_wages", values) is False


def test_sums_are_added_with_their_names():
    assert derived("labor_total", {"wages_amount": "100", "injury_amount": "0.50"}) == "100.50"
    assert derived("labor_total", {}) is None


@pytest.mark.parametrize(
    ("role", "kind"), [("driver", "natural"), ("insurer_compulsory", "org"), ("owner", None)]
)
def test_a_role_in_the_accident_tells_person_from_firm(role, kind):
    values = {"defendants[0].role": role}
    assert derived("traffic_defendant_kind", values, "defendants", 0) == kind


def test_an_insurer_among_the_defendants_tells_of_the_insurance():
    values = {"defendants[0].role": "insurer_commercial", "defendants[0].org_name": "某保险公司"}
    assert derived("commercial_insurance", values) == "insured"
    assert derived("commercial_insurer", values) == "某保险公司"
    assert derived("compulsory_insurance", values) is None


def test_the_spouses_have_opposite_genders_unless_a_number_says_otherwise():
    assert derived("spouse_gender", {"spouse_side": "husband"}, "plaintiffs", 0) == "male"
    assert derived("spouse_gender", {"spouse_side": "husband"}, "defendants", 0) == "female"
    values = {"spouse_side": "husband", "plaintiffs[0].id_number": "11010519491231002X"}
    assert derived("spouse_gender", values, "plaintiffs", 0) == "female"


def test_only_minor_children_raise_the_issue_of_custody():
    grown = {"children[0].birth_date": "2000-01-01"}
    assert derived("custody_issue", grown) == "none"
    assert derived("custody_issue", {**grown, "children[1].birth_date": "2020-01-01"}) == "some"


def test_nothing_else_to_settle_is_an_answer():
    assert derived("has_property", {}) is None
    assert derived("has_property", {}, none=["issues"]) == "none"
    assert derived("extra_claims", {}, none=["issues"]) == ["none"]
    assert derived("extra_claims", {"issues": ["aid", "debt"]}) == ["aid"]


def test_property_of_unknown_worth_has_no_sum():
    values = {"properties[0].value": "800000", "properties[1].detail": "车"}
    assert derived("divorce_property_total", values) is None


@pytest.mark.parametrize(("received", "late"), [("2026-11-06", False), ("2026-11-05", True)])
def test_fifteen_days_run_from_the_day_after_receipt(received, late):
    values = {"claims_as_of": TODAY.isoformat(), "award_received_on": received}
    assert NAMED["award_suit_late"](Answers(values, {}), None) is late


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("北京市朝阳区建国路1号301室，90平方米", "house"),
        ("京A12345的小汽车", "car"),
        ("工商银行存款，在我名下", "deposit"),
        ("某某公司10%的股权", "other"),
        ("住房公积金", None),
        ("一套房和一个车位", None),
        ("还有点别的", None),
    ],
)
def test_a_description_that_names_one_kind_of_property_is_not_asked_for_it(told, kind):
    values = {"properties[0].detail": told}
    assert derived("kind_of_property", values, "properties", 0) == kind


@pytest.mark.parametrize(
    ("told", "asked_back"),
    [
        ("房子一套120平方米，还有一辆川A12345小汽车", True),
        ("银行存款20万元和一套房", True),
        ("301室带一个车位", False),
        ("北京市朝阳区建国路1号301室", False),
    ],
)
def test_several_things_told_as_one_are_asked_back(told, asked_back):
    answers = Answers({"properties[0].detail": told}, {"properties": 1})
    assert one_thing(answers, 0) is not asked_back
