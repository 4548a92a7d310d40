"""J01–J20: which courts may take a case, as the text of the law has it."""

from __future__ import annotations

import pytest

from tests.dialogs.rules.rows.filings import ABSENT, OTHER_FIRM, Seen, of

CHAOYANG, WUHOU = "北京市朝阳区人民法院", "成都市武侯区人民法院"
NANSHAN, PUDONG = "深圳市南山区人民法院", "上海市浦东新区人民法院"
SHANGHAI = "上海市浦东新区张江路1号"
CLAUSE = {"jur_agreement": "yes", "jur_kind": "court"}


def clause(text):
    return {**CLAUSE, "jur_clause": text}


def second(place):
    return of("defendants", {"kind": "natural", "name": "王五", "domicile": place}, 1)


ROWS = [
    # J01, J02
    ("a person's domicile", "plain", {}, [CHAOYANG]),
    ("lives elsewhere", "plain", {"defendants[0].habitual_residence": SHANGHAI}, [PUDONG]),
    ("a firm's office", "sale", {"jur_agreement": "no"}, [PUDONG, NANSHAN]),
    ("a firm's registered place", "sale",
     {"defendants[0].org_address": ABSENT, "defendants[0].reg_address": "北京市海淀区中关村1号"},
     ["北京市海淀区人民法院", NANSHAN]),
    # J03
    ("two defendants in two districts", "plain", second(SHANGHAI), [CHAOYANG, PUDONG]),
    ("two defendants in one district", "plain", second("北京市朝阳区建国路8号"), [CHAOYANG]),
    # J04
    ("support from several", "plain", {"dispute_kind": "support", **second(SHANGHAI)},
     [WUHOU, CHAOYANG, PUDONG]),
    ("support from one", "plain", {"dispute_kind": "support"}, [CHAOYANG]),
    ("spouse cannot be found", "divorce", {"defendant_whereabouts": "missing"}, [WUHOU]),
    ("spouse abroad", "divorce", {"defendant_whereabouts": "abroad"}, [WUHOU]),
    ("spouse in prison", "divorce", {"defendant_whereabouts": "detained"}, [WUHOU]),
    # J05
    ("a contract for money", "sale", {}, [PUDONG, NANSHAN]),
    ("a place agreed", "sale", {"performance_place": "江苏省昆山市玉山镇1号"},
     [PUDONG, "昆山市人民法院"]),
    ("the buyer wants goods", "sale", {"side": "buyer", "refund_claimed": "无",
     "defect_remedies": ["repair"]}, [PUDONG]),
    ("a house is to be handed over", "house", {}, [PUDONG, NANSHAN]),
    ("only money of a house sale", "house",
     {"issues": ["money"], "money_claims": ["refund"], "house_refund_claimed": "100000"},
     [PUDONG, WUHOU]),
    ("a plain contract", "plain", {"dispute_kind": "contract", "cause_told": "服务合同纠纷",
     "due_on": "2026-01-01"}, [CHAOYANG, WUHOU]),
    # J06
    ("a leased machine", "machines", {}, [PUDONG, "昆山市人民法院"]),
    ("a hired car", "plain",
     {"dispute_kind": "contract", "cause_told": "车辆租赁合同纠纷", "due_on": "2026-01-01",
      "leased_thing_place": "江苏省昆山市玉山镇1号"}, [CHAOYANG, "昆山市人民法院"]),
    # J07
    ("bought online, delivered", "online", {}, [PUDONG, WUHOU]),
    ("bought online, used online", "online",
     {"online_delivery": True, "receiving_address": ABSENT}, [PUDONG, WUHOU]),
    ("sold online, paid to the seller", "online",
     {"side": "seller", "online_delivery": True, "receiving_address": ABSENT,
      "price_claimed": "5000", "late_claim": "none"}, [PUDONG]),
    # J08
    ("an insured house", "plain",
     {"dispute_kind": "contract", "cause_told": "财产保险合同纠纷", "due_on": "2026-01-01",
      "insured_thing_place": "江苏省昆山市玉山镇1号"}, [CHAOYANG, "昆山市人民法院"]),
    ("an insured person", "plain",
     {"dispute_kind": "contract", "cause_told": "人身保险合同纠纷", "due_on": "2026-01-01",
      "insured_home": "四川省成都市武侯区一环路1号"}, [CHAOYANG, WUHOU]),
    # J09
    ("hurt in a place", "plain", {"dispute_kind": "tort", "tort_place": SHANGHAI},
     [PUDONG, CHAOYANG]),
    ("a faulty product", "plain",
     {"dispute_kind": "tort", "tort_place": SHANGHAI, "product_place": "江苏省昆山市玉山镇1号"},
     [PUDONG, "昆山市人民法院", CHAOYANG]),
    ("harmed on the net", "plain",
     {"dispute_kind": "online_tort", "defendants[0].domicile": SHANGHAI}, [WUHOU, PUDONG]),
    # J10
    ("a crash", "crash", {}, ["南京市鼓楼区人民法院", CHAOYANG]),
    ("a crash, first arrival", "crash", {"vehicle_first_arrival": "江苏省昆山市玉山镇1号"},
     ["南京市鼓楼区人民法院", "昆山市人民法院", CHAOYANG]),
    # J11
    ("a leased house", "lease", {}, [NANSHAN]),
    ("a leased house, another court agreed", "lease", clause("由北京市朝阳区人民法院管辖"),
     [NANSHAN]),
    ("a policy house", "house", {"house_kind": "economic", "policy_house": True}, [NANSHAN]),
    ("whose house it is", "plain",
     {"dispute_kind": "immovable", "immovable_place": "广东省深圳市南山区科技园1栋"}, [NANSHAN]),
    ("building works", "plain",
     {"dispute_kind": "construction", "cause_told": "建设工程施工合同纠纷",
      "immovable_place": "广东省深圳市南山区科技园1栋"}, [NANSHAN]),
    ("building works told as a contract", "plain",
     {"dispute_kind": "contract", "cause_told": "建设工程施工合同纠纷", "due_on": "2026-01-01",
      "immovable_place": "广东省深圳市南山区科技园1栋"}, [NANSHAN]),
    ("farm land", "plain",
     {"dispute_kind": "farmland", "immovable_place": "江苏省昆山市玉山镇"}, ["昆山市人民法院"]),
    ("an estate", "plain", {"dispute_kind": "inheritance", "deceased_home": SHANGHAI}, [PUDONG]),
    ("an estate elsewhere", "plain",
     {"dispute_kind": "inheritance", "deceased_home": SHANGHAI,
      "estate_place": "广东省深圳市南山区科技园1栋"}, [PUDONG, NANSHAN]),
    # J12
    ("a court agreed", "sale", clause("由北京市朝阳区人民法院管辖"), [CHAOYANG]),
    ("the lender's court agreed", "loan", clause("由出借人住所地人民法院管辖"), [WUHOU]),
    ("the plaintiff's court agreed", "sale", clause("由原告所在地法院管辖"), [NANSHAN]),
    ("the seller's court agreed", "sale", clause("由卖方住所地人民法院管辖"), [NANSHAN]),
    ("the buyer's court agreed", "sale", clause("向买方所在地人民法院起诉"), [PUDONG]),
    ("either side's court agreed", "sale", clause("可向原告或者被告住所地人民法院起诉"),
     [NANSHAN, PUDONG]),
    ("a clause for a crash is none", "crash", clause("由成都市武侯区人民法院管辖"),
     ["南京市鼓楼区人民法院", CHAOYANG]),
    ("a clause for a divorce is none", "divorce", clause("由成都市武侯区人民法院管辖"), [CHAOYANG]),
    # J13
    ("the spouse left for more than a year", "divorce", {"defendant_left_on": "2025-11-20"},
     [CHAOYANG, WUHOU]),
    ("the spouse left a year ago to the day", "divorce", {"defendant_left_on": "2025-11-21"},
     [CHAOYANG]),
    ("only I left", "divorce", {"plaintiff_left_on": "2024-01-01"}, [CHAOYANG]),
    ("both left, the spouse lives in Shanghai", "divorce",
     {"plaintiff_left_on": "2024-01-01", "defendant_left_on": "2024-01-01",
      "defendants[0].habitual_residence": SHANGHAI}, [PUDONG]),
    ("both left, nobody knows where to", "divorce",
     {"plaintiff_left_on": "2024-01-01", "defendant_left_on": "2024-01-01"}, []),
    # J14
    ("work and office", "labor", {}, [CHAOYANG, PUDONG]),
    ("no fixed place of work", "labor", {"workplace": {"unknown": True}}, [PUDONG]),
    ("a labour case of any sum stays at the bottom", "labor", {"wages_amount": "600000000"},
     [CHAOYANG, PUDONG]),
    # J15, J16
    ("a loan", "loan", {}, [CHAOYANG, WUHOU]),
    ("a property manager", "property", {}, [CHAOYANG, NANSHAN]),
    # J19
    ("a hundred million, one party elsewhere", "plain", {"total_claimed": "100000000"},
     ["北京市第三中级人民法院"]),
    ("a fen less", "plain", {"total_claimed": "99999999.99"}, [CHAOYANG]),
    ("four hundred million, both here", "plain",
     {"total_claimed": "400000000", "plaintiffs[0].domicile": "北京市海淀区中关村1号"}, [CHAOYANG]),
    ("five hundred million, both here", "plain",
     {"total_claimed": "500000000", "plaintiffs[0].domicile": "北京市海淀区中关村1号"},
     ["北京市第三中级人民法院"]),
    ("both from elsewhere", "lease",
     {"rent_owed": "200000000", "plaintiffs[0].domicile": SHANGHAI,
      "rent_month": "100000000"}, [NANSHAN]),
    # J20
    ("bought online, delivered in Beijing", "online",
     {"receiving_address": "北京市海淀区中关村1号"}, [PUDONG, "北京互联网法院"]),
    ("bought online, seller in Hangzhou", "online",
     {"defendants[0].org_address": "浙江省杭州市滨江区网商路1号"}, ["杭州互联网法院", WUHOU]),
    ("bought online, seller in Guangzhou", "online",
     {"defendants[0].org_address": "广东省广州市天河区天河路1号"}, ["广州互联网法院", WUHOU]),
    ("bought online, seller in Ningbo", "online",
     {"defendants[0].org_address": "浙江省宁波市鄞州区百丈路1号"}, ["宁波市鄞州区人民法院", WUHOU]),
    ("a loan in Beijing is none of theirs", "loan", {}, [CHAOYANG, WUHOU]),
    ("harmed on the net in Beijing", "plain", {"dispute_kind": "online_tort"},
     [WUHOU, "北京互联网法院"]),
    ("a network service", "plain",
     {"dispute_kind": "contract", "cause_told": "网络服务合同纠纷", "due_on": "2026-01-01"},
     ["北京互联网法院", WUHOU]),
]  # fmt: skip


@pytest.mark.parametrize(("filing", "changes", "courts"), [row[1:] for row in ROWS],
                         ids=[row[0] for row in ROWS])  # fmt: skip
def test_the_courts_are_those_of_the_law(filing, changes, courts):
    assert Seen(filing, changes).courts == courts


EXCLUSIVE = ["a leased house", "a policy house", "whose house it is", "building works", "farm land",
             "building works told as a contract", "an estate"]  # fmt: skip


@pytest.mark.parametrize("name", [row[0] for row in ROWS])
def test_only_what_the_law_ties_to_a_place_is_exclusive(name):
    filing, changes, _ = next(row[1:] for row in ROWS if row[0] == name)
    tied = name in EXCLUSIVE or name.startswith(("a leased house", "an estate", "both from"))
    assert Seen(filing, changes).found.exclusive is tied


def test_where_both_left_the_spouses_home_is_asked_for():
    changes = {"plaintiff_left_on": "2024-01-01", "defendant_left_on": "2024-01-01"}
    assert Seen("divorce", changes).found.missing == ("defendants[0].habitual_residence",)


def test_a_clause_that_cannot_be_read_leaves_all_grounds_and_says_so():
    seen = Seen("sale", clause("由守约方所在地法院管辖"))
    assert seen.courts == [PUDONG, NANSHAN]
    assert "jur_clause" in seen.found.missing


def test_half_a_clause_that_can_be_read_says_what_is_missing():
    seen = Seen("sale", clause("由原告住所地或者合同签订地人民法院管辖"))
    assert seen.courts == [NANSHAN]
    assert seen.found.missing == ("jur_clause",)


def test_the_court_of_a_false_statement_is_offered_without_being_sure():
    from tests.cases.test_worked_cases import FOLDER, Worked

    worked = Worked(FOLDER / "securities_misrepresentation" / "plain.yml")
    from dialogs.rules.courts import candidate_courts

    found = candidate_courts(worked.case, worked.answers).courts
    assert found
    assert not any(court.certain for court in found)


def test_a_clause_in_the_terms_of_an_online_shop_may_not_bind():
    assert "clause_in_a_standard_form" in Seen("online", clause("由商家所在地法院管辖")).levels


def test_a_firm_that_is_sued_twice_is_one_place():
    assert Seen("sale", of("defendants", OTHER_FIRM, 1)).courts == [PUDONG, NANSHAN]
