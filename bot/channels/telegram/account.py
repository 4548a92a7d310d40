"""The settings of a Telegram bot, checked at start."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from infra.errors import SettingsRefused
from infra.settings import Settings

__all__ = ["CHANNEL", "Account", "account_of", "missing_settings"]

CHANNEL = "telegram"
WEBHOOK = "webhook"
TOKEN = re.compile(r"(\d{3,20}):[A-Za-z0-9_-]{10,100}", re.ASCII)
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Account:
    """A bot. name: the channel and the bot's own number, which is no secret."""

    token: str = field(repr=False)
    secret: str = field(repr=False)
    api_base: str
    file_base: str
    polling: bool
    name: str


def missing_settings(settings: Settings) -> tuple[str, ...]:
    """The names of the settings without which the channel is off."""
    needed = ["telegram_token"]
    if settings.telegram_mode == WEBHOOK:
        needed.append("telegram_secret")
    return tuple(
        f"LIAN_{name.upper()}" for name in needed if not getattr(settings, name).get_secret_value()
    )


def account_of(settings: Settings) -> Account | None:
    """The bot, None if the channel is off.

    Raises:
        SettingsRefused: a setting cannot be what it says.
    """
    if missing_settings(settings):
        return None
    token = settings.telegram_token.get_secret_value()
    secret = settings.telegram_secret.get_secret_value()
    found = TOKEN.fullmatch(token)
    if found is None:
        raise SettingsRefused(
            "LIAN_TELEGRAM_TOKEN must be the token that BotFather gives, like 123456:ABC…"
        )
    if secret and not SECRET.fullmatch(secret):
        raise SettingsRefused(
            "LIAN_TELEGRAM_SECRET may have up to 256 letters, digits, underscores and hyphens."
        )
    return Account(
        token,
        secret,
        settings.telegram_api_base.rstrip("/"),
        settings.telegram_file_base.rstrip("/"),
        settings.telegram_mode != WEBHOOK,
        f"{CHANNEL}:{found[1]}",
    )
