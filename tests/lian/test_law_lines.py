"""Odd lines of `lian law`: each gets its answer or a clear error, and the next line goes on."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from lian.law import app
from tests.dialogs.rules.case_files import PLAIN

RUN = CliRunner()
DAY = "2026-11-21"


def told(command, *lines):
    result = RUN.invoke(app, [command], input="\n".join(lines))
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.output.splitlines()]


def check(answers, case="private_lending", **row):
    line = json.dumps({"case": case, "today": DAY, "answers": answers, **row}, ensure_ascii=False)
    return told("check", line)[0]


def codes(answers, case="private_lending"):
    return {each["code"] for each in check(answers, case)["findings"]}


BROKEN = {
    "fees": [
        "nonsense",
        "[]",
        '"text"',
        "{}",
        '{"case": "财产案件"}',
        '{"case": "财产案件", "amount": "许多"}',
        '{"case": "财产案件", "amount": -1}',
        '{"case": "财产案件", "amount": NaN}',
        '{"case": "财产案件", "amount": true}',
        '{"case": "多项财产请求合并计算", "parts": [1, "二"]}',
    ],
    "ids": [
        "{}",
        '{"kind": "shoe_size", "value": "42"}',
        '{"kind": "mobile"}',
        '{"kind": "mobile", "value": null}',
        '{"kind": "uscc", "value": ["x"]}',
    ],
    "courts": [
        "{}",
        '{"case": "no_such_type", "answers": {}}',
        '{"case": "labor", "answers": []}',
        '{"case": "labor", "today": "the day after", "answers": {"side": "worker"}}',
        '{"case": "labor", "answers": {"workplace": true}}',
    ],
    "check": [
        '{"case": 5, "answers": {}}',
        '{"case": "labor", "answers": {"award_received_on": "2026-13-45"}}',
        '{"case": "labor", "answers": {"side": "nobody"}}',
        '{"case": "labor", "answers": {"award_received_on": "9999-12-31"}}',
        '{"case": "labor", "answers": {"new_claims": "perhaps"}}',
        '{"case": "private_lending", "answers": {"loans[0].amount_agreed": "很多"}}',
        '{"case": "private_lending", "answers": {"loans[1].rate": "3"}}',
    ],
}


@pytest.mark.parametrize("command", sorted(BROKEN))
def test_a_broken_line_is_an_error_and_the_next_one_is_answered(command):
    right = {
        "fees": '{"case": "财产案件", "amount": 100000}',
        "ids": '{"kind": "mobile", "value": "13800138000"}',
        "courts": '{"case": "labor", "answers": {}}',
        "check": '{"case": "labor", "answers": {}}',
    }[command]
    for line in BROKEN[command]:
        broken, answered = told(command, line, right)
        assert "error" in broken, line
        assert "error" not in answered, line


def test_an_error_names_its_path_and_what_is_expected():
    found = check({"side": "nobody"}, "labor")
    assert found["path"] == "side"
    assert "worker, employer" in found["error"]


def test_without_a_day_today_is_taken():
    (found,) = told("check", json.dumps({"case": "private_lending", "answers": PLAIN}))
    assert "findings" in found


def test_numbers_labels_and_plain_addresses_are_read():
    written = {
        **PLAIN,
        "loans[0].amount_delivered": 50000,
        "loans[0].rate": 12.5,
        "loans[0].due_on": "2025年5月31日",
        "loans[0].way": "银行或手机转账",
        "defendants[0].domicile": "北京市朝阳区建国路2号",
        "pre_preserve": "否",
        "jur_agreement": False,
        "loans[0].overdue_rate": None,
    }
    assert "error" not in check(written)
    assert codes(written) == codes({**PLAIN, "loans[0].rate": "12.5", "pre_preserve": False})


def test_a_group_may_be_a_list_and_its_items_in_any_order():
    loan = {key[9:]: value for key, value in PLAIN.items() if key.startswith("loans[0].")}
    others = {key: value for key, value in PLAIN.items() if not key.startswith("loans[0].")}
    assert codes({**others, "loans": [loan]}) == codes(PLAIN)
    second = {"loans[1].amount_delivered": "100", "loans[1].amount_agreed": "100"}
    assert codes({**second, **PLAIN}) == codes({**PLAIN, **second})


@pytest.mark.parametrize("unknown", [{"unknown": True}, "不知道", "unknown"])
def test_unknown_may_be_an_object_or_a_word(unknown):
    found = codes({**PLAIN, "defendants[0].domicile": unknown, "defendants[0].phone": "110"})
    assert "defendant_weakly_identified" in found


def test_none_is_an_answer_where_the_element_has_it():
    assert "interest_not_agreed" in codes({**PLAIN, "loans[0].rate": "无"})
    assert "plaintiff_particulars_missing" not in codes({**PLAIN, "plaintiffs[0].employer": "无"})


def test_paths_that_no_element_has_are_listed_and_do_no_harm():
    found = check({**PLAIN, "shoe_size": 42})
    assert found["unknown_paths"] == ["shoe_size"]
    assert {each["code"] for each in found["findings"]} == codes(PLAIN)


def test_what_is_still_open_is_told():
    told = {key: value for key, value in PLAIN.items() if key != "loans[0].due_on"}
    open_ = next(each for each in check(told)["findings"] if each["code"] == "answers_missing")
    assert "loans[0].due_on" in open_["elements"]
    assert open_["level"] == "warn"


def test_materials_are_missed_where_some_are_told():
    assert "material_missing" not in codes(PLAIN)
    assert "material_missing" in codes({**PLAIN, "material:id_card": ["m1"]})


def test_an_answer_that_its_own_check_refuses_is_told():
    assert "check:amount_not_positive" in codes({**PLAIN, "loans[0].amount_agreed": "0"})


def test_a_number_written_wrong_is_told():
    assert "answer_misspelt" in codes({**PLAIN, "plaintiffs[0].phone": "1380013800"})


def test_extra_keys_of_a_line_are_left_alone():
    assert check(PLAIN, note="x", expect=["y"]) == check(PLAIN)


def test_nothing_answered_blocks_and_says_what_is_missing():
    found = codes({}, "labor")
    assert {"no_plaintiff", "no_defendant", "nothing_claimed", "nothing_told"} <= found
