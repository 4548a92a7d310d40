"""Writes the complaints of the full cases beside them, to be read before they are committed."""

from __future__ import annotations

from tests.cases.test_worked_cases import CASES, Worked, printed

if __name__ == "__main__":
    for path in CASES:
        if path.stem == "full":
            path.with_suffix(".txt").write_text(printed(Worked(path)), encoding="utf-8")
