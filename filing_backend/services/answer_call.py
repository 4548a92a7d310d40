"""A person wants a human: the call is kept, staff write into the chat, and mark it done."""

from __future__ import annotations

import uuid
from datetime import datetime

from filing_backend.contracts.calls import CallOut, PersonMessage, StaffMessage
from filing_backend.domain.errors import NotFound
from filing_backend.services.office import Desk

__all__ = ["close_call", "hear_caller", "receive_call", "write_to_caller", "write_to_party"]


def receive_call(desk: Desk, person_id: str, call_id: str, at: datetime) -> CallOut:
    """Keep the wish; the same call again, or another while one stands open, changes nothing.

    Raises:
        NotFound: the id is that of another person's call.
    """
    if desk.calls.add(call_id, person_id, at):
        desk.audit.add("bot", "call.receive", call_id, desk.now())
    call = desk.calls.standing(call_id, person_id)
    if call is None:
        raise NotFound("a call of somebody else", code="call_not_found")
    return CallOut(call_id=call.id, since=call.since)


def hear_caller(desk: Desk, person_id: str, message: PersonMessage) -> None:
    """Keep what a person writes while waiting; a call that was done stands open again."""
    if desk.calls.knows(message.message_id):
        return
    call = receive_call(desk, person_id, message.message_id, message.at)
    if desk.calls.hear(call.call_id, message.message_id, message.text, message.at):
        details = {"characters": len(message.text)}
        desk.audit.add("person", "call.say", call.call_id, desk.now(), details)


def write_to_caller(desk: Desk, call_id: str, text: str, actor: str) -> None:
    """Put a message of staff on its way into the chat.

    Raises:
        NotFound: there is no such call, or it is done.
    """
    call = desk.calls.open_one(call_id)
    if call is None:
        raise NotFound(f"no open call {call_id}", code="call_not_found")
    _send(desk, call.id, call.person_id, text, actor)
    desk.audit.add(actor, "call.write", call.id, desk.now(), {"characters": len(text)})


def write_to_party(desk: Desk, number: str, text: str, actor: str) -> None:
    """Put a message to whoever handed over a filing on its way, called for or not.

    Raises:
        NotFound: there is no such filing, or its person's data were deleted.
    """
    filing = desk.filing(number, lock=True)
    desk.content(filing)
    call = desk.calls.of_person(filing.person_id)
    call_id = call.id if call else str(uuid.uuid4())
    if call is None:
        desk.calls.add_closed(call_id, filing.person_id, desk.now(), actor)
    _send(desk, call_id, filing.person_id, text, actor)
    desk.audit.add(actor, "filing.write", number, desk.now(), {"characters": len(text)})


def _send(desk: Desk, call_id: str, person_id: str, text: str, actor: str) -> None:
    message = StaffMessage(
        message_id=str(uuid.uuid4()), person_id=person_id, text=text, at=desk.now()
    )
    desk.calls.say(message, call_id, actor)
    desk.defer("filing.tell_caller", lock=f"call:{call_id}", message_id=message.message_id)


def close_call(desk: Desk, call_id: str, actor: str) -> None:
    """The call is done.

    Raises:
        NotFound: there is no such call, or it is done already.
    """
    call = desk.calls.open_one(call_id)
    if call is None:
        raise NotFound(f"no open call {call_id}", code="call_not_found")
    desk.calls.close(call.id, actor, desk.now())
    desk.audit.add(actor, "call.close", call.id, desk.now())
