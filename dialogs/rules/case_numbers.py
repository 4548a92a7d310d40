"""Whose number a case number is: a basic court's code is mostly its county's.

Source: 案号规定. There is no complete list of court codes, so a difference is only remarked on.
"""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.findings import Finding
from dialogs.rules.case_file import CaseFile, Rule, info
from dialogs.rules.court_register import county_courts
from dialogs.rules.ids import CASE_NO, check_case_no

__all__ = ["CASE_NUMBER_RULES", "court_of_number"]

REGIONS = ("", "京津冀晋内", "辽吉黑", "沪苏浙皖闽赣鲁", "豫鄂湘粤桂琼", "渝川贵云藏", "陕甘青宁新")
"""The provinces' short names by the first digit of their codes, in order."""
PROVINCES = {
    name: f"{region}{place + (0 if region == 5 else 1)}"
    for region, names in enumerate(REGIONS)
    for place, name in enumerate(names)
}


def court_of_number(number: str) -> str:
    """The basic court whose county the number's code is; `""` where that cannot be said."""
    check = check_case_no(number)
    found = CASE_NO.fullmatch(check.value) if check.valid else None
    if found is None:
        return ""
    code = found["court"]
    if len(code) != 5 or code[0] not in PROVINCES:
        return ""
    return county_courts().get(PROVINCES[code[0]] + code[1:], "")


def case_number_fits_court(file: CaseFile) -> Iterator[Finding]:
    """§5.4: a case number whose code is that of another court than the one named beside it."""
    number, told = file.answers.text("pp_case_no"), file.answers.text("pp_court")
    numbered = court_of_number(number) if number else ""
    if not numbered or numbered == told or told not in county_courts().values():
        return
    paths = ("pp_case_no", "pp_court")
    values = {"number": number, "numbered": numbered, "named": told}
    yield info("case_number_of_another_court", paths, ("case-number-rules:all",), **values)


CASE_NUMBER_RULES: tuple[Rule, ...] = (case_number_fits_court,)
