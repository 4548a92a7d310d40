"""Values in the words of people, family by family, from `families.yml`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.understanding.values import Found, find

TODAY = date(2026, 11, 21)
FAMILIES = YAML(typ="safe").load(Path(__file__).with_name("families.yml").read_text("utf-8"))


def cases() -> Iterator[tuple[str, str, list[str]]]:
    for family, texts in FAMILIES.items():
        for text, values in texts.items():
            yield family, text, values


def readings(one: Found) -> list[str]:
    """The value and its other readings, as the table writes them."""
    return [shown(each) for each in (one.value, *one.alternatives)]


def shown(value: object) -> str:
    if isinstance(value, dict):
        return str(value["code"]) if "code" in value else value["count"] + value["unit"][0]
    return str(value)


@pytest.mark.parametrize(("family", "text", "values"), list(cases()))
def test_words_give_the_values_that_stand_in_them(family, text, values):
    found = [readings(one) for one in find(text, [family], TODAY)]
    assert len(found) == len(values)
    for read, wanted in zip(found, values, strict=True):
        allowed = read if wanted.startswith("?") else read[:1]
        assert wanted.removeprefix("?") in allowed


def test_each_family_has_its_cases():
    assert sum(len(texts) for texts in FAMILIES.values()) > 600
