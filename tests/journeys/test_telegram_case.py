"""A plain loan case over Telegram: buttons, photos, a PDF, one correction, files in the end."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import httpx
import pytest
from PIL import Image

from tests.fakes.contract_client import Case
from tests.fakes.materials import jpeg_photo, signature_png
from tests.fakes.telegram_platform import SECRET, TOKEN, FakeTelegram
from tests.fakes.web_server import serve
from tests.journeys.cases import plain_loan
from tests.journeys.clerk import Clerk
from tests.journeys.server import Server, data_folder
from tests.journeys.telegram_client import TelegramClient, reaches

CASE_NO = "(2026)京0105民初1234号"
ZIP = b"PK\x03\x04"
DOCUMENTS = {
    "下载起诉状": b"%PDF",
    "下载起诉状（Word）": ZIP,
    "下载全部材料": b"%PDF",
    "下载全部材料（压缩包）": ZIP,
}


@pytest.fixture(scope="module")
def over_telegram() -> Iterator[tuple[Server, FakeTelegram]]:
    """A server with the Telegram channel on, and its platform."""
    telegram = FakeTelegram()
    with serve(telegram.api()) as api, data_folder() as folder:
        server = Server(
            folder,
            LIAN_TELEGRAM_TOKEN=TOKEN,
            LIAN_TELEGRAM_SECRET=SECRET,
            LIAN_TELEGRAM_API_BASE=f"{api}/bot",
            LIAN_TELEGRAM_FILE_BASE=f"{api}/file/bot",
        )
        reaches(telegram, server.address)
        try:
            yield server.start(), telegram
        finally:
            server.stop()


def at_hand(case: Case) -> Case:
    """The same case of somebody with a telephone: photos for pictures, a photo of the signature."""
    photo = ("image/jpeg", "image/png")
    files = {
        kind: [
            (name, media, jpeg_photo(1000 + 10 * place) if media in photo else content)
            for name, media, content in given
        ]
        for place, (kind, given) in enumerate(case.files.items())
    }
    drawn = Image.open(io.BytesIO(signature_png()))
    paper = Image.new("RGB", drawn.size, (244, 242, 236))
    paper.paste(drawn, mask=drawn)
    signed = io.BytesIO()
    paper.save(signed, "JPEG", quality=90)
    return replace(case, files=files, signature=signed.getvalue())


@pytest.mark.slow
def test_a_plain_case_over_telegram_reaches_its_number_through_one_correction(
    over_telegram: tuple[Server, FakeTelegram],
) -> None:
    server, telegram = over_telegram
    client = TelegramClient(server.client(), at_hand(plain_loan()), telegram)
    sent_as = {media for given in client.case.files.values() for _, media, _ in given}
    assert sent_as >= {"image/jpeg", "application/pdf"}
    client.run()
    client.poll(60, "已经交给")
    client.until(lambda: "已经交给" in client.person.text())
    number = str(client.filings()[0]["number"])
    clerk = Clerk(server.client(), server.clerk)
    clerk.wait_for_review(number)

    clerk.give_back(number, [("loans[0].amount_delivered", "与转账记录不一致")])
    client.until(lambda: "退回" in client.person.text())
    client.refresh()
    client.run()
    clerk.wait_for_review(number)

    assert clerk.accept(number, CASE_NO).status_code == httpx.codes.OK
    client.until(lambda: CASE_NO in client.person.text())
    seen = len(client.person.screen)
    client.say("我的案子怎么样了")
    client.until(lambda: CASE_NO in client.person.text(seen))
    takes_documents_away(client)

    given = sum(len(each) for each in client.case.files.values())
    assert telegram.calls["download"] >= given + 2
    assert set(telegram.statuses) == {200}
    assert all(len(key["callback_data"]) <= 64 for key in keys_of(client) if "callback_data" in key)
    assert client.filings()[0]["case_no"] == CASE_NO


def keys_of(client: TelegramClient) -> list[dict[str, str]]:
    """Every button on the screen."""
    return [key for shown in client.person.screen for key in shown.keys]


def takes_documents_away(client: TelegramClient) -> None:
    """The complaint and the whole packet come as files when their buttons are pressed."""
    for label, begins in DOCUMENTS.items():
        seen = len(client.person.screen)
        asyncio.run(client.person.press(label))
        (content,) = client.until(partial(files_since, client, seen))
        assert content.startswith(begins), label


def files_since(client: TelegramClient, seen: int) -> list[bytes]:
    """What has come as a file."""
    return [content for shown in client.person.screen[seen:] for _, content in shown.files]
