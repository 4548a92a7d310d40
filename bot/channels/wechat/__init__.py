"""The WeChat service account (服务号): its callback, its deliveries, its menu."""

from __future__ import annotations

from bot.channels.wechat.account import Account, account_of, missing_settings
from bot.channels.wechat.build import WeChat, WeChatPorts, build_wechat
from bot.channels.wechat.callback import Patience
from bot.channels.wechat.transport import Sleep

__all__ = [
    "Account",
    "Patience",
    "Sleep",
    "WeChat",
    "WeChatPorts",
    "account_of",
    "build_wechat",
    "missing_settings",
]
