"""One request to the platform: a shared token, few retries, error codes as exceptions."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any

import httpx
import orjson
import structlog
from anyio import to_thread

from bot.channels.platform_errors import PlatformRefused, PlatformUnreachable
from bot.channels.wechat.account import Account
from bot.sessions.platform_tokens import PlatformTokens

__all__ = ["BUSY", "Sleep", "Transport", "checked"]

TIMEOUT = httpx.Timeout(5, connect=2)
LONGEST_SECONDS = 15.0
"""For one try, however slowly an answer comes."""
LONGEST_ANSWER = 20_000_000
"""The platform's photos have 10 MB at most (facts/channels.md §1)."""
TRIES = 3
BUSY = -1
"""系统繁忙: the platform asks to be asked later."""
TOKEN_CODES = frozenset({40001, 40014, 42001})
TOKEN_PATH = "/cgi-bin/stable_token"
LOGIN_PATH = "/sns/oauth2/access_token"
TOKEN_MARGIN = timedelta(minutes=5)
TOKEN_WAIT_SECONDS = 6.0
LOOK_AGAIN_SECONDS = 0.1
FETCH_PAUSE = timedelta(seconds=3)
NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)

Sleep = Callable[[float], Awaitable[None]]
Act = Callable[[str], Awaitable[httpx.Response]]
log = structlog.get_logger("bot.channels.wechat")


class Transport:
    """Requests for one account. The token never stands in an error or a log."""

    def __init__(
        self,
        account: Account,
        tokens: PlatformTokens,
        http: httpx.AsyncClient,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._account = account
        self._tokens = tokens
        self._http = http
        self._sleep = sleep

    def address(self, path: str) -> str:
        """Where a call goes."""
        return self._account.api_base + path

    async def post(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Call with a JSON body, which goes as UTF-8: the platform refuses escapes.

        Raises:
            PlatformRefused, PlatformUnreachable
        """
        content = orjson.dumps(body)

        async def act(token: str) -> httpx.Response:
            return await self._http.post(
                self.address(path),
                params={"access_token": token},
                content=content,
                headers={"Content-Type": "application/json; charset=utf-8"},
                timeout=TIMEOUT,
            )

        return checked(await self._with_token(act, repeatable=False))

    async def get(self, path: str, query: Mapping[str, str]) -> httpx.Response:
        """Call without a body; may be repeated.

        Raises:
            PlatformRefused, PlatformUnreachable
        """

        async def act(token: str) -> httpx.Response:
            return await self._read(self.address(path), {"access_token": token, **query})

        return await self._with_token(act, repeatable=True)

    async def fetch(self, url: str) -> httpx.Response:
        """Get an address that needs no token.

        Raises:
            PlatformUnreachable
        """
        return await self._tried(lambda: self._read(url), repeatable=True)

    async def _read(self, url: str, query: Mapping[str, str] | None = None) -> httpx.Response:
        """The answer to a GET, as long as it is no longer than any photo."""
        content = bytearray()
        async with self._http.stream("GET", url, params=query, timeout=TIMEOUT) as response:
            async for chunk in response.aiter_bytes():
                content += chunk
                if len(content) > LONGEST_ANSWER:
                    raise PlatformUnreachable("a file beyond any photo", sent=True)
        media_type = response.headers.get("content-type", "")
        headers = {"Content-Type": media_type} if media_type else {}
        return httpx.Response(response.status_code, headers=headers, content=bytes(content))

    async def openid_of(self, code: str) -> str:
        """Whose browser brought this code, which counts once and for five minutes.

        Raises:
            PlatformRefused, PlatformUnreachable
        """
        query = {
            "appid": self._account.app_id,
            "secret": self._account.app_secret,
            "code": code,
            "grant_type": "authorization_code",
        }
        url = self.address(LOGIN_PATH)
        answer = checked(
            await self._tried(
                lambda: self._http.get(url, params=query, timeout=TIMEOUT), repeatable=False
            )
        )
        openid = answer.get("openid")
        if not isinstance(openid, str) or not openid:
            raise PlatformUnreachable("a log-in answer without an account", sent=True)
        return openid

    async def _with_token(self, act: Act, *, repeatable: bool) -> httpx.Response:
        """Act; after a refused token once more with a new one, after 系统繁忙 up to three times."""
        token = await self._token()
        renewed = False
        for attempt in range(TRIES):
            response = await self._tried(partial(act, token), repeatable=repeatable)
            code = _errcode(response)
            if code in TOKEN_CODES and not renewed:
                token, renewed = await self._token(stale=token), True
                continue
            if code == BUSY and attempt + 1 < TRIES:
                await self._sleep(0.2 * 2**attempt)
                continue
            break
        return response

    async def _tried(
        self, request: Callable[[], Awaitable[httpx.Response]], *, repeatable: bool
    ) -> httpx.Response:
        for attempt in range(TRIES):
            last = attempt + 1 == TRIES
            try:
                async with asyncio.timeout(LONGEST_SECONDS):
                    response = await request()
            except TimeoutError:  # it came, but drop by drop
                raise PlatformUnreachable("too slow", sent=True) from None
            except httpx.HTTPError as error:
                never_sent = isinstance(error, NEVER_SENT)
                if last or not (never_sent or repeatable):
                    name = type(error).__name__
                    raise PlatformUnreachable(name, sent=not never_sent) from None
            else:
                if response.status_code < httpx.codes.INTERNAL_SERVER_ERROR:
                    return response
                if last or not repeatable:
                    raise PlatformUnreachable(f"status {response.status_code}", sent=True)
            await self._sleep(0.2 * 2**attempt)
        raise PlatformUnreachable("no try left", sent=False)

    async def _token(self, stale: str | None = None) -> str:
        """The token that all processes share; one of them fetches it, the others wait.

        Raises:
            PlatformRefused, PlatformUnreachable
        """
        account = self._account.app_id
        waited = 0.0
        while waited < TOKEN_WAIT_SECONDS:
            state = await to_thread.run_sync(self._tokens.claim, account, stale)
            if state.token is not None:
                return state.token
            if state.fetch:
                return await self._fetched(account, stale if state.force else None)
            await self._sleep(LOOK_AGAIN_SECONDS)
            waited += LOOK_AGAIN_SECONDS
        raise PlatformUnreachable("no token", sent=False)

    async def _fetched(self, account: str, refused: str | None) -> str:
        try:
            token, lasts = await self._asked_for(force=False)
            forced = refused is not None and token == refused
            if forced:
                token, lasts = await self._asked_for(force=True)
        except (PlatformRefused, PlatformUnreachable) as error:
            log.warning("wechat.no_access", reason=error.detail)
            await to_thread.run_sync(self._tokens.give_up, account, FETCH_PAUSE)
            if isinstance(error, PlatformUnreachable):
                # Whatever became of that request: what the token was for has not been sent.
                raise PlatformUnreachable(error.detail, sent=False) from None
            raise
        margin = min(TOKEN_MARGIN, lasts / 10)

        def keep() -> None:
            self._tokens.keep(account, token, lasts - margin, forced=forced)

        await to_thread.run_sync(keep)
        return token

    async def _asked_for(self, *, force: bool) -> tuple[str, timedelta]:
        body = {
            "grant_type": "client_credential",
            "appid": self._account.app_id,
            "secret": self._account.app_secret,
            "force_refresh": force,
        }
        answer = checked(
            await self._tried(
                lambda: self._http.post(self.address(TOKEN_PATH), json=body, timeout=TIMEOUT),
                repeatable=True,
            )
        )
        token, seconds = answer.get("access_token"), answer.get("expires_in")
        if not isinstance(token, str) or not token or not isinstance(seconds, int):
            raise PlatformUnreachable("a token answer without a token", sent=True)
        return token, timedelta(seconds=seconds)


def _errcode(response: httpx.Response) -> int:
    """The error code in a JSON answer, 0 if it is none (a file may be JSON, too)."""
    if len(response.content) > 64 * 1024 or not response.content.lstrip().startswith(b"{"):
        return 0
    try:
        code = orjson.loads(response.content).get("errcode", 0)
    except orjson.JSONDecodeError:
        return 0
    return code if isinstance(code, int) else 0


def checked(response: httpx.Response) -> dict[str, Any]:
    """The JSON object of an answer.

    Raises:
        PlatformRefused: it holds an error code.
        PlatformUnreachable: it is no JSON object.
    """
    try:
        answer = orjson.loads(response.content)
    except orjson.JSONDecodeError:
        raise PlatformUnreachable("not JSON", sent=True) from None
    if not isinstance(answer, dict):
        raise PlatformUnreachable("not a JSON object", sent=True)
    code = answer.get("errcode", 0)
    if code:
        raise PlatformRefused(str(code if isinstance(code, int) else BUSY))
    return answer
