"""A whole loan case over WeChat: interview, photos, files, preview, signature, 补正, number."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Iterator

import httpx
import pytest

from tests.fakes.web_server import serve
from tests.fakes.wechat_platform import AES_KEY, APP_ID, FAULT, SECRET, TOKEN, Person
from tests.journeys.cases import rich_loan
from tests.journeys.clerk import Clerk
from tests.journeys.server import Server, data_folder
from tests.journeys.wechat_client import WeChatClient, WeChatPlatform

CASE_NO = "(2026)京0105民初1234号"
TAG = re.compile(r"</?a[^>]*>|\s+")


@pytest.fixture(scope="module")
def over_wechat() -> Iterator[tuple[Server, WeChatPlatform]]:
    """A server with the WeChat channel on, and its platform."""
    platform = WeChatPlatform("")
    with serve(platform.api()) as api, data_folder() as folder:
        server = Server(
            folder,
            LIAN_WECHAT_TOKEN=TOKEN,
            LIAN_WECHAT_AES_KEY=AES_KEY,
            LIAN_WECHAT_APP_ID=APP_ID,
            LIAN_WECHAT_APP_SECRET=SECRET,
            LIAN_WECHAT_API_BASE=api,
        )
        platform._address = server.address
        try:
            yield server.start(), platform
        finally:
            server.stop()


def wait_for(client: WeChatClient, words: str, seconds: float = 120) -> None:
    """Until it stands on the screen by itself."""
    deadline = time.monotonic() + seconds
    while words not in "".join(client.person.screen):
        assert time.monotonic() < deadline, f"{words} never came: {client.person.screen[-3:]}"
        time.sleep(0.2)


def flat(text: str) -> str:
    return TAG.sub("", text)


@pytest.mark.slow
def test_a_rich_case_over_wechat_reaches_its_number_through_one_correction(over_wechat) -> None:
    server, platform = over_wechat
    client = WeChatClient(server.client(), rich_loan(), platform)
    client.run()
    # The quota of five pushes may be used up by then: the rest is shown at the next contact.
    client.poll(30, "已经交给")
    asyncio.run(client.person.say("再说一遍"))
    wait_for(client, "已经交给")
    number = str(client.filings()[0]["number"])
    clerk = Clerk(server.client(), server.clerk)
    clerk.wait_for_review(number)
    clerk.give_back(number, [("loans[0].amount_delivered", "与转账记录不一致")])
    client.poll(20, "退回")
    asyncio.run(client.person.say("再说一遍"))
    wait_for(client, "退回")
    client.refresh()
    client.run()
    clerk.wait_for_review(number)
    assert clerk.accept(number, CASE_NO).status_code == httpx.codes.OK
    client.poll(20, CASE_NO)
    asyncio.run(client.person.say("我的案子怎么样了"))

    screen = client.person.screen
    assert CASE_NO in "".join(screen)
    assert FAULT not in screen
    assert {status for status, _ in platform.responses} == {200}
    seen = flat("".join(screen))
    client.refresh()
    # What the web page was answered is not WeChat's to show.
    told = [
        message
        for message in client.messages
        if message["from"] == "bot" and not message["text"].startswith("接上了")
    ]
    lost = [
        line
        for message in told
        for line in message["text"].splitlines()
        if flat(line) and flat(line) not in seen
    ]
    assert not lost
    opens_pages(server, client.person)


def opens_pages(server: Server, person: Person) -> None:
    """Previews and documents open from the links in the chat."""
    links = [address for address, _ in person.links() if "/h/preview/" in address]
    assert links
    http = server.client()
    opened = 0
    for address in links:
        page = http.get(address)
        assert page.status_code == httpx.codes.OK
        assert "回到对话里接着办" in page.text
        for found in re.findall(r'(?:src|href)="(/web/o/[^"]+)"', page.text):
            assert http.get(found).status_code == httpx.codes.OK
            opened += 1
    assert opened
