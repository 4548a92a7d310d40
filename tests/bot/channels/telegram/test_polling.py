"""Updates by polling, and the channel that is off."""

from __future__ import annotations

import asyncio

import pytest
from pydantic import SecretStr
from structlog.testing import capture_logs

from bot.channels.telegram import account_of, missing_settings
from infra.errors import SettingsRefused
from tests.fakes.chat_stage import stage
from tests.fakes.telegram_stage import telegram_settings, telegram_stage


@pytest.fixture
async def polled(settings, database_url, clock, database):
    async with telegram_stage(
        settings,
        database_url,
        clock,
        database,
        telegram_mode="polling",
        telegram_secret=SecretStr(""),
    ) as found:
        yield found


async def until(condition):
    for _ in range(300):
        if condition():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it did not come to that")


async def test_updates_are_stored_then_confirmed(polled):
    telegram = polled.telegram
    telegram.webhook = {"url": "left over"}
    person = telegram.person()
    await telegram.push(telegram.update(message=person.message(text="/start")))
    await telegram.push({"update_id": "odd"})
    await telegram.push(telegram.update(message=person.message(text="同意")))
    await until(lambda: polled.rows("SELECT count(*) FROM bot.updates")[0][0] == 2)
    await polled.work()
    assert "您遇到了什么事" in person.text()
    await until(lambda: telegram.offsets[-1] == 900_000_002)
    assert (await polled.post({})).status_code in (404, 405)


async def test_polling_goes_on_after_the_platform_was_down(polled):
    telegram = polled.telegram
    telegram.fail("getUpdates", *["502"] * 5, "409", "429:1", "cut")
    person = telegram.person()
    await telegram.push(telegram.update(message=person.message(text="/start")))
    await until(lambda: polled.rows("SELECT count(*) FROM bot.updates")[0][0] == 1)
    await polled.work()
    assert person.text().count("您同意吗") == 1


async def test_only_one_process_polls(polled, settings, database_url, clock, database):
    telegram = polled.telegram
    await until(lambda: telegram.offsets)
    changes = {"telegram_mode": "polling"}
    again = telegram_settings(settings, telegram.address, **changes)
    async with stage(again, database_url, clock, database):
        calls = telegram.calls["deleteWebhook"]
        await asyncio.sleep(0.3)
        assert telegram.calls["deleteWebhook"] == calls == 1


async def test_channel_without_its_settings_is_off_and_says_so(
    settings, database_url, clock, database
):
    with capture_logs() as lines:
        async with stage(settings, database_url, clock, database) as ready:
            assert (await ready.http.post("/telegram", json={})).status_code == 404
    (said,) = [each for each in lines if each["event"] == "telegram.off"]
    assert "LIAN_TELEGRAM_TOKEN" in said["missing"]


def test_settings_that_cannot_be_are_refused(settings):
    good = telegram_settings(settings, "http://x")
    assert account_of(good) is not None
    assert "AAF" not in repr(account_of(good))
    for change in (
        {"telegram_token": SecretStr("no token")},
        {"telegram_secret": SecretStr("with space")},
        {"telegram_secret": SecretStr("x" * 257)},
    ):
        with pytest.raises(SettingsRefused):
            account_of(good.model_copy(update=change))
    without = good.model_copy(update={"telegram_secret": SecretStr("")})
    assert missing_settings(without) == ("LIAN_TELEGRAM_SECRET",)
    assert account_of(without) is None
