"""Signed addresses open one thing for one person, for a quarter of an hour."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import LinkExpired
from bot.exchange import Grant
from bot.headers import loggable_path
from bot.linking import LinkSigner
from infra.clock import FixedClock
from infra.signing import Signer

GRANT = Grant("page:upload:iou", "conversation-1", "person-1")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 21, tzinfo=UTC))


@pytest.fixture
def links(clock) -> LinkSigner:
    return LinkSigner(Signer(b"k" * 32, clock), clock)


def test_what_was_signed_comes_back(links):
    assert links.open(links.sign(GRANT)) == GRANT


def test_fourteen_minutes_are_well_sixteen_are_too_many(links, clock):
    token = links.sign(GRANT)
    clock.advance(timedelta(minutes=14))
    assert links.open(token) == GRANT
    clock.advance(timedelta(minutes=2))
    with pytest.raises(LinkExpired):
        links.open(token)


@pytest.mark.parametrize("channel", ["wechat", "telegram"])
def test_page_opened_from_a_chat_can_be_opened_for_two_days(links, clock, channel):
    grant = replace(GRANT, channel=channel)
    token = links.sign(grant)
    clock.advance(timedelta(hours=47))
    assert links.open(token) == grant
    clock.advance(timedelta(hours=2))
    with pytest.raises(LinkExpired) as expired:
        links.open(token)
    assert expired.value.channel == channel


def test_file_on_a_page_of_a_chat_can_be_opened_for_a_quarter_of_an_hour(links, clock):
    token = links.sign(replace(GRANT, target="document:n:complaint:x", channel="wechat"))
    clock.advance(timedelta(minutes=16))
    with pytest.raises(LinkExpired):
        links.open(token)


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1], lambda t: "x" + t, lambda t: "", lambda t: "."]
)
def test_altered_token_opens_nothing(links, change):
    assert links.open(change(links.sign(GRANT))) is None


def test_token_of_another_key_opens_nothing(links, clock):
    other = LinkSigner(Signer(b"o" * 32, clock), clock)
    assert links.open(other.sign(GRANT)) is None


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/web/o/abc.def", "/web/o/…"),
        ("/h/upload/abc.def", "/h/upload/…"),
        ("/h/signature/abc?x=1", "/h/signature/…?x=1"),
        ("/web/messages", "/web/messages"),
    ],
)
def test_what_opens_an_address_does_not_stand_in_a_log(path, shown):
    assert loggable_path(path) == shown
