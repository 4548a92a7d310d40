"""Chat accounts: found again under a new master key, one for each sender, sealed."""

from __future__ import annotations

import base64

import pytest

from bot.exchange import SessionRef
from bot.sessions.channels import ChannelIdentities
from infra.encryption import Keyring
from infra.sealing import Sealer

OLD = "dGVzdC1tYXN0ZXIta2V5LXRlc3QtbWFzdGVyLWtleS0wMQ=="
NEW = base64.urlsafe_b64encode(b"n" * 32).decode()
SESSION = SessionRef("conversation-1", "person-1")


def identities(keys: str) -> ChannelIdentities:
    return ChannelIdentities(Sealer(Keyring(keys).cipher("bot", "conversation")))


@pytest.fixture
def added(database, clock):
    with database.transaction() as connection:
        assert identities(OLD).add(connection, "wechat", "oSender", SESSION, clock.now())
    return database


def test_account_is_found_under_its_old_key_and_keeps_its_device(added):
    rotated = identities(f"{NEW},{OLD}")
    with added.transaction() as connection:
        found = rotated.find(connection, "wechat", "oSender")
        assert found is not None
        assert found.sender == "oSender"
        assert rotated.device_of(connection, "wechat", "oSender") == found.device
        assert rotated.device("wechat", "oSender") != found.device


def test_second_adding_changes_nothing(added, clock):
    other = SessionRef("conversation-2", "person-2")
    with added.transaction() as connection:
        assert not identities(OLD).add(connection, "wechat", "oSender", other, clock.now())
        found = identities(OLD).find(connection, "wechat", "oSender")
        assert found is not None
        assert found.session == SESSION


def test_sender_does_not_stand_in_the_table(added):
    with added.transaction() as connection:
        rows = connection.exec_driver_sql("SELECT c::text FROM bot.channel_identities c").all()
    assert "oSender" not in str(rows)
    assert b"oSender".hex() not in str(rows)


def test_the_same_sender_on_another_channel_is_another_account(added):
    with added.transaction() as connection:
        assert identities(OLD).find(connection, "telegram", "oSender") is None
