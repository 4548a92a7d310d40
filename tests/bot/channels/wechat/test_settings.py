"""A channel without its settings is off and says so; with odd ones nothing starts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pydantic import SecretStr

from bot.channels.wechat import account_of, missing_settings
from bot.channels.wechat.build import menu
from dialogs.schema.responses import Responses
from infra.errors import SettingsRefused
from tests.fakes.chat_stage import stage, wechat_settings


async def test_channel_without_settings_is_off(settings, database_url, clock, database):
    assert account_of(settings) is None
    assert missing_settings(settings)[0] == "LIAN_WECHAT_TOKEN"
    async with stage(settings, database_url, clock, database) as ready:
        assert (await ready.http.get("/wechat")).status_code == 404


def test_half_of_the_settings_is_not_enough(settings):
    some = wechat_settings(settings, wechat_app_secret=SecretStr(""))
    assert missing_settings(some) == ("LIAN_WECHAT_APP_SECRET",)
    assert account_of(some) is None


@pytest.mark.parametrize(
    "change",
    [
        {"wechat_aes_key": SecretStr("short")},
        {"wechat_template_id": "T", "wechat_template_fields": ""},
        {"wechat_template_id": "T", "wechat_template_fields": "thing1:name"},
        {"wechat_template_id": "T", "wechat_template_fields": "thing1:subject,phrase2:remark"},
        {"wechat_subscribe_id": "S", "wechat_subscribe_fields": "thing1"},
        {"wechat_api_base": "http://[bad"},
        {"wechat_oauth_base": "open.weixin.qq.com"},
    ],
)
def test_odd_settings_are_refused_with_a_reason(settings, change):
    with pytest.raises(SettingsRefused, match="LIAN_WECHAT"):
        account_of(wechat_settings(settings, **change))


def test_what_stands_in_a_notice_fits_its_fields():
    """A field of the kind `thing` holds 20 characters; a longer value is refused with 47003."""
    at = datetime(2026, 12, 31, 23, 59, tzinfo=UTC)
    for code in ("notice_subject", "notice_remark", "notice_at"):
        assert 0 < len(Responses.load().say("wechat", code, at=at)) <= 20, code


def test_menu_has_three_buttons_that_the_platform_takes():
    buttons = menu(Responses.load())
    assert [each["name"] for each in buttons] == ["立案", "我的案件", "帮助"]
    assert all(len(each["name"].encode()) <= 16 for each in buttons)
    assert all(each["type"] == "click" for each in buttons)
