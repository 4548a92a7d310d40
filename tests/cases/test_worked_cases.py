"""Every worked case: findings, fee, courts and derived sums are as a lawyer would have them."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from dialogs.answers import Answers
from dialogs.findings import Level
from dialogs.interview.catalogue import load_interview
from dialogs.rules import findings
from dialogs.rules.case_fees import case_fee
from dialogs.rules.courts import candidate_courts
from dialogs.rules.wording import say_finding, say_reasons
from dialogs.schema.form_files import load_form
from filing_backend.documents.fill import Filling, fill_form
from lian.law_answers import with_derived

FOLDER = Path(__file__).parent
CASES = sorted(FOLDER.glob("*/*.yml"))
KINDS = {"plain", "maximal", "edge", "wrong_role", "blocked", "expired"}


def read(path):
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))


PEOPLE = read(FOLDER / "people.yml")


class Worked:
    """A case file with its answers put together."""

    def __init__(self, path):
        self.raw = read(path)
        self.case = self.raw["case"]
        self.today = date.fromisoformat(self.raw["today"])
        self.expect = self.raw["expect"]
        self.answers = with_derived(self.case, self._answers(), self.today)

    def _answers(self):
        values: dict[str, Any] = {}
        for people in self.raw["people"]:
            values |= PEOPLE[people]
        values |= self.raw["answers"]
        for path in self.raw.get("without", ()):
            values.pop(path, None)
        counts: dict[str, int] = {}
        for path in (*values, *self.raw.get("unknown", ()), *self.raw.get("none", ())):
            found = re.match(r"(\w+)\[(\d+)\]", path)
            if found:
                counts[found[1]] = max(counts.get(found[1], 0), int(found[2]) + 1)
        unknown, none = self.raw.get("unknown", ()), self.raw.get("none", ())
        return Answers(values, counts, frozenset(unknown), frozenset(none))


@pytest.fixture(params=CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def worked(request):
    return Worked(request.param)


def test_findings_are_those_expected(worked):
    found = {each.code: each for each in findings(worked.case, worked.answers, worked.today)}
    blocked = any(each.level is Level.BLOCK for each in found.values())
    assert blocked == worked.expect["blocked"], sorted(found)
    for code, level in worked.expect.get("findings", {}).items():
        assert code in found, sorted(found)
        assert found[code].level == level
    for code in worked.expect.get("absent", ()):
        assert code not in found
    for each in found.values():
        assert say_finding(each)
        assert say_finding(each, "clerk")


def test_fee_is_right_to_the_fen(worked):
    told = worked.expect.get("fee")
    if told is None:
        return
    fee = case_fee(worked.case, worked.answers, worked.today)
    assert fee is not None
    least, most = told if isinstance(told, list) else (told, told)
    assert f"{fee.whole.least.yuan}" == f"{float(least):.2f}"
    assert f"{fee.whole.most.yuan}" == f"{float(most):.2f}"


def test_courts_are_named_with_reasons(worked):
    found = candidate_courts(worked.case, worked.answers, worked.today)
    expect = worked.expect
    if "courts" in expect:
        assert [each.name for each in found.courts] == expect["courts"]
    if "exclusive" in expect:
        assert found.exclusive == expect["exclusive"]
    if "levels" in expect:
        assert {each.level for each in found.courts} == set(expect["levels"])
    if "certain" in expect:
        assert {each.certain for each in found.courts} == {expect["certain"]}
    for path in expect.get("missing", ()):
        assert path in found.missing
    assert all(say_reasons(each.why) and each.sources for each in found.courts)


def test_derived_sums_are_right(worked):
    for path, value in worked.expect.get("derived", {}).items():
        assert worked.answers.text(path) == value


PRINTED = [path for path in CASES if path.with_suffix(".txt").is_file()]


@pytest.mark.parametrize("path", PRINTED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_complaint_reads_as_it_was_approved(path):
    """The whole complaint beside the case; write it anew with `python -m tests.cases.printed`."""
    assert printed(Worked(path)) == path.with_suffix(".txt").read_text(encoding="utf-8")


def printed(worked):
    """The complaint as text: a line for each label, below it what its row holds."""
    interview = load_interview(worked.case)
    filling = Filling(interview, worked.answers, worked.today, worked.raw.get("court", ""))
    return "\n".join(text for text in _lines(fill_form(load_form(interview.form), filling))) + "\n"


def _lines(form):
    yield form.title + form.subtitle
    for section in form.sections:
        if section.heading:
            yield f"== {section.heading}"
        for row in section.rows:
            yield f"-- {row.label}"
            yield row.text
    yield f"{form.closing.addressed} {form.closing.court}"


def test_materials_are_those_asked_for(worked):
    if "materials" not in worked.expect:
        return
    rules = load_interview(worked.case).materials
    asked = [
        rule.kind
        for rule in rules
        if rule.level != "helpful" and (rule.when is None or rule.when(worked.answers))
    ]
    assert asked == worked.expect["materials"]


def test_cells_read_as_a_lawyer_would_write_them(worked):
    """Under `cells`: a key of forms.json, or the beginning of a label → what its row holds.

    Nothing at all is written `""`.
    """
    told = worked.expect.get("cells")
    if told is None:
        return
    interview = load_interview(worked.case)
    filling = Filling(interview, worked.answers, worked.today, worked.raw.get("court", ""))
    rows = list(fill_form(load_form(interview.form), filling).rows())
    for key, wanted in told.items():
        texts = [each.text for each in rows if key in each.keys or each.label.startswith(key)]
        assert texts, key
        for part in wanted if isinstance(wanted, list) else [wanted]:
            found = (part in text if part else not text for text in texts)
            assert any(found), (key, texts)


def test_every_type_has_its_complaint_in_full():
    assert len({path.parent for path in PRINTED if path.stem == "full"}) == 14


def test_each_type_has_its_six_cases():
    for folder in {path.parent for path in CASES}:
        assert {path.stem for path in folder.glob("*.yml")} >= KINDS, folder.name


def test_every_interview_id_has_worked_cases():
    assert len({path.parent.name for path in CASES}) == 14
