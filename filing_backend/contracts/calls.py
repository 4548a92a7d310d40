"""A person who waits for a member of staff, and what staff write into the chat."""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime, Field

from filing_backend.contracts.drafts import Identifier, Wire

__all__ = [
    "LONGEST_PERSON_TEXT",
    "LONGEST_STAFF_TEXT",
    "CallOut",
    "PersonCall",
    "PersonMessage",
    "StaffMessage",
]

LONGEST_STAFF_TEXT = 1000
LONGEST_PERSON_TEXT = 4000


class PersonCall(Wire):
    """The wish for a human; `call_id` is the idempotency key."""

    call_id: Identifier
    at: AwareDatetime


class PersonMessage(Wire):
    """What a person writes while waiting; `message_id` is the idempotency key."""

    message_id: Identifier
    text: Annotated[str, Field(min_length=1, max_length=LONGEST_PERSON_TEXT)]
    at: AwareDatetime


class CallOut(Wire):
    """The call that stands open; it may have begun under another id."""

    call_id: str
    since: AwareDatetime


class StaffMessage(Wire):
    """POSTed to the bot; `message_id` is the idempotency key."""

    message_id: str
    person_id: str
    text: Annotated[str, Field(min_length=1, max_length=LONGEST_STAFF_TEXT)]
    at: AwareDatetime
