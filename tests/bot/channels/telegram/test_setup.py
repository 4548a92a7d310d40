"""`lian telegram setup` against the fake Bot API."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from lian.telegram import app
from tests.fakes.telegram_platform import SECRET, TOKEN, FakeTelegram
from tests.fakes.web_server import serve


@pytest.fixture
def telegram(monkeypatch, tmp_path):
    fake = FakeTelegram()
    monkeypatch.chdir(tmp_path)
    with serve(fake.api()) as address:
        for name, value in {
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_SECRET": SECRET,
            "TELEGRAM_API_BASE": f"{address}/bot",
            "TELEGRAM_FILE_BASE": f"{address}/file/bot",
            "PUBLIC_URL": "https://lian.example",
        }.items():
            monkeypatch.setenv(f"LIAN_{name}", value)
        yield fake


@pytest.fixture(autouse=True)
def _logs(monkeypatch):
    monkeypatch.setattr("lian.telegram.configure_logs", lambda level: None)


def test_webhook_and_commands_are_set(telegram):
    result = CliRunner().invoke(app, ["setup"])
    assert result.exit_code == 0, result.output
    assert "@lian_bot" in result.output
    assert telegram.webhook["url"] == "https://lian.example/telegram"
    assert telegram.webhook["secret_token"] == SECRET
    assert '"callback_query"' in telegram.webhook["allowed_updates"]
    assert [each["command"] for each in telegram.commands] == ["start", "cases", "help", "human"]


def test_polling_takes_the_webhook_away(telegram, monkeypatch):
    telegram.webhook = {"url": "x"}
    monkeypatch.setenv("LIAN_TELEGRAM_MODE", "polling")
    result = CliRunner().invoke(app, ["setup"])
    assert result.exit_code == 0, result.output
    assert telegram.webhook == {}


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("LIAN_TELEGRAM_SECRET", "", "LIAN_TELEGRAM_SECRET"),
        ("LIAN_PUBLIC_URL", "http://lian.example", "https://"),
        ("LIAN_TELEGRAM_TOKEN", "7654321:AAF-another_token_0123456789", "did not accept"),
    ],
)
def test_what_is_missing_is_said(telegram, monkeypatch, name, value, said):
    monkeypatch.setenv(name, value)
    result = CliRunner().invoke(app, ["setup"])
    assert result.exit_code == 1
    assert said in result.output
    assert TOKEN not in result.output
    assert value == "" or "token_0123" not in result.output
    assert telegram.webhook == {}
