"""Pages opened inside WeChat are shown to the account that their link was sent to."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest

from bot.exchange import Grant, SessionRef
from bot.linking import LinkSigner
from infra.encryption import Keyring
from infra.signing import Signer
from tests.conftest import MASTER_KEY
from tests.fakes.chat_stage import BASE_URL, stage, wechat_settings
from tests.fakes.wechat_platform import SECRET

INSIDE = "Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 MicroMessenger/8.0.50"
KEYRING = Keyring(MASTER_KEY)
LOG_IN = "/sns/oauth2/access_token"


class Phone:
    """WeChat's browser on somebody's telephone."""

    def __init__(self, stage, openid, agent=INSIDE):
        self.stage = stage
        self.openid = openid
        transport = httpx.ASGITransport(app=stage.bot.app)
        headers = {"user-agent": agent, "accept": "text/html"}
        self.http = httpx.AsyncClient(transport=transport, base_url=BASE_URL, headers=headers)

    async def go(self, address):
        """Open an address, and come back from WeChat if it leads there."""
        shown = await self.http.get(address)
        return shown if shown.status_code != 302 else await self.http.get(self.back(shown))

    def back(self, redirect):
        return self.stage.platform.authorized(redirect.headers["location"], self.openid)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *_):
        await self.http.aclose()


@pytest.fixture
async def owner(wechat):
    person = wechat.platform.person()
    await person.event("subscribe")
    await person.say("同意")
    return person


@pytest.fixture
def link(wechat, owner):
    """A link that stands in the owner's chat."""
    (row,) = wechat.rows("SELECT conversation_id, person_id FROM bot.channel_identities")
    return address_of(wechat, row)


def address_of(wechat, row, target="page:upload:iou", channel="wechat"):
    grant = Grant(target, row[0], row[1], channel)
    return f"/h/{target.split(':')[1]}/{signer_of(wechat).sign(grant)}"


def signer_of(wechat):
    return LinkSigner(Signer(KEYRING.signing_key("links"), wechat.clock), wechat.clock)


@pytest.fixture
async def phone(wechat, owner):
    async with Phone(wechat, owner.openid) as found:
        yield found


@pytest.fixture
async def stranger(wechat, link):
    person = wechat.platform.person("oStranger_2")
    await person.event("subscribe")
    async with Phone(wechat, person.openid) as found:
        yield found


def fields():
    return {"data": {"id": "x1"}, "files": [("file", ("a.jpg", b"x", "image/jpeg"))]}


async def test_page_is_shown_after_a_silent_log_in_and_then_without(wechat, phone, link):
    shown = await phone.go(link)
    assert shown.status_code == httpx.codes.OK
    assert "上传材料" in shown.text
    again = await phone.http.get(link)
    assert again.status_code == httpx.codes.OK
    assert wechat.platform.calls[LOG_IN] == 1
    posted = await phone.http.post(link, **fields())
    assert posted.status_code == httpx.codes.OK


async def test_cookies_are_for_pages_only_and_out_of_reach_of_scripts(phone, link):
    sent = await phone.http.get(link)
    shown = await phone.http.get(phone.back(sent))
    for response in (sent, shown):
        cookie = response.headers["set-cookie"]
        for part in ("Path=/h;", "HttpOnly", "Secure", "SameSite=Lax"):
            assert part in cookie


async def test_link_passed_on_inside_wechat_opens_nothing(stranger, link):
    shown = await stranger.go(link)
    assert shown.status_code == httpx.codes.FORBIDDEN
    assert "另一个微信号" in shown.text
    assert "set-cookie" not in shown.headers
    assert (await stranger.http.post(link, **fields())).status_code == httpx.codes.FORBIDDEN


async def test_who_has_never_written_is_a_stranger_too(wechat, link):
    async with Phone(wechat, "oNobody") as nobody:
        assert (await nobody.go(link)).status_code == httpx.codes.FORBIDDEN


async def test_own_log_in_does_not_open_another_persons_link(wechat, phone, stranger, link):
    rows = wechat.rows("SELECT conversation_id, person_id FROM bot.channel_identities")
    own = [address_of(wechat, row) for row in rows]
    theirs = next(each for each in own if each.split(".")[0] != link.split(".")[0])
    assert (await phone.go(link)).status_code == httpx.codes.OK
    assert (await phone.go(theirs)).status_code == httpx.codes.FORBIDDEN
    assert (await stranger.go(theirs)).status_code == httpx.codes.OK


async def test_answer_of_wechat_counts_once(wechat, phone, link):
    back = phone.back(await phone.http.get(link))
    state_cookie = phone.http.cookies["lian_state"]
    assert (await phone.http.get(back)).status_code == httpx.codes.OK
    async with Phone(wechat, phone.openid) as other:
        other.http.cookies.set("lian_state", state_cookie)
        assert (await other.http.get(back)).status_code == httpx.codes.FORBIDDEN
    assert wechat.platform.calls[LOG_IN] == 1


async def test_answer_of_wechat_is_worth_nothing_in_another_browser(wechat, phone, link):
    back = phone.back(await phone.http.get(link))
    async with Phone(wechat, phone.openid) as other:
        assert (await other.http.get(back)).status_code == httpx.codes.FORBIDDEN
    assert wechat.platform.calls[LOG_IN] == 0


@pytest.mark.parametrize(
    "query",
    [
        "?state=",
        "?state=0123456789abcdef&code=x",
        "?code=x&state={state}&state={state}",
        "?state={state}",
        "?state={state}&code=",
        "?state={state}&code=" + "x" * 600,
        "?state={state}0&code=x",
        "?state=%FF%00&code=x",
    ],
)
async def test_forged_answers_are_refused(wechat, phone, link, query):
    state = httpx.URL((await phone.http.get(link)).headers["location"]).params["state"]
    shown = await phone.http.get(link + query.format(state=state))
    assert shown.status_code == httpx.codes.FORBIDDEN
    assert wechat.platform.calls[LOG_IN] == 0
    assert (await phone.go(link)).status_code == httpx.codes.OK


async def test_code_that_was_used_is_refused(wechat, phone, link):
    first = httpx.URL(phone.back(await phone.http.get(link)))
    wechat.platform.used_codes.add(first.params["code"])
    shown = await phone.http.get(str(first))
    assert shown.status_code == httpx.codes.BAD_GATEWAY
    assert "重新点开" in shown.text


@pytest.mark.parametrize("fault", ["down", "lost", 40029, -1, 40125])
async def test_fault_of_the_platform_is_said_and_the_next_try_is_well(wechat, phone, link, fault):
    tries = 3 if fault == "down" else 1
    wechat.platform.fail(LOG_IN, *[fault] * tries)
    shown = await phone.go(link)
    assert shown.status_code in (httpx.codes.BAD_GATEWAY, httpx.codes.SERVICE_UNAVAILABLE)
    assert "error_internal" not in shown.text
    assert "微信" in shown.text
    assert SECRET not in shown.text
    assert wechat.platform.calls[LOG_IN] == tries
    assert (await phone.go(link)).status_code == httpx.codes.OK


async def test_log_in_begun_too_long_ago_is_refused(wechat, phone, link):
    back = phone.back(await phone.http.get(link))
    wechat.clock.advance(timedelta(minutes=16))
    assert (await phone.http.get(back)).status_code == httpx.codes.FORBIDDEN


async def test_other_browsers_and_other_channels_go_by_the_link_alone(wechat, phone, owner, link):
    async with Phone(wechat, owner.openid, "Mozilla/5.0 Safari/605.1.15") as safari:
        assert (await safari.http.get(link)).status_code == httpx.codes.OK
    (row,) = wechat.rows("SELECT conversation_id, person_id FROM bot.channel_identities")
    session = SessionRef(*map(str, row))
    with wechat.database.transaction() as connection:
        wechat.identities.add(connection, "telegram", "77", session, wechat.clock.now())
    for channel in ("web", "telegram"):
        address = address_of(wechat, row, channel=channel)
        assert (await phone.http.get(address)).status_code == httpx.codes.OK


@pytest.mark.parametrize("off", ["wechat_certified", "wechat_oauth"])
async def test_account_that_may_not_ask_goes_by_the_link_alone(
    settings, database_url, clock, database, off
):
    changed = wechat_settings(settings, **{off: False})
    async with stage(changed, database_url, clock, database) as ready:
        person = ready.platform.person()
        await person.event("subscribe")
        (row,) = ready.rows("SELECT conversation_id, person_id FROM bot.channel_identities")
        async with Phone(ready, person.openid) as phone:
            shown = await phone.http.get(address_of(ready, row))
        assert shown.status_code == httpx.codes.OK


async def test_proof_is_no_link(phone, link):
    await phone.go(link)
    proof = phone.http.cookies["lian_wechat"]
    shown = await phone.http.get(f"/h/login/{proof}")
    assert shown.status_code == httpx.codes.NOT_FOUND
