"""A Telegram bot: its updates, its deliveries, its commands.

`bot.channels.telegram.build` makes the channel; it brings in python-telegram-bot, which takes long
to import, and is therefore imported by who has a token only.
"""

from __future__ import annotations

from bot.channels.telegram.account import Account, account_of, missing_settings

__all__ = ["Account", "account_of", "missing_settings"]
