"""The documents say what is there: settings, links, pictures."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from infra.settings import Settings

CHECKOUT = Path(__file__).resolve().parents[2]
DOCUMENTS = [
    CHECKOUT / "README.md",
    CHECKOUT / "README.zh-CN.md",
    *sorted((CHECKOUT / "docs").rglob("*.md")),
]
LARGEST_PICTURE_BYTES = 300_000

_LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)|src=\"(?!https?:)([^\"]+)\"")
_SETTING = re.compile(r"\bLIAN_[A-Z0-9_]+\b")


def test_operating_describes_every_setting_and_no_other() -> None:
    text = (CHECKOUT / "docs" / "operating.md").read_text(encoding="utf-8")
    known = {f"LIAN_{name.upper()}" for name in Settings.model_fields}

    assert set(_SETTING.findall(text)) == known


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    targets = {first or second for first, second in _LINK.findall(text)}

    assert {each for each in targets if not (document.parent / each).exists()} == set()


def test_every_picture_is_small_and_shown() -> None:
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    pictures = list((CHECKOUT / "docs" / "pictures").glob("*.png"))

    assert pictures
    assert [each.name for each in pictures if each.stat().st_size > LARGEST_PICTURE_BYTES] == []
    assert [each.name for each in pictures if each.name not in readme] == []


def test_decisions_are_numbered_once() -> None:
    numbers = [path.name[:4] for path in (CHECKOUT / "docs" / "decisions").glob("*.md")]

    assert len(numbers) == len(set(numbers))
