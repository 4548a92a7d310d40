"""Silent log-in (网页授权, scope snsapi_base) before a page opened inside WeChat is shown.

A signed link can be passed on within WeChat by a touch; so there a page is shown only to the
account that the link was sent to. Another browser cannot ask WeChat who it is: there the link
alone opens the page, as it does for an account that is not certified.

The state that goes to WeChat and back is drawn by chance (it may hold letters and digits only);
what it was drawn for stands signed in the browser that was sent there, and it counts once.
"""

from __future__ import annotations

import hmac
from secrets import token_hex
from urllib.parse import urlencode

import structlog
from anyio import to_thread
from starlette.requests import Request

from bot.channels.platform_errors import PlatformRefused
from bot.channels.seam import Signer
from bot.channels.wechat.account import Account
from bot.channels.wechat.errors import LoginFailed, LoginRefused
from bot.channels.wechat.rendering import CHANNEL
from bot.channels.wechat.transport import Transport
from bot.errors import LinkExpired
from bot.exchange import Grant, Passage
from bot.sessions.channels import ChannelIdentities
from bot.sessions.replies import Replies
from infra.clock import Clock
from infra.database import Database

__all__ = ["PageLogin"]

AUTHORIZE = "/connect/oauth2/authorize"
BROWSER = "MicroMessenger"
STATE_COOKIE, PROOF_COOKIE = "lian_state", "lian_wechat"
STATE_SECONDS, PROOF_SECONDS = 15 * 60, 48 * 3600
PROVEN = "page:login:wechat"
"""What the proof in the browser says; it lasts as long as the links to pages do."""
log = structlog.get_logger("bot.channels.wechat")


class PageLogin:
    """Decides whether a page that a link opens is shown to this browser."""

    def __init__(
        self,
        account: Account,
        transport: Transport,
        signer: Signer,
        database: Database,
        identities: ChannelIdentities,
        replies: Replies,
        clock: Clock,
        base_url: str,
    ) -> None:
        self._account = account
        self._transport = transport
        self._signer = signer
        self._database = database
        self._identities = identities
        self._replies = replies
        self._clock = clock
        self._base_url = base_url.rstrip("/")
        # WeChat leads back to a registered domain only, never to this machine.
        self._on = account.oauth and self._base_url.startswith("https://")

    async def enter(self, request: Request, grant: Grant) -> Passage:
        """Whether this browser may use the page now, or where it has to go first.

        Raises:
            LoginRefused: it is another account's, or the answer was not asked for by it.
            LoginFailed: WeChat does not say whose it is.
        """
        inside = BROWSER in request.headers.get("user-agent", "")
        if not self._on or grant.channel != CHANNEL or not inside:
            return Passage()
        if self._signed(request, PROOF_COOKIE, grant) == PROVEN:
            return Passage()
        if request.method != "GET":
            raise LoginRefused("no proof")
        if "state" not in request.query_params:
            return self._sent_to_wechat(request, grant)
        await self._log_in(request, grant)
        proof = self._signer.sign(_about(PROVEN, grant))
        return Passage(cookie=self._cookie(PROOF_COOKIE, proof, PROOF_SECONDS))

    def _sent_to_wechat(self, request: Request, grant: Grant) -> Passage:
        state = token_hex(16)
        query = {
            "appid": self._account.app_id,
            "redirect_uri": self._base_url + request.url.path,
            "response_type": "code",
            "scope": "snsapi_base",
            "state": state,
        }
        signed = self._signer.sign(_about(f"state:{state}", grant))
        return Passage(
            f"{self._account.oauth_base}{AUTHORIZE}?{urlencode(query)}#wechat_redirect",
            self._cookie(STATE_COOKIE, signed, STATE_SECONDS),
        )

    async def _log_in(self, request: Request, grant: Grant) -> None:
        state, code = _one(request, "state"), _one(request, "code")
        expected = self._signed(request, STATE_COOKIE, grant) or ""
        if not hmac.compare_digest(expected.encode(), f"state:{state}".encode()):
            log.warning("wechat.login_refused", reason="state")
            raise LoginRefused("state")
        if not await to_thread.run_sync(self._first_use, state):
            log.warning("wechat.login_refused", reason="used state")
            raise LoginRefused("used state")
        try:
            openid = await self._transport.openid_of(code)
        except PlatformRefused as error:
            log.warning("wechat.login_refused", reason=error.detail)
            raise LoginFailed(error.detail) from None
        if not await to_thread.run_sync(self._belongs, openid, grant):
            log.warning("wechat.login_refused", reason="another account")
            raise LoginRefused("another account")

    def _first_use(self, state: str) -> bool:
        with self._database.transaction() as connection:
            return self._replies.used_first(
                connection, f"{CHANNEL}-login", state, self._clock.now()
            )

    def _belongs(self, openid: str, grant: Grant) -> bool:
        with self._database.transaction() as connection:
            found = self._identities.find(connection, CHANNEL, openid)
        if found is None:
            return False
        session = found.session
        return (session.conversation_id, session.person_id) == (
            grant.conversation_id,
            grant.person_id,
        )

    def _signed(self, request: Request, cookie: str, grant: Grant) -> str | None:
        """What a cookie of ours says of the person that the link was made for."""
        try:
            found = self._signer.open(request.cookies.get(cookie, ""))
        except LinkExpired:
            return None
        if found is None or found != _about(found.target, grant):
            return None
        return found.target

    def _cookie(self, name: str, value: str, seconds: int) -> str:
        return f"{name}={value}; Path=/h; Max-Age={seconds}; HttpOnly; Secure; SameSite=Lax"


def _about(target: str, grant: Grant) -> Grant:
    return Grant(target, grant.conversation_id, grant.person_id, CHANNEL)


def _one(request: Request, name: str) -> str:
    """The only value of a parameter.

    Raises:
        LoginRefused: there is none, or more than one, or it is longer than WeChat makes them.
    """
    values = request.query_params.getlist(name)
    if len(values) != 1 or not 0 < len(values[0]) <= 512:
        raise LoginRefused(f"no {name}")
    return values[0]
