"""The settings of a WeChat service account (服务号), checked at start."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from infra.errors import SettingsRefused
from infra.settings import Settings

__all__ = ["Account", "NoticeTemplate", "account_of", "missing_settings"]

NEEDED = ("wechat_token", "wechat_aes_key", "wechat_app_id", "wechat_app_secret")
AES_KEY = re.compile(r"[A-Za-z0-9]{43}")
FIELD = re.compile(r"(?!phrase)(\w{1,32}):(subject|at|remark)")
"""A field of the kind `phrase` holds five characters: none of ours fits (facts/channels.md §1)."""


@dataclass(frozen=True, slots=True)
class NoticeTemplate:
    """A notice that the platform lets us send outside the window. fields: its key, our value."""

    id: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Account:
    """A service account. Only a certified one may send messages and fetch media.

    oauth: whether it may ask WeChat whose browser it is (网页授权); a certified one may.
    """

    token: str
    aes_key: str
    app_id: str
    app_secret: str
    api_base: str
    certified: bool = True
    template: NoticeTemplate | None = None
    subscription: NoticeTemplate | None = None
    oauth_base: str = "https://open.weixin.qq.com"
    oauth: bool = True


def missing_settings(settings: Settings) -> tuple[str, ...]:
    """The names of the settings without which the channel is off."""
    return tuple(f"LIAN_{name.upper()}" for name in NEEDED if not _plain(settings, name))


def account_of(settings: Settings) -> Account | None:
    """The account, None if the channel is off.

    Raises:
        SettingsRefused: a setting cannot be what it says.
    """
    if missing_settings(settings):
        return None
    aes_key = _plain(settings, "wechat_aes_key")
    if not AES_KEY.fullmatch(aes_key):
        raise SettingsRefused(
            "LIAN_WECHAT_AES_KEY must be the 43 letters and digits of the EncodingAESKey."
        )
    return Account(
        _plain(settings, "wechat_token"),
        aes_key,
        settings.wechat_app_id,
        _plain(settings, "wechat_app_secret"),
        _address("API", settings.wechat_api_base),
        settings.wechat_certified,
        _template("TEMPLATE", settings.wechat_template_id, settings.wechat_template_fields),
        _template("SUBSCRIBE", settings.wechat_subscribe_id, settings.wechat_subscribe_fields),
        _address("OAUTH", settings.wechat_oauth_base),
        settings.wechat_certified and settings.wechat_oauth,
    )


def _address(name: str, address: str) -> str:
    try:
        good = urlsplit(address).scheme in ("http", "https")
    except ValueError:
        good = False
    if not good:
        raise SettingsRefused(f"LIAN_WECHAT_{name}_BASE must be an address, like https://….")
    return address.rstrip("/")


def _template(name: str, template_id: str, fields: str) -> NoticeTemplate | None:
    if not template_id:
        return None
    pairs = [FIELD.fullmatch(each.strip()) for each in fields.split(",") if each.strip()]
    if not pairs or None in pairs:
        raise SettingsRefused(
            f"LIAN_WECHAT_{name}_FIELDS must name the template's fields and what stands in them,"
            " for example thing1:subject,time2:at,thing3:remark. No phrase: it holds too little."
        )
    return NoticeTemplate(template_id, tuple((each[1], each[2]) for each in pairs if each))


def _plain(settings: Settings, name: str) -> str:
    value = getattr(settings, name)
    return value if isinstance(value, str) else str(value.get_secret_value())
