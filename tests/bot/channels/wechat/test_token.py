"""One token for all processes, fetched by one of them."""

from __future__ import annotations

import multiprocessing
from datetime import UTC, datetime, timedelta

import pytest

from bot.channels.platform_errors import PlatformRefused
from bot.channels.wechat.account import Account
from bot.channels.wechat.platform import Platform
from bot.channels.wechat.transport import Transport
from bot.sessions.platform_tokens import PlatformTokens
from infra.clock import FixedClock
from infra.sealing import Sealer
from tests.fakes.token_process import asks_for_tokens
from tests.fakes.web_server import serve
from tests.fakes.wechat_platform import AES_KEY, API_BASE, APP_ID, SECRET, TOKEN, FakePlatform

ACCOUNT = Account(TOKEN, AES_KEY, APP_ID, SECRET, API_BASE)


async def quickly(_seconds: float) -> None:
    return None


@pytest.fixture
def tokens(database, keyring, clock):
    return PlatformTokens(database, Sealer(keyring.cipher("bot", "conversation")), clock)


@pytest.fixture
def fake(clock):
    return FakePlatform(clock)


@pytest.fixture
async def platform(tokens, fake):
    async with fake.client() as http:
        yield Platform(Transport(ACCOUNT, tokens, http, quickly))


async def test_token_is_fetched_once_and_used_until_it_expires(platform, fake, clock):
    for _ in range(5):
        await platform.create_menu([])
    assert fake.calls["/cgi-bin/stable_token"] == 1
    clock.advance(timedelta(seconds=7100))
    await platform.create_menu([])
    assert fake.calls["/cgi-bin/stable_token"] == 2


async def test_refused_token_is_renewed_once_and_no_more(platform, fake):
    await platform.create_menu([])
    fake.fail("menu/create", 40001, 40001, 40001, 40001)
    with pytest.raises(PlatformRefused) as refused:
        await platform.create_menu([])
    assert refused.value.detail == "40001"
    assert fake.calls["/cgi-bin/menu/create"] == 3
    assert fake.calls["/cgi-bin/stable_token"] <= 3


async def test_token_that_the_platform_dropped_is_replaced(platform, fake):
    await platform.create_menu([])
    fake.expire_token()
    await platform.create_menu([{"type": "click"}])
    assert fake.menu == [{"type": "click"}]


async def test_forced_refresh_is_not_repeated_within_half_an_hour(platform, fake, clock):
    await platform.create_menu([])
    forced = []
    for _ in range(4):
        before = fake.calls["/cgi-bin/stable_token"]
        fake.fail("menu/create", 40001)
        await platform.create_menu([])
        forced.append(fake.calls["/cgi-bin/stable_token"] - before)
        clock.advance(timedelta(seconds=40))
    assert forced[0] == 2
    assert forced[1:] == [1, 1, 1]


async def test_busy_platform_is_asked_three_times(platform, fake):
    fake.fail("menu/create", -1, -1)
    await platform.create_menu([])
    fake.fail("menu/create", -1, -1, -1)
    with pytest.raises(PlatformRefused):
        await platform.create_menu([])


@pytest.mark.slow
def test_four_processes_fetch_one_token_for_each_expiry(database, database_url):
    """40 threads in four processes, two expiries: two fetches."""
    fake = FakePlatform(FixedClock(datetime.now(UTC)), seconds_valid=3)
    with serve(fake.api()) as address:
        context = multiprocessing.get_context("spawn")
        start = context.Barrier(4)
        processes = [
            context.Process(target=asks_for_tokens, args=(database_url, address, start))
            for _ in range(4)
        ]
        for process in processes:
            process.start()
        for process in processes:
            process.join(60)
        assert [process.exitcode for process in processes] == [0] * 4
    assert fake.calls["/cgi-bin/menu/create"] == 4 * 2 * 10
    assert fake.calls["/cgi-bin/stable_token"] == 2
