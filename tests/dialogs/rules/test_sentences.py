"""Every code that a rule can give has its three sentences, and no sentence is left over."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from dialogs import rules
from dialogs.schema.responses import Responses

FOLDER = Path(rules.__file__).parent
ROOT = FOLDER.parents[1]
BESIDE_THE_RULES = (
    ROOT / "filing_backend" / "services" / "check_draft.py",
    ROOT / "lian" / "law_gaps.py",
)
MAKERS = {"block", "warn", "info", "make", "Finding"}


def strings(node):
    return {
        each.value
        for each in ast.walk(node)
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    }


def codes_of(tree):
    """Codes given as literals, through a variable `code`, or as f-strings with known ends."""
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MAKERS:
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    yield first.value
                elif isinstance(first, ast.Name):
                    yield from assigned(function, first.id)


def assigned(function, name):
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == name:
            value = node.value
            if isinstance(value, ast.IfExp):
                yield from strings(value.body) | strings(value.orelse)
            else:
                yield from strings(value)
        if isinstance(node, ast.For) and name in strings_of_target(node.target):
            yield from (each for each in strings(node.iter) if each.startswith("no_"))


def strings_of_target(target):
    return {node.id for node in ast.walk(target) if isinstance(node, ast.Name)}


FORMED = {
    "payee_is_other",
    "payer_is_other",
    "debt_from_wages", "debt_from_goods", "debt_from_works", "debt_from_other",
    "surety_period_over_general", "surety_period_over_joint",
    "surety_period_near_general", "surety_period_near_joint",
    "compulsory_insurer_not_sued", "commercial_insurer_not_sued",
    "matter_is_administrative", "matter_is_criminal", "matter_is_other_authority",
    "uscc_doubtful", "uscc_wrong",
}  # fmt: skip
CODES = FORMED | {
    code
    for path in (*FOLDER.glob("*.py"), *BESIDE_THE_RULES)
    for code in codes_of(ast.parse(path.read_text(encoding="utf-8")))
}


@pytest.mark.parametrize("code", sorted(CODES))
def test_each_code_has_a_title_and_a_sentence_for_person_and_clerk(code):
    entry = Responses.load()._namespace("findings").get(code)
    assert entry is not None, f"write findings.yml: {code}"
    assert set(entry) == {"title", "person", "clerk"}


def test_no_sentence_is_left_over():
    assert Responses.load().codes("findings") - CODES == set()


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_sentence_keeps_the_tone(code):
    text = "".join(Responses.load()._namespace("findings")[code].values())
    assert "！" not in text
    assert "你" not in text
