"""The page on which a lawyer reviews rules, sentences, parameters, sources and open questions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined

from dialogs.interview.catalogue import load_interview
from dialogs.rules.citations import cited, source_ids, source_of
from dialogs.rules.inventory import RuleCard, rule_cards
from dialogs.rules.parameters import load_parameter, parameter_names
from dialogs.rules.reasons import GROUNDS
from dialogs.rules.timetable import PERIODS, Act
from dialogs.schema.files import DIALOGS, read_yaml, titles
from dialogs.schema.form_files import form_ids, load_form
from dialogs.schema.forms import Wording

__all__ = ["report"]

TEMPLATE = Path(__file__).with_name("law_report.html")
BLANK = re.compile(r"\{\{.*?\}\}")
BRANCH, OTHERWISE = re.compile(r"\{%.*?%\}", re.DOTALL), re.compile(r"\{%-? *el(?:se|if)\b.*?%\}")
CITE = re.compile(r'cite:\s*"?([a-z0-9-]+):')
WORDS = read_yaml(DIALOGS / "law" / "review" / "words.yml")
RULES = read_yaml(DIALOGS / "law" / "review" / "rules.yml")
"""What each rule looks at, for a lawyer to read; by its name."""
SHORT = 16
"""Characters by which a ground for a court is known again."""


def report(today: date) -> str:
    """The whole page as HTML."""
    cards = rule_cards()
    sentences = read_yaml(DIALOGS / "responses" / "zh-CN" / "findings.yml")
    courts = read_yaml(DIALOGS / "responses" / "zh-CN" / "courts.yml")
    review = DIALOGS / "law" / "review"
    rows = read_yaml(review / "rows.yml")["rows"]
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    return environment.from_string(TEMPLATE.read_text(encoding="utf-8")).render(
        today=today.isoformat(),
        checked_on=max(load_parameter(name).checked_on for name in parameter_names()),
        questions=read_yaml(review / "open_questions.yml")["questions"],
        rows=[_row(row, sentences) for row in rows],
        periods=[_period(act) for act in Act],
        rules=[_rule(card, sentences) for card in cards],
        sentences=[
            (code, ids, {who: _blanked(text) for who, text in sentences[code].items()})
            for code, ids in _by_row(rows, "codes", sentences)
        ],
        courts=[
            (code, ids, _blanked(courts[code]), [cited(each) for each in GROUNDS[code]])
            for code, ids in _by_row(rows, "courts", courts)
        ],
        parameters=[_parameter(name) for name in parameter_names()],
        sources=[_source(id, cards) for id in source_ids()],
        labels=_restated_labels(),
    )


def _row(row: Mapping[str, Any], sentences: Mapping[str, Any]) -> dict[str, Any]:
    """One row of the law and what carries it out, with the titles of its findings."""
    blank = str(WORDS["blank"])
    titled = [(code, BLANK.sub(blank, sentences[code]["title"])) for code in row.get("codes", ())]
    return {
        "id": str(row["id"]),
        "level": "、".join(WORDS["levels"][each] for each in str(row["level"]).split("/")),
        "bars": "B" in str(row["level"]).split("/"),
        "what": row["what"],
        "codes": _told_apart(titled),
        "courts": _told_apart([(code, _ground(code)) for code in row.get("courts", ())]),
        "acts": [(act, _act_label(act)) for act in row.get("acts", ())],
        "says": [_blanked(_sentence(code)) for code in row.get("says", ())],
        "elements": [_element_label(key) for key in row.get("elements", ())],
        "note": row.get("note", ""),
        "open": row.get("open", ""),
    }


def _by_row(
    rows: Iterable[Mapping[str, Any]], of: str, every: Iterable[str]
) -> list[tuple[str, list[str]]]:
    """All codes in the order of the law's rows, each with the rows that it carries out."""
    found: dict[str, list[str]] = {}
    for row in rows:
        for code in row.get(of, ()):
            found.setdefault(code, []).append(str(row["id"]))
    return [*found.items(), *((code, []) for code in every if code not in found)]


def _told_apart(titled: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Links whose words are the same get a number."""
    words = [text for _, text in titled]
    return [
        (code, text if words.count(text) == 1 else f"{text}（{words[:place].count(text) + 1}）")
        for place, (code, text) in enumerate(titled)
    ]


def _ground(code: str) -> str:
    """The beginning of what is said for a court."""
    text = _blanked(str(read_yaml(DIALOGS / "responses" / "zh-CN" / "courts.yml")[code]))
    return text if len(text) <= SHORT else f"{text[:SHORT]}……"


def _element_label(key: str) -> str:
    """What the element of that key is called, in the first case type that has it."""
    interviews = (load_interview(id) for id in _titles())
    labels = (
        each.label for found in interviews for each in found.elements.values() if each.key == key
    )
    return next(labels, key)


def _act_label(act: str) -> str:
    return str(WORDS["all"]) if act == "all" else load_parameter(PERIODS[Act(act)][0]).label


def _blanked(text: str) -> str:
    """A sentence as it is read, with a blank for each value and its alternatives side by side."""
    branched = OTHERWISE.sub(str(WORDS["otherwise"]), text)
    return BRANCH.sub("", BLANK.sub(str(WORDS["blank"]), branched)).strip()


def _sentence(code: str) -> str:
    """A sentence that stands outside the findings: in a notice or in the conversation."""
    folder = DIALOGS / "responses" / "zh-CN"
    files = (read_yaml(folder / f"{name}.yml") for name in ("notices", "conversation"))
    return next(str(sentences[code]) for sentences in files if code in sentences)


def _period(act: Act) -> dict[str, Any]:
    name, who, sources = PERIODS[act]
    found = load_parameter(name)
    return {
        "act": str(act),
        "label": found.label,
        "count": f"{found.values[-1][1]} {_unit(found.unit)}",
        "who": WORDS["who"][who],
        "cites": [cited(each) for each in sources],
    }


def _unit(name: str) -> str:
    return str(WORDS["units"].get(name, name))


@cache
def _titles() -> dict[str, str]:
    return titles()


def _title(case: str) -> str:
    return _titles().get(case, str(WORDS["common"]))


def _cases(cases: tuple[str, ...]) -> str:
    """The case types that a rule looks at, by title."""
    every = len(cases) == len(_titles())
    return str(WORDS["all"]) if every else "、".join(_title(each) for each in cases)


def _rule(card: RuleCard, sentences: Mapping[str, Any]) -> dict[str, Any]:
    codes = sorted(card.words & sentences.keys())
    cites = [each for each in card.cites if each.partition(":")[0] in source_ids()]
    return {
        "name": card.name,
        "law_ids": card.law_ids,
        "summary": RULES[card.name],
        "cases": _cases(card.cases),
        "codes": _told_apart([(code, _blanked(sentences[code]["title"])) for code in codes]),
        "cites": [cited(each) for each in cites],
    }


def _parameter(name: str) -> dict[str, Any]:
    found = load_parameter(name)
    rows = [
        {"since": since, "value": _shown(value), "source": cited(source), "open": False}
        for since, value, source in found.values
    ]
    if found.unverified_from is not None:
        rows.append(
            {
                "since": found.unverified_from,
                "value": WORDS["unverified"],
                "source": "",
                "open": True,
            }
        )
    rules = (DIALOGS / "rules").glob("*.py")
    used = {
        WORDS["modules"].get(path.stem, path.stem)
        for path in rules
        if f'"{name}"' in path.read_text(encoding="utf-8")
    }
    shown = {"name": name, "label": found.label, "unit": _unit(found.unit)}
    earlier = found.before.removeprefix("rule ") if found.before else ""
    before = f"{WORDS['before']}：{WORDS['befores'].get(earlier, earlier)}" if earlier else ""
    return {**shown, "rows": rows, "used_by": sorted(used), "before": before}


def _shown(value: Any, depth: int = 0) -> str:
    """A value as people read it; a schedule line by line."""
    if isinstance(value, Mapping):
        parts = [
            f"{WORDS['values'].get(str(key), key)} {_shown(each, depth + 1)}"
            for key, each in value.items()
        ]
        return ("\n" if depth == 0 else " ").join(parts)
    if isinstance(value, list):
        return " · ".join(_shown(each, depth + 1) for each in value)
    return str(WORDS["ended"]) if value is None else str(value)


def _source(id: str, cards: tuple[RuleCard, ...]) -> dict[str, Any]:
    found = source_of(id)
    prefix = f"{id}:"
    return {
        "id": id,
        "title": found.title,
        "number": found.number,
        "issuer": found.issuer,
        "in_force": found.in_force,
        "until": found.until,
        "checked_on": found.checked_on,
        "to_confirm": [WORDS["fields"].get(each, each) for each in found.to_confirm],
        "articles": [
            (WORDS["articles"].get(number, number), text) for number, text in found.articles.items()
        ],
        "rules": [
            (card.name, RULES[card.name])
            for card in cards
            if any(each.startswith(prefix) for each in card.cites)
        ],
        "interviews": [_title(each) for each in _interviews_citing(id)],
    }


def _interviews_citing(id: str) -> list[str]:
    return sorted(name for name, ids in _interview_cites().items() if id in ids)


@cache
def _interview_cites() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for path in sorted((DIALOGS / "interviews").glob("*/*.yml")):
        ids = CITE.findall(path.read_text(encoding="utf-8"))
        found.setdefault(path.parent.name, set()).update(ids)
    return found


def _restated_labels() -> list[tuple[list[str], list[str]]]:
    """The papers whose labels are our own words, and these labels; those in common only once."""
    papers: dict[str, list[str]] = {}
    for form in (load_form(each) for each in form_ids()):
        labels = (
            row.label.replace("{n}", "")
            for section in form.sections
            for row in section.rows
            if row.wording is Wording.RESTATED and row.label
        )
        for label in dict.fromkeys(labels):
            papers.setdefault(label, []).append(form.subtitle.strip("（）") or form.title)
    together: dict[tuple[str, ...], list[str]] = {}
    for label, named in papers.items():
        together.setdefault(tuple(named), []).append(label)
    return [(list(named), labels) for named, labels in together.items()]
