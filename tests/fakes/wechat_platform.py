"""A WeChat platform to the facts: it signs, encrypts, repeats, counts quotas, expires tokens.

Both sides of it: the callbacks it sends to the bot, and the API that the bot calls.
"""

from __future__ import annotations

import asyncio
import itertools
import re
import secrets
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import unquote
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from infra.clock import Clock
from tests.fakes.wechat_crypto import PlatformCrypto, sha1_of

__all__ = ["FAULT", "Callback", "FakePlatform", "Person"]

TOKEN = "callbacktoken"
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
APP_ID = "wx1234567890abcdef"
SECRET = "the-app-secret"
ACCOUNT = "gh_lian"
API_BASE = "http://api.weixin.fake"
FAULT = "该公众号提供的服务出现故障，请稍后再试"
LONGEST = 2048
ATTEMPTS = 3
WITHOUT_TOKEN = ("/cgi-bin/stable_token", "/sns/oauth2/access_token")
TAP = re.compile(r"weixin://bizmsgmenu\?msgmenucontent=([^&\"]*)&msgmenuid=([\w.]+)")


@dataclass
class Callback:
    """One request to the bot, as it goes over the wire."""

    query: dict[str, str]
    body: bytes


@dataclass
class Person:
    """Somebody with WeChat; `screen` is what they see of the bot."""

    platform: FakePlatform
    openid: str
    screen: list[str] = field(default_factory=list)
    grants: list[tuple[datetime, int]] = field(default_factory=list)
    subscribed: bool = True
    blocks_templates: bool = False
    notices: list[dict[str, str]] = field(default_factory=list)

    async def say(self, text: str, **more: str) -> list[str]:
        """Send words; what came on the screen since."""
        return await self.send("text", {"Content": text, **more})

    async def tap(self, label: str) -> list[str]:
        """Tap an option in the newest text that has it."""
        return await self.send("text", self.tapped(label))

    def tapped(self, label: str) -> dict[str, str]:
        """What a tap on the newest option of that label sends."""
        for shown in reversed(self.screen):
            for address, name in re.findall(r'<a href="([^"]+)">([^<]*)</a>', shown):
                found = TAP.match(address)
                if name == label and found:
                    return {"Content": unquote(found[1]), "bizmsgmenuid": found[2]}
        raise AssertionError(f"no option {label!r} on the screen")

    async def send(self, kind: str, fields: dict[str, str], message_id: str = "") -> list[str]:
        """Send a message of any kind."""
        seen = len(self.screen)
        self.grants.append((self.platform.clock.now() + timedelta(hours=48), 5))
        number = message_id or self.platform.next_id()
        xml = self.platform.xml(self, {"MsgType": kind, **fields, "MsgId": number})
        await self.platform.push(self, xml)
        return self.screen[seen:]

    async def event(self, event: str, key: str = "", **fields: str) -> list[str]:
        """Do something that is an event."""
        seen = len(self.screen)
        if event in ("subscribe", "SCAN", "CLICK"):
            self.grants.append((self.platform.clock.now() + timedelta(minutes=1), 3))
        self.subscribed = event != "unsubscribe"
        xml = self.platform.xml(
            self, {"MsgType": "event", "Event": event, "EventKey": key, **fields}
        )
        await self.platform.push(self, xml)
        return self.screen[seen:]

    def links(self) -> list[tuple[str, str]]:
        """Addresses and labels of all web links on the screen, newest last."""
        pattern = re.compile(r'<a href="(https?://[^"]+)">([^<]*)</a>')
        return [found for shown in self.screen for found in pattern.findall(shown)]

    def may_get(self) -> bool:
        """Use up one message of the quota, if any is left."""
        now = self.platform.clock.now()
        self.grants = [(ends, left) for ends, left in self.grants if ends > now and left > 0]
        if not self.grants:
            return False
        ends, left = self.grants.pop()
        # Grants do not add up: the newest one counts.
        self.grants = [(ends, left - 1)]
        return True


@dataclass
class FakePlatform:
    """One account. `deliver` sends a callback to the bot and gives its response."""

    clock: Clock
    deliver: Callable[[Callback], Awaitable[httpx.Response]] | None = None
    patience_seconds: float = 5.0
    persons: dict[str, Person] = field(default_factory=dict)
    media: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    calls: Counter[str] = field(default_factory=Counter)
    faults: dict[str, list[int | str]] = field(default_factory=dict)
    responses: list[tuple[int, str]] = field(default_factory=list)
    menu: list[dict[str, str]] = field(default_factory=list)
    seconds_valid: int = 7200
    codes: dict[str, str] = field(default_factory=dict)
    used_codes: set[str] = field(default_factory=set)
    token: str = ""
    token_ends: datetime | None = None

    def __post_init__(self) -> None:
        self.crypto = PlatformCrypto(TOKEN, AES_KEY, APP_ID)
        self._ids = itertools.count(24_000_000_000_000_000)
        self._notices: dict[str, Person] = {}

    def person(self, openid: str = "oPerson_1-x") -> Person:
        """Somebody, made at first sight."""
        return self.persons.setdefault(openid, Person(self, openid))

    def next_id(self) -> str:
        return str(next(self._ids))

    # ---- callbacks to the bot

    def xml(self, person: Person, fields: dict[str, str]) -> str:
        """A message's plain XML."""
        created = str(int(self.clock.now().timestamp()))
        common = {"ToUserName": ACCOUNT, "FromUserName": person.openid, "CreateTime": created}
        parts = [f"<{name}>{escape(text)}</{name}>" for name, text in (common | fields).items()]
        return f"<xml>{''.join(parts)}</xml>"

    def sealed(self, xml: str) -> Callback:
        """The callback of a message, with fresh nonce and timestamp."""
        encrypted = self.crypto.encrypt(xml)
        return self.signed(encrypted)

    def signed(self, encrypted: str) -> Callback:
        """A callback around something encrypted."""
        timestamp, nonce = str(int(self.clock.now().timestamp())), secrets.token_hex(5)
        query = {
            "signature": sha1_of(TOKEN, timestamp, nonce),
            "timestamp": timestamp,
            "nonce": nonce,
            "openid": "ignored",
            "encrypt_type": "aes",
            "msg_signature": sha1_of(TOKEN, timestamp, nonce, encrypted),
        }
        body = (
            f"<xml><ToUserName><![CDATA[{ACCOUNT}]]></ToUserName>"
            f"<Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>"
        )
        return Callback(query, body.encode())

    async def push(self, person: Person, xml: str) -> None:
        """Send a message to the bot, up to three times, until it answers in time."""
        assert self.deliver is not None
        for _ in range(ATTEMPTS):
            task = asyncio.ensure_future(self.deliver(self.sealed(xml)))
            done, _pending = await asyncio.wait({task}, timeout=self.patience_seconds)
            if done:
                self.show(person, task.result())
                return
        person.screen.append(FAULT)

    def show(self, person: Person, response: httpx.Response) -> None:
        """What a person sees of the bot's answer."""
        self.responses.append((response.status_code, response.text))
        if response.status_code == 200 and response.text in ("", "success"):
            return
        try:
            text = self.opened(response.text, person)
        except (AssertionError, ElementTree.ParseError, TypeError):
            person.screen.append(FAULT)
            return
        if len(text.encode()) <= LONGEST:
            person.screen.append(text)
        else:
            person.screen.append(FAULT)

    def opened(self, answer: str, person: Person) -> str:
        """The text of a passive answer; everything about it is checked."""
        outer = ElementTree.fromstring(answer)
        fields = {child.tag: child.text or "" for child in outer}
        assert set(fields) == {"Encrypt", "MsgSignature", "TimeStamp", "Nonce"}
        expected = sha1_of(TOKEN, fields["TimeStamp"], fields["Nonce"], fields["Encrypt"])
        assert fields["MsgSignature"] == expected
        plain, app_id = self.crypto.decrypt(fields["Encrypt"])
        assert app_id == APP_ID
        inner = ElementTree.fromstring(plain)
        found = {child.tag: child.text or "" for child in inner}
        assert set(found) == {"ToUserName", "FromUserName", "CreateTime", "MsgType", "Content"}
        assert found["ToUserName"] == person.openid
        assert found["FromUserName"] == ACCOUNT
        assert found["MsgType"] == "text"
        return found["Content"]

    # ---- the API

    def api(self) -> Starlette:
        """The API as an application."""
        routes = {
            "/cgi-bin/stable_token": self._stable_token,
            "/cgi-bin/message/custom/send": self._custom_send,
            "/cgi-bin/message/template/send": self._template_send,
            "/cgi-bin/message/subscribe/bizsend": self._subscribe_send,
            "/cgi-bin/media/get": self._media_get,
            "/cgi-bin/menu/create": self._menu_create,
            "/sns/oauth2/access_token": self._log_in,
        }
        guarded = [
            Route(path, self._guarded(path, act), methods=["GET", "POST"])
            for path, act in routes.items()
        ]
        return Starlette(routes=[*guarded, Route("/mmbiz/{name}", self._picture)])

    def client(self) -> httpx.AsyncClient:
        """A client of the API, inside this process."""
        return httpx.AsyncClient(transport=httpx.ASGITransport(app=self.api()))

    def fail(self, path: str, *faults: int | str) -> None:
        """The next calls of a path fail: with an error code, or `down`, `hang`, `lost`."""
        name = path if path.startswith("/") else f"/cgi-bin/{path}"
        self.faults.setdefault(name, []).extend(faults)

    def expire_token(self) -> None:
        """The token is no longer good, though its time is not over."""
        self.token, self.token_ends = "", None

    def _guarded(
        self, path: str, act: Callable[[Request], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def guarded(request: Request) -> Response:
            self.calls[path] += 1
            fault = self.faults[path].pop(0) if self.faults.get(path) else None
            if fault == "down":
                raise httpx.ConnectError("nobody listens")
            if fault == "hang":
                await asyncio.sleep(30)
            if fault == "lost":
                await act(request)
                raise httpx.ReadTimeout("no answer")
            if isinstance(fault, int):
                return JSONResponse({"errcode": fault, "errmsg": "told to"})
            if path not in WITHOUT_TOKEN and not self._authorised(request):
                return JSONResponse({"errcode": 40001, "errmsg": "invalid credential"})
            return await act(request)

        return guarded

    def _authorised(self, request: Request) -> bool:
        given = request.query_params.get("access_token")
        ends = self.token_ends
        return bool(given) and given == self.token and ends is not None and ends > self.clock.now()

    async def _stable_token(self, request: Request) -> Response:
        body = await request.json()
        if body["appid"] != APP_ID or body["secret"] != SECRET:
            return JSONResponse({"errcode": 40001, "errmsg": "invalid credential"})
        now = self.clock.now()
        if body["force_refresh"] or self.token_ends is None or self.token_ends <= now:
            self.token = f"token-{secrets.token_hex(20)}"
            self.token_ends = now + timedelta(seconds=self.seconds_valid)
        assert self.token_ends is not None
        left = int((self.token_ends - now).total_seconds())
        return JSONResponse({"access_token": self.token, "expires_in": left})

    async def _custom_send(self, request: Request) -> Response:
        raw = await request.body()
        assert b"\\u" not in raw
        body = await request.json()
        person = self.persons.get(body["touser"])
        text = body["text"]["content"]
        if person is None:
            code = 40003
        elif not person.subscribed:
            code = 43004
        elif len(text.encode()) > LONGEST:
            code = 45002
        elif not any(ends > self.clock.now() for ends, _ in person.grants):
            code = 45015
        elif not person.may_get():
            code = 45047
        else:
            person.screen.append(text)
            code = 0
        return JSONResponse({"errcode": code, "errmsg": "" if code else "ok"})

    async def _template_send(self, request: Request) -> Response:
        body = await request.json()
        person = self.persons[body["touser"]]
        if not person.subscribed:
            return JSONResponse({"errcode": 43004, "errmsg": "require subscribe"})
        number = self.next_id()
        self._notices[number] = person
        person.notices.append({name: each["value"] for name, each in body["data"].items()})
        return JSONResponse({"errcode": 0, "errmsg": "ok", "msgid": int(number)})

    async def _subscribe_send(self, request: Request) -> Response:
        body = await request.json()
        person = self.persons[body["touser"]]
        person.notices.append({name: each["value"] for name, each in body["data"].items()})
        return JSONResponse({"errcode": 0, "errmsg": "ok"})

    async def report_templates(self, status: str) -> None:
        """Tell the bot what became of its template messages."""
        for number, person in tuple(self._notices.items()):
            del self._notices[number]
            await person.event("TEMPLATESENDJOBFINISH", MsgID=number, Status=status)

    async def _media_get(self, request: Request) -> Response:
        found = self.media.get(request.query_params["media_id"])
        if found is None:
            return JSONResponse({"errcode": 40007, "errmsg": "invalid media_id"})
        return Response(found[0], media_type=found[1])

    async def _picture(self, request: Request) -> Response:
        """A picture by its address (PicUrl), which needs no token."""
        content, media_type = self.media[request.path_params["name"]]
        return Response(content, media_type=media_type)

    def authorized(self, location: str, openid: str) -> str:
        """Where WeChat's browser goes when it is sent to log in silently: back, with a code."""
        address = httpx.URL(location)
        query = dict(address.params)
        assert str(address.copy_with(query=None, fragment=None)) == (
            "https://open.weixin.qq.com/connect/oauth2/authorize"
        )
        assert address.fragment == "wechat_redirect"
        assert (query["appid"], query["response_type"]) == (APP_ID, "code")
        assert query["scope"] == "snsapi_base"
        assert re.fullmatch(r"[a-zA-Z0-9]{1,128}", query["state"])
        code = secrets.token_hex(16)
        self.codes[code] = openid
        back = httpx.URL(query["redirect_uri"])
        return str(back.copy_merge_params({"code": code, "state": query["state"]}))

    async def _log_in(self, request: Request) -> Response:
        """Whose a code is; it counts once."""
        query = request.query_params
        assert query["grant_type"] == "authorization_code"
        if (query["appid"], query["secret"]) != (APP_ID, SECRET):
            return JSONResponse({"errcode": 40125, "errmsg": "invalid appsecret"})
        if query["code"] in self.used_codes:
            return JSONResponse({"errcode": 40163, "errmsg": "code been used"})
        openid = self.codes.pop(query["code"], None)
        if openid is None:
            return JSONResponse({"errcode": 40029, "errmsg": "invalid code"})
        self.used_codes.add(query["code"])
        token = {"access_token": "another token", "expires_in": 7200, "refresh_token": "r"}
        return JSONResponse(token | {"openid": openid, "scope": "snsapi_base"})

    async def _menu_create(self, request: Request) -> Response:
        self.menu = (await request.json())["button"]
        return JSONResponse({"errcode": 0, "errmsg": "ok"})
