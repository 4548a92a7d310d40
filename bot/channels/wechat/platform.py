"""What the bot asks of the platform: send, notify, fetch a picture, set the menu."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from bot.channels.platform_errors import PlatformUnreachable
from bot.channels.wechat.account import NoticeTemplate
from bot.channels.wechat.transport import Transport, checked

__all__ = ["Media", "Platform"]

PICTURE_HOSTS = (".qpic.cn", ".qlogo.cn")
NOT_A_FILE = ("json", "text/plain", "text/html")


@dataclass(frozen=True, slots=True)
class Media:
    """A file that a person has sent."""

    content: bytes
    media_type: str


class Platform:
    """The platform's API for one account."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    async def send_text(self, openid: str, text: str) -> None:
        """A customer-service message (客服消息)."""
        body = {"touser": openid, "msgtype": "text", "text": {"content": text}}
        await self._transport.post("/cgi-bin/message/custom/send", body)

    async def send_template(
        self, openid: str, template: NoticeTemplate, values: Mapping[str, str], key: str
    ) -> str:
        """A template message (模板消息), its id given. One of the same key is sent once."""
        body = _notice(openid, template, values) | {"client_msg_id": key}
        answer = await self._transport.post("/cgi-bin/message/template/send", body)
        return str(answer.get("msgid", ""))

    async def send_subscription(
        self, openid: str, template: NoticeTemplate, values: Mapping[str, str]
    ) -> None:
        """A subscription message (订阅通知), if the person has agreed to it."""
        body = _notice(openid, template, values)
        await self._transport.post("/cgi-bin/message/subscribe/bizsend", body)

    async def create_menu(self, buttons: Sequence[Mapping[str, str]]) -> None:
        """Replace the account's menu."""
        await self._transport.post("/cgi-bin/menu/create", {"button": list(buttons)})

    async def media(self, media_id: str) -> Media:
        """What a person has sent, by its id.

        Raises:
            PlatformRefused: it is gone; the platform says so in JSON, with status 200.
            PlatformUnreachable
        """
        response = await self._transport.get("/cgi-bin/media/get", {"media_id": media_id})
        return _file(response)

    async def picture(self, url: str) -> Media:
        """A picture by the address that came with it: all that an uncertified account gets.

        Raises:
            PlatformUnreachable: not an address of the platform, or no answer.
        """
        try:
            parsed = httpx.URL(url)
        except httpx.InvalidURL:
            raise PlatformUnreachable("no address", sent=False) from None
        ours = url.startswith(self._transport.address("/"))
        known = parsed.scheme in ("http", "https") and parsed.host.endswith(PICTURE_HOSTS)
        if not (ours or known):
            raise PlatformUnreachable("a foreign address", sent=False)
        return _file(await self._transport.fetch(url))


def _notice(openid: str, template: NoticeTemplate, values: Mapping[str, str]) -> dict[str, Any]:
    return {
        "touser": openid,
        "template_id": template.id,
        "data": {name: {"value": values[what]} for name, what in template.fields},
    }


def _file(response: httpx.Response) -> Media:
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if response.status_code != httpx.codes.OK or not response.content:
        raise PlatformUnreachable(f"status {response.status_code}", sent=True)
    if any(each in media_type for each in NOT_A_FILE):
        checked(response)
        raise PlatformUnreachable("an answer instead of a file", sent=True)
    return Media(response.content, media_type or "application/octet-stream")
