"""`lian law`: lines of JSON in, lines of JSON out, and the page for a lawyer."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from typer.testing import CliRunner

from dialogs.rules.inventory import rule_cards
from dialogs.schema.files import DIALOGS, read_yaml
from lian.law import app
from lian.law_report import report
from tests.dialogs.rules.case_files import PLAIN

RUN = CliRunner()


def ask(command, *rows):
    told = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    result = RUN.invoke(app, [command], input=told)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.output.splitlines()]


def test_fees_answer_each_line_in_order():
    assert ask(
        "fees",
        {"case": "财产案件", "amount": 100000},
        {"case": "离婚", "amount": 300000},
        {"case": "多项财产请求合并计算", "amount": 90000, "parts": [50000, 30000, 10000]},
        {"case": "其他非财产案件", "amount": None},
        {"case": "财产案件_撤诉减半", "amount": 88888.88, "halved": True},
    ) == [
        {"fee": 2300.0},
        {"fee_min": 550.0, "fee_max": 800.0},
        {"fee": 2050.0},
        {"fee_min": 50.0, "fee_max": 100.0},
        {"fee": 1011.11},
    ]


def test_ids_give_the_normalised_value_or_the_reason():
    right, wrong = ask(
        "ids",
        {"kind": "resident_id", "value": " 11010519491231002x "},
        {"kind": "mobile", "value": "1380013800"},
    )
    assert right["valid"] is True
    assert right["value"] == "11010519491231002X"
    assert wrong == {"valid": False, "reason": "format"}


def test_courts_say_why():
    (found,) = ask("courts", {"case": "private_lending", "answers": PLAIN})
    assert [each["name"] for each in found["courts"]] == [
        "北京市朝阳区人民法院",
        "成都市武侯区人民法院",
    ]
    assert all(each["why"] and each["sources"] for each in found["courts"])
    assert found["exclusive"] is False


def test_check_speaks_and_cites():
    answers = {**PLAIN, "loans[0].rate": "24"}
    (found,) = ask("check", {"case": "private_lending", "today": "2026-11-21", "answers": answers})
    over = next(each for each in found["findings"] if each["code"] == "rate_over_cap")
    assert over["level"] == "warn"
    assert over["elements"] == ["loans[0].rate"]
    assert "13.8%" in over["say"]
    assert over["sources"]


@pytest.mark.slow
def test_the_lawyers_page_shows_every_rule_and_what_is_open():
    page = report(date(2026, 11, 21))
    for card in rule_cards():
        assert card.name in page
    for row in read_yaml(DIALOGS / "law" / "review" / "rows.yml")["rows"]:
        assert f"<td>{row['id']}</td>" in page
    assert "未核实" in page
    assert "国务院令第481号" in page


def test_every_rule_says_in_chinese_what_it_looks_at():
    told = read_yaml(DIALOGS / "law" / "review" / "rules.yml")
    assert told.keys() == {card.name for card in rule_cards()}
    assert all(re.search("[一-鿿]", text) for text in told.values())


@pytest.mark.slow
def test_the_lawyers_page_has_a_chinese_word_for_every_unit_and_field():
    page = re.sub("<style>.*?</style>", "", report(date(2026, 11, 21)), flags=re.DOTALL)
    shown = re.sub(r"<[^>]+>", " ", page)
    assert re.findall(r"[a-z_]{3,}", shown) == []
    assert re.findall(r"lpr_1y|per year|待核：[a-z]+|(?:[a-z]+ ){4}", shown) == []


@pytest.mark.slow
def test_each_sentence_of_the_lawyers_page_has_a_number_and_the_row_it_carries_out():
    page = report(date(2026, 11, 21))
    first = re.search(r'<tr id="no_plaintiff"><td>(.*?)</td>.*?href="#row-(\w+)"', page)
    assert first is not None
    assert re.fullmatch(r"三之\d+", first[1])
    assert first[2] == "G02"


@pytest.mark.slow
def test_the_lawyers_page_says_which_statutes_nothing_is_asserted_of():
    page = report(date(2026, 11, 21))
    assert "《劳动合同法》" in page
    assert "《证券法》" in page


@pytest.mark.slow
def test_every_link_of_the_lawyers_page_leads_somewhere():
    page = report(date(2026, 11, 21))
    ids = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= ids


def test_every_rule_says_something_with_a_source():
    for card in rule_cards():
        assert card.cites, card.name
        assert card.words, card.name
