"""A plain loan case over Telegram: interview, buttons, photos, a signature photo, the number."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest
from PIL import Image

from tests.fakes.contract_client import Case
from tests.fakes.materials import jpeg_photo, signature_png
from tests.fakes.telegram_platform import SECRET, TOKEN, FakeTelegram
from tests.fakes.web_server import serve
from tests.journeys.cases import plain_loan
from tests.journeys.clerk import Clerk
from tests.journeys.server import Server
from tests.journeys.telegram_client import TelegramClient, reaches

CASE_NO = "(2026)京0105民初1234号"


@pytest.fixture(scope="module")
def over_telegram(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Server, FakeTelegram]]:
    """A server with the Telegram channel on, and its platform."""
    telegram = FakeTelegram()
    with serve(telegram.api()) as api:
        server = Server(
            tmp_path_factory.mktemp("telegram") / "data",
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


def photographed(case: Case) -> Case:
    """The same case of somebody who has nothing but a telephone: every paper is a photo."""
    files = {
        kind: [(f"{kind}.jpg", "image/jpeg", jpeg_photo(1000 + 10 * place))]
        for place, kind in enumerate(case.files)
    }
    drawn = Image.open(io.BytesIO(signature_png()))
    paper = Image.new("RGB", drawn.size, (244, 242, 236))
    paper.paste(drawn, mask=drawn)
    photo = io.BytesIO()
    paper.save(photo, "JPEG", quality=90)
    return replace(case, files=files, signature=photo.getvalue())


@pytest.mark.slow
def test_a_plain_case_over_telegram_reaches_its_number(
    over_telegram: tuple[Server, FakeTelegram],
) -> None:
    server, telegram = over_telegram
    client = TelegramClient(server.client(), photographed(plain_loan()), telegram)
    client.run()
    client.poll(60, "已经交给")
    client.until(lambda: "已经交给" in client.person.text())
    number = str(client.filings()[0]["number"])
    clerk = Clerk(server.client(), server.clerk)
    clerk.wait_for_review(number)

    assert clerk.accept(number, CASE_NO).status_code == httpx.codes.OK
    client.until(lambda: CASE_NO in client.person.text())
    seen = len(client.person.screen)
    client.say("我的案子怎么样了")
    client.until(lambda: CASE_NO in client.person.text(seen))

    assert telegram.calls["download"] == len(client.case.files) + 1
    assert set(telegram.statuses) == {200}
    assert client.filings()[0]["case_no"] == CASE_NO
