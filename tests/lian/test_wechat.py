"""`lian wechat setup` makes the menu, or says why it cannot."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from infra.clock import SystemClock
from lian.wechat import app
from tests.fakes.web_server import serve
from tests.fakes.wechat_platform import AES_KEY, APP_ID, SECRET, TOKEN, FakePlatform

MASTER_KEY = "dGVzdC1tYXN0ZXIta2V5LXRlc3QtbWFzdGVyLWtleS0wMQ=="


@pytest.fixture
def environment(database, database_url, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    given = {
        "LIAN_DATABASE_URL": database_url,
        "LIAN_MASTER_KEY": MASTER_KEY,
        "LIAN_SERVICE_TOKEN": "s",
        "LIAN_CLERK_TOKEN": "c",
        "LIAN_STAFF_PASSWORD": "p",
        "LIAN_PUBLIC_URL": "https://lian.example",
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def on(environment, address):
    given = {
        "LIAN_WECHAT_TOKEN": TOKEN,
        "LIAN_WECHAT_AES_KEY": AES_KEY,
        "LIAN_WECHAT_APP_ID": APP_ID,
        "LIAN_WECHAT_APP_SECRET": SECRET,
        "LIAN_WECHAT_API_BASE": address,
    }
    for name, value in given.items():
        environment.setenv(name, value)


def test_menu_is_made(environment):
    fake = FakePlatform(SystemClock())
    with serve(fake.api()) as address:
        on(environment, address)
        result = CliRunner().invoke(app, ["setup"])
    assert result.exit_code == 0, result.output
    assert "https://lian.example/wechat" in result.output
    assert [each["key"] for each in fake.menu] == ["start", "status", "help"]


def test_refusal_of_the_platform_is_told_without_secrets(environment):
    fake = FakePlatform(SystemClock())
    fake.fail("menu/create", 48001)
    with serve(fake.api()) as address:
        on(environment, address)
        result = CliRunner().invoke(app, ["setup"])
    assert result.exit_code == 1
    assert "48001" in result.output
    assert SECRET not in result.output
    assert fake.token not in result.output


def test_missing_settings_are_named(environment):
    result = CliRunner().invoke(app, ["setup"])
    assert result.exit_code == 1
    assert "LIAN_WECHAT_TOKEN" in result.output
