"""Answers of a plain loan case, to vary in tests."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from dialogs.answers import Answers

TODAY = date(2026, 11, 21)

PERSON = {
    "kind": "natural",
    "gender": "female",
    "birth_date": "1949-12-31",
    "ethnicity": "汉族",
    "employer": "退休",
    "job_title": "退休",
    "phone": "13800138000",
}

PLAIN = {
    **{f"plaintiffs[0].{key}": value for key, value in PERSON.items()},
    "plaintiffs[0].name": "张三",
    "plaintiffs[0].id_number": "11010519491231002X",
    "plaintiffs[0].domicile": {"text": "四川省成都市武侯区一环路1号", "code": "510107"},
    "defendants[0].kind": "natural",
    "defendants[0].name": "李四",
    "defendants[0].role": "borrower",
    "defendants[0].domicile": {"text": "北京朝阳区建国路2号", "code": None},
    "loans[0].contract_form": "iou",
    "loans[0].amount_agreed": "50000",
    "loans[0].amount_delivered": "50000",
    "loans[0].delivered_on": "2024-06-01",
    "loans[0].due_on": "2025-05-31",
    "loans[0].rate": "12",
    "loans[0].way": "transfer",
    "interest_claim": "both",
    "claims_as_of": TODAY.isoformat(),
}


def answers(base: dict[str, Any] | None = None, /, **changes: Any) -> Answers:
    """The plain case with changes; keys write `loans[0].rate` as `loans_0__rate`, None removes."""
    values = dict(PLAIN if base is None else base)
    unknown, none = set(), set()
    for key, value in changes.items():
        path = re.sub(r"_(\d+)__", r"[\1].", key)
        values.pop(path, None)
        if value == "不知道":
            unknown.add(path)
        elif value == "无":
            none.add(path)
        elif value is not None:
            values[path] = value
    counts: dict[str, int] = {}
    for path in (*values, *unknown, *none):
        found = re.match(r"(\w+)\[(\d+)\]", path)
        if found:
            counts[found[1]] = max(counts.get(found[1], 0), int(found[2]) + 1)
    return Answers(values, counts, frozenset(unknown), frozenset(none))
