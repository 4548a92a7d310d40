from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from lian import fonts


def test_the_fonts_of_this_checkout_are_whole() -> None:
    assert fonts.missing() == []


def test_an_altered_font_counts_as_missing(tmp_path: Path) -> None:
    for name in fonts.FONTS:
        shutil.copy(fonts.FOLDER / Path(name).name, tmp_path)
    assert fonts.missing(tmp_path) == []
    damaged = tmp_path / "NotoSerifSC_700Bold.ttf"
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"x")
    assert fonts.missing(tmp_path) == ["700Bold/NotoSerifSC_700Bold.ttf"]


def test_content_that_is_not_expected_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def keep_something_else(_package: Path, folder: Path) -> None:
        folder.mkdir()
        for name in fonts.FONTS:
            (folder / Path(name).name).write_bytes(b"something else")

    monkeypatch.setattr(fonts, "_npm", lambda _workshop: ["true"])
    monkeypatch.setattr(fonts, "_keep", keep_something_else)
    with pytest.raises(fonts.FontsNotFetched, match="not the expected content"):
        fonts.fetch(tmp_path / "fonts")


def test_a_failing_npm_is_quoted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    npm = [sys.executable, "-c", "print('no network'); raise SystemExit(1)"]
    monkeypatch.setattr(fonts, "_npm", lambda _workshop: npm)
    with pytest.raises(fonts.FontsNotFetched, match="no network"):
        fonts.fetch(tmp_path / "fonts")


def test_the_lock_names_hashes_and_no_address() -> None:
    lock = json.loads((fonts.CHECKOUT / "package-lock.json").read_text())
    entry = lock["packages"][f"node_modules/{fonts.PACKAGE}"]
    assert entry["integrity"].startswith("sha512-")
    assert "resolved" not in entry
