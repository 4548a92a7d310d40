"""Matters that sound alike: each way leads somewhere, and only open stories are asked about."""

from __future__ import annotations

import pytest

from dialogs.interview.catalogue import load_interview
from dialogs.rules.causes import cause_named
from dialogs.schema.distinctions import distinctions
from dialogs.schema.files import interviews_by_label, titles

ALL = {each.id: each for each in distinctions()}
WAYS = [(each, way) for each in ALL.values() for way in each.ways]


@pytest.mark.parametrize(("distinction", "way"), WAYS, ids=[f"{a.id}-{b.id}" for a, b in WAYS])
def test_each_way_answers_only_what_its_interview_asks(distinction, way):
    interview = load_interview(way.interview)
    for path, value in way.known.items():
        options = interview.element(path).options
        assert not options or value in {each.id for each in options}


@pytest.mark.parametrize(
    "cause", [way.known["cause_told"] for _, way in WAYS if "cause_told" in way.known]
)
def test_each_cause_is_on_the_official_list(cause):
    assert cause_named(cause) == cause


def test_types_that_no_label_leads_to_are_reached_by_a_way():
    by_label = {each for under in interviews_by_label().values() for each in under}
    assert {*titles()} - by_label <= {way.interview for _, way in WAYS}


def test_an_iou_for_a_loan_leaves_nothing_open_between_lovers():
    story = "借给女朋友五万，她打了借条"
    assert not ALL["lovers"].fits(story, ["private_lending"])


def test_another_likely_label_is_not_asked_about():
    assert not ALL["lovers"].fits("和女朋友分手了，车被撞了要花两万块", ["traffic"])


def test_without_any_label_the_signs_decide():
    assert ALL["lovers"].fits("和女朋友分手了，转给她的钱能要回来吗", [])


def test_each_has_two_ways_at_least():
    assert [each.id for each in ALL.values() if len(each.ways) < 2] == []


@pytest.mark.parametrize(
    "story",
    [
        "姐夫2023年借我10万，打了借条，说装修房子用",
        "她找我借6万，我是去信用社转的账",
        "去年情人节闺蜜跟我借15万",
    ],
)
def test_a_loan_told_as_a_loan_is_not_asked_about(story):
    likely = ["private_lending"]
    assert [each.id for each in ALL.values() if not each.after and each.fits(story, likely)] == []
