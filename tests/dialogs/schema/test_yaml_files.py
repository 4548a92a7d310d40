"""What is read from YAML, at once and from what was kept of it."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from dialogs.errors import DefinitionError
from dialogs.schema.yaml_files import read_yaml

TEXT = """
yes_or_no: no
since: 2020-08-20
told: >-
  第一行，
  第二行
"""


def test_what_was_kept_reads_like_the_file(tmp_path: Path) -> None:
    file = tmp_path / "rate.yml"
    file.write_text(TEXT, encoding="utf-8")

    first, again = read_yaml(file), read_yaml(file)

    assert (tmp_path / "__pycache__").is_dir()
    expected = {"yes_or_no": "no", "since": date(2020, 8, 20), "told": "第一行，第二行"}
    assert first == again == expected


def test_changed_file_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "rate.yml"
    file.write_text("rate: 1", encoding="utf-8")
    read_yaml(file)
    file.write_text("rate: 2", encoding="utf-8")
    os.utime(file, ns=(1, 1))

    assert read_yaml(file) == {"rate": 2}


def test_spoilt_keeping_place_is_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "rate.yml"
    file.write_text("rate: 1", encoding="utf-8")
    read_yaml(file)
    for kept in (tmp_path / "__pycache__").iterdir():
        kept.write_text("{", encoding="utf-8")

    assert read_yaml(file) == {"rate": 1}


def test_key_that_stands_twice_is_refused_with_the_file(tmp_path: Path) -> None:
    file = tmp_path / "rate.yml"
    file.write_text("rate: 1\nrate: 2\n", encoding="utf-8")

    with pytest.raises(DefinitionError, match=r"rate\.yml"):
        read_yaml(file)
