"""Candidate courts by name, with reasons."""

from __future__ import annotations

import pytest

from dialogs.rules.courts import candidate_courts
from dialogs.rules.divisions import find_division
from dialogs.rules.tables import table
from dialogs.rules.wording import say_reasons
from tests.dialogs.rules.case_files import answers


def names(**changes):
    return [each.name for each in candidate_courts("private_lending", answers(**changes)).courts]


def test_defendants_place_and_lenders_place():
    assert names() == ["北京市朝阳区人民法院", "成都市武侯区人民法院"]


def test_every_court_says_why():
    for court in candidate_courts("private_lending", answers()).courts:
        assert say_reasons(court.why)
        assert court.sources


def test_habitual_residence_goes_before_the_domicile():
    changed = names(defendants_0__habitual_residence={"text": "上海浦东新区张江路1号"})
    assert changed[0] == "上海市浦东新区人民法院"


def test_a_clause_that_names_a_court_settles_it():
    clause = "争议由深圳市南山区人民法院管辖"
    assert names(jur_agreement="yes", jur_clause=clause) == ["深圳市南山区人民法院"]


def test_a_clause_that_names_the_lenders_place_settles_it():
    clause = "发生争议由出借人住所地人民法院管辖"
    assert names(jur_agreement="yes", jur_clause=clause) == ["成都市武侯区人民法院"]


def test_a_large_sum_goes_one_court_up():
    found = candidate_courts("private_lending", answers(total_claimed="200000000"))
    assert [each.name for each in found.courts] == [
        "北京市第三中级人民法院",
        "四川省成都市中级人民法院",
    ]


def test_an_unknown_address_is_named_as_missing():
    found = candidate_courts("private_lending", answers(defendants_0__domicile="不知道"))
    assert found.missing == ("defendants[0].domicile",)


def test_several_courts_of_one_city_are_all_offered_but_not_asserted():
    found = candidate_courts(
        "private_lending", answers(defendants_0__domicile={"text": "广东省东莞市长安镇"})
    )
    dongguan = [each for each in found.courts if each.name.startswith("东莞")]
    assert len(dongguan) == 3
    assert not any(each.certain for each in dongguan)


PLACES = [
    ("北京朝阳区建国路", "110105"),
    ("江苏昆山玉山镇", "320583"),
    ("深圳南山", "440305"),
    ("辽宁省朝阳市双塔区", "211302"),
    ("重庆万州区", "500101"),
    ("湖南省湘西土家族苗族自治州吉首市", "433101"),
    ("河南省济源市", "419001"),
    ("户籍地：河北省石家庄市长安区", "130102"),
]


@pytest.mark.parametrize(("text", "code"), PLACES)
def test_a_division_is_found_in_free_text(text, code):
    found = find_division(text)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("text", ["鼓楼区", "朝阳区建国路", "长安街1号", ""])
def test_what_several_places_may_mean_is_left_open(text):
    assert find_division(text) is None


ZONES = [
    ({"text": "四川省成都高新区天府大道1号"}, "成都高新技术产业开发区人民法院"),
    ({"text": "四川天府新区华阳街道"}, "四川天府新区人民法院"),
    ({"text": "安徽合肥高新区"}, "合肥高新技术产业开发区人民法院"),
]


@pytest.mark.parametrize(("address", "court"), ZONES, ids=[each[1] for each in ZONES])
def test_the_court_of_a_zone_is_offered_but_not_asserted(address, court):
    found = candidate_courts("private_lending", answers(defendants_0__domicile=address)).courts
    assert [each.certain for each in found if each.name == court] == [False]


def test_a_district_whose_name_only_sounds_like_a_zone_is_sure():
    address = {"text": "吉林省长春市绿园区西安大路1号"}
    found = candidate_courts("private_lending", answers(defendants_0__domicile=address)).courts
    assert found[0].name == "长春市绿园区人民法院"
    assert found[0].certain


def test_every_county_has_a_court_or_is_known_to_have_none():
    counties = table("divisions")["counties"]
    courts = table("courts")
    without = [
        code
        for code in counties
        if code not in courts["county"] and code[:4] not in courts["city"] and code[4] != "7"
    ]
    # 金门, 茫崖, 大柴旦 and eight cities of the 兵团 have no court of their own in the register
    assert len(without) <= 12
