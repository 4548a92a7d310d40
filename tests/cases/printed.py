"""Writes the complaints of each type and role beside their cases, to be read before the commit."""

from __future__ import annotations

from tests.cases.test_worked_cases import CASES, Worked, printed

ROLES = {"full", "buyer", "employer", "husband", "owner", "seller", "tenant"}

if __name__ == "__main__":
    for path in CASES:
        if path.stem in ROLES:
            path.with_suffix(".txt").write_text(printed(Worked(path)), encoding="utf-8")
