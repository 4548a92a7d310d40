"""Every code that the backend can give has its sentences."""

from __future__ import annotations

import re
from pathlib import Path

import filing_backend
from dialogs.schema.responses import Responses
from filing_backend.domain import errors

SOURCE = Path(filing_backend.__file__).parent
VALUES = {"material": "借条", "number": "L20261120-AAAAAA", "count": "2"}


def written(pattern: str, *folders: str) -> set[str]:
    text = "".join(
        path.read_text() for folder in folders for path in (SOURCE / folder).rglob("*.py")
    )
    return set(re.findall(pattern, text))


def test_every_finding_has_words_for_the_person_and_for_the_clerk() -> None:
    codes = written(r'Finding\(\s*"(\w+)"', "services")
    assert len(codes) >= 8
    for code in codes:
        for audience in ("title", "person", "clerk"):
            assert Responses.load().say("findings", code, audience=audience, **VALUES)


def test_every_error_has_a_text() -> None:
    codes = written(r'code="(\w+)"', "services", "api") - {"kept_event_record"}
    codes |= {getattr(errors, name).code for name in errors.__all__}
    known = Responses.load().codes("notices")
    assert {code for code in codes if f"error_{code}" not in known} == set()


def test_every_reason_to_keep_something_has_a_sentence() -> None:
    for code in ("kept_while_under_way", "kept_event_record"):
        assert Responses.load().say("notices", code)
