"""A draft as the backend takes it over."""

from __future__ import annotations

from datetime import date

from bot.conversation.situation import Draft
from bot.handing_over import filing_draft
from dialogs.interview.catalogue import load_interview
from dialogs.interview.engine import begin

HELPER = {"whom": "王大妈", "name": "李小梅", "relation": "子女", "agrees": "2026年11月20日"}


def test_who_filled_it_in_for_another_travels_with_it() -> None:
    interview = load_interview("private_lending")
    state = begin(interview)
    day = date(2026, 11, 20)
    own = filing_draft(Draft("d", interview, state), {}, "p", day, None)
    helped = filing_draft(Draft("d", interview, state.with_(helper=HELPER)), {}, "p", day, None)
    assert own.helper is None
    assert helped.helper is not None
    assert helped.helper.model_dump() == HELPER
