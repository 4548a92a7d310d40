"""A court's text message or status line, pasted into the chat: only what is written there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.understanding.acts import NLU_DATA
from bot.understanding.values.characters import plain
from dialogs.rules.ids import check_case_no
from dialogs.schema.files import read_yaml

__all__ = ["CourtMessage", "read_court_message"]

_LEAST, _MOST = 8, 600
_CASE_NO = re.compile(r"[(\[〔]\d{4}[)\]〕][\u4e00-\u9fff]{1,3}\d{0,4}[\u4e00-\u9fff]{1,8}\d+号")
_QUESTION = re.compile(r"(?:吗|呢|么|没有|[?？])[。!！?？]*$")
_SENTENCE = re.compile(r"[^,，。；;\n]+")


@dataclass(frozen=True, slots=True)
class CourtMessage:
    """What a message says; `""` where it says nothing of it.

    status: `passed`, `returned`, `filed`, `refused`, `pending`, `withdrawn`. day: in its own
    words. purpose: what the day is for: `fee`, `correction`, `hearing`, `appeal`. signed: the
    court's name stands before it, as text messages bear it.
    """

    status: str = ""
    case_no: str = ""
    court: str = ""
    fee: str = ""
    day: str = ""
    purpose: str = ""
    signed: bool = False


def read_court_message(text: str) -> CourtMessage | None:
    """What the text says, if it is a court's own message; None if it is a person's words."""
    words = plain(text).text.strip()
    signed = _any(_patterns()["signature"], words)
    if not _LEAST <= len(words) <= _MOST or not (signed or _any(_patterns()["sender"], words)):
        return None
    if not signed and _QUESTION.search(words):
        return None
    day, purpose = next(_days(words), ("", ""))
    found = CourtMessage(
        status=_status(words),
        case_no=_case_no(words),
        court=_first(_patterns()["court"], words),
        fee=_group(_patterns()["fee"], words),
        day=day,
        purpose=purpose,
        signed=signed,
    )
    return found if found.status or found.case_no or (found.day and found.purpose) else None


def _status(words: str) -> str:
    statuses: Mapping[str, re.Pattern[str]] = _patterns()["statuses"]
    found = (status for status, wording in statuses.items() if wording.search(words))
    return next(found, "")


def _case_no(words: str) -> str:
    found = _CASE_NO.search(re.sub(r"\s+", "", words))
    check = check_case_no(found[0]) if found else None
    return check.value if check is not None and check.valid else ""


def _days(words: str) -> Iterator[tuple[str, str]]:
    """Days and what they are for, as far as one clause says both."""
    purposes: Mapping[str, re.Pattern[str]] = _patterns()["purposes"]
    for clause in _SENTENCE.findall(words):
        day = _first(_patterns()["day"], clause)
        purpose = next((each for each, wording in purposes.items() if wording.search(clause)), "")
        if day and purpose:
            yield day, purpose


def _any(wording: re.Pattern[str], words: str) -> bool:
    return wording.search(words) is not None


def _first(wording: re.Pattern[str], words: str) -> str:
    found = wording.search(words)
    return found[0].strip() if found else ""


def _group(wording: re.Pattern[str], words: str) -> str:
    found = wording.search(words)
    return found[1] if found else ""


@cache
def _patterns() -> Mapping[str, Any]:
    source: Any = read_yaml(NLU_DATA / "patterns" / "court_messages.yml")
    return {name: _compiled(wording) for name, wording in source.items()}


def _compiled(wording: Any) -> Any:
    if isinstance(wording, dict):
        return {name: re.compile(each) for name, each in wording.items()}
    return re.compile("|".join(wording) if isinstance(wording, list) else wording)
