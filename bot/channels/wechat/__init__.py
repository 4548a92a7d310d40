"""The WeChat service account (服务号): its callback, its deliveries, its menu.

`bot.channels.wechat.build` makes the channel; it brings in wechatpy, which takes long to import,
and is therefore imported by who has an account only.
"""

from __future__ import annotations

from bot.channels.wechat.account import Account, account_of, missing_settings
from bot.channels.wechat.patience import Patience
from bot.channels.wechat.transport import Sleep

__all__ = ["Account", "Patience", "Sleep", "account_of", "missing_settings"]
