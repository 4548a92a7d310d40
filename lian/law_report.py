"""The page on which a lawyer reviews rules, sentences, parameters, sources and open questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined

from dialogs.rules.citations import cited, source_ids, source_of
from dialogs.rules.inventory import RuleCard, rule_cards
from dialogs.rules.parameters import load_parameter, parameter_names
from dialogs.schema.files import DIALOGS, read_yaml
from dialogs.schema.form_files import form_ids, load_form
from dialogs.schema.forms import Wording

__all__ = ["report"]

TEMPLATE = Path(__file__).with_name("law_report.html")
CITE = re.compile(r'cite:\s*"?([a-z0-9-]+):')
UNVERIFIED = "未核实"


def report(today: date) -> str:
    """The whole page as HTML."""
    cards = rule_cards()
    sentences = read_yaml(DIALOGS / "responses" / "zh-CN" / "findings.yml")
    codes = sorted(sentences)
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    return environment.from_string(TEMPLATE.read_text(encoding="utf-8")).render(
        today=today.isoformat(),
        checked_on=max(load_parameter(name).checked_on for name in parameter_names()),
        questions=read_yaml(DIALOGS / "law" / "review" / "open_questions.yml")["questions"],
        rules=[_rule(card, frozenset(codes)) for card in cards],
        sentences=[(code, sentences[code]) for code in codes],
        parameters=[_parameter(name) for name in parameter_names()],
        sources=[_source(id, cards) for id in source_ids()],
        labels=list(_restated_labels()),
    )


def _rule(card: RuleCard, codes: frozenset[str]) -> dict[str, Any]:
    cites = [each for each in card.cites if each.partition(":")[0] in source_ids()]
    return {
        "name": card.name,
        "module": card.module,
        "law_ids": card.law_ids,
        "summary": card.summary,
        "cases": "、".join(card.cases) if len(card.cases) < 14 else "—",
        "codes": sorted(card.words & codes),
        "cites": [cited(each) for each in cites],
    }


def _parameter(name: str) -> dict[str, Any]:
    found = load_parameter(name)
    rows = [
        {"since": since, "value": value, "source": cited(source), "open": False}
        for since, value, source in found.values
    ]
    if found.unverified_from is not None:
        rows.append(
            {"since": found.unverified_from, "value": UNVERIFIED, "source": "", "open": True}
        )
    rules = (DIALOGS / "rules").glob("*.py")
    used = [path.stem for path in rules if f'"{name}"' in path.read_text(encoding="utf-8")]
    shown = {"name": name, "label": found.label, "unit": found.unit}
    return {**shown, "rows": rows, "used_by": sorted(used)}


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
        "to_confirm": found.to_confirm,
        "articles": list(found.articles.items()),
        "rules": [
            card.name for card in cards if any(each.startswith(prefix) for each in card.cites)
        ],
        "interviews": sorted(name for name, ids in _interview_cites().items() if id in ids),
    }


def _interview_cites() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for path in sorted((DIALOGS / "interviews").glob("*/*.yml")):
        ids = CITE.findall(path.read_text(encoding="utf-8"))
        found.setdefault(path.parent.name, set()).update(ids)
    return found


def _restated_labels() -> Iterator[tuple[str, str]]:
    for form_id in form_ids():
        for section in load_form(form_id).sections:
            for row in section.rows:
                if row.wording is Wording.RESTATED:
                    yield form_id, row.label
