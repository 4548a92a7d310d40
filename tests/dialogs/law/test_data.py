"""The law's own data: every parameter has sources in the register, every cite is in force."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from dialogs.rules import citations, parameters
from dialogs.rules.citations import cited, source_ids, source_of
from dialogs.rules.errors import NoValueThenError, UnknownParameterError, UnknownSourceError
from dialogs.rules.parameters import load_parameter, parameter, parameter_names
from tests.dialogs.rules.case_files import TODAY

RULES = Path(parameters.__file__).parent
CITE = re.compile(r'"([a-z]+(?:-[a-z0-9]+)+:(?:\d+|form|all)|lpr:all)"')


def cites() -> set[str]:
    return {
        cite
        for path in RULES.glob("*.py")
        for cite in CITE.findall(path.read_text(encoding="utf-8"))
    }


@pytest.mark.parametrize("name", parameter_names())
def test_each_value_of_a_parameter_has_a_registered_source(name):
    found = load_parameter(name)
    assert found.label
    assert found.unit
    for _, _, source in found.values:
        assert cited(source)


@pytest.mark.parametrize("cite", sorted(cites()))
def test_each_cite_of_a_rule_is_registered(cite):
    assert cited(cite)


@pytest.mark.parametrize("id", source_ids())
def test_each_source_is_complete(id):
    source = source_of(id)
    assert source.title
    assert source.issuer
    assert source.articles
    assert source.number or "number" in source.to_confirm
    assert source.until is None or source.until > source.in_force


def test_an_unverified_value_is_never_a_number():
    found = parameter("lpr_1y", TODAY)
    assert found.number is None
    assert not found.verified


def test_a_value_holds_from_its_day():
    assert str(parameter("lpr_1y", date(2024, 7, 21)).value) == "3.45"
    assert str(parameter("lpr_1y", date(2024, 7, 22)).value) == "3.35"


def test_before_the_first_value_a_rule_is_named_or_it_is_an_error():
    assert parameter("private_lending_rate_cap", date(2019, 1, 1)).rule
    with pytest.raises(NoValueThenError):
        parameter("fee_payment", date(2000, 1, 1))


def test_unknown_names_say_what_to_do():
    with pytest.raises(UnknownParameterError, match=r"law/nonsense\.yml"):
        parameter("nonsense", TODAY)
    with pytest.raises(UnknownSourceError, match="restate it"):
        cited("civil-code:9999")
    assert citations.full_basis(["civil-code:676"]) == "《中华人民共和国民法典》第六百七十六条"
