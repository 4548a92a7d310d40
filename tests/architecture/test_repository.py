"""What must never be committed."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
LARGEST_KILOBYTES = 2000


def _git(*words: str) -> list[str]:
    done = subprocess.run(
        ["git", *words], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    return done.stdout.splitlines()


def test_no_file_names_a_registry_or_a_folder_of_a_machine() -> None:
    # Written so that this file does not find itself.
    hosts = r"python[h]osted|p[y]pi\.[o]rg|registry\.n[p]mjs|(deb|security)\.d[e]bian\.org"
    folders = r"(^|[^A-Za-z0-9_.])/(w[o]rk|r[o]ot)/"
    assert _git("grep", "-nIE", f"{hosts}|{folders}", "--", ".", ":!*.lock") == []
    assert _git("grep", "-nIE", hosts, "--", "*.lock") == []


def test_no_lock_with_addresses_and_no_binary_of_others_is_tracked() -> None:
    forbidden = (".ttf", ".otf", ".ttc", ".woff", ".woff2", ".onnx", ".pkl", ".joblib", ".whl")
    tracked = _git("ls-files")
    assert [name for name in tracked if name.endswith(forbidden)] == []
    assert [name for name in tracked if Path(name).name in ("uv.lock", "pylock.toml")] == []


def test_no_tracked_file_is_huge() -> None:
    sizes = {name: (CHECKOUT / name).stat().st_size for name in _git("ls-files")
             if (CHECKOUT / name).is_file()}  # fmt: skip
    assert {name: size for name, size in sizes.items() if size > LARGEST_KILOBYTES * 1024} == {}


@pytest.mark.parametrize(
    "name", ["requirements.lock", "requirements-test.lock", "requirements-rasa.lock"]
)
def test_every_locked_package_has_a_hash(name: str) -> None:
    text = (CHECKOUT / name).read_text()
    entries = [part for part in text.replace("\\\n", " ").splitlines() if part.strip()]
    assert len(entries) > 50
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_both_locks_hold_the_same_version_of_what_they_share() -> None:
    def versions(name: str) -> set[str]:
        lines = (CHECKOUT / name).read_text().splitlines()
        return {line.split(" ")[0] for line in lines if line and line[0].isalnum()}

    assert versions("requirements.lock") <= versions("requirements-test.lock")


def test_the_fonts_lock_records_no_address() -> None:
    lock = json.loads((CHECKOUT / "package-lock.json").read_text())
    assert all("resolved" not in entry for entry in lock["packages"].values())
