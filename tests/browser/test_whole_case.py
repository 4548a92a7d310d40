"""A loan case as two people live it: one on a phone, one at the court's desk, over `lian serve`.

Pictures of the way go to the folder that TEST_PICTURES names; those of the README are made so
(`make pictures`).
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from tests.browser.chat_page import ChatPage
from tests.browser.litigant import Litigant
from tests.fakes.contract_client import Case
from tests.fakes.materials import jpeg_photo
from tests.journeys.cases import rich_loan
from tests.journeys.conftest import server
from tests.journeys.server import Server

__all__ = ["server"]

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(240)]

CASE_NO = "(2026)浙0106民初1234号"
AMOUNT = "loans[0].amount_delivered"
DESK: ViewportSize = {"width": 1280, "height": 900}
COLOURS_OF_A_PICTURE = 160
RETURNED = "与转账记录不一致，请核对后改正。"
DOCUMENTS = {
    "民事起诉状 PDF",
    "民事起诉状 Word",
    "证据目录 PDF",
    "证据材料 PDF",
    "送达地址确认书 PDF",
}


@pytest.fixture
def desk(browser: Browser, server: Server) -> Iterator[Page]:
    """The console on a clerk's screen, logged in with what `lian serve` printed."""
    context = browser.new_context(viewport=DESK, locale="zh-CN")
    context.set_default_timeout(60_000)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    log_in = re.search(r"后台登录\s+(\S+) / (\S+)", server.log())
    assert log_in
    page.goto(f"{server.address}/console")
    page.get_by_label("用户名").fill(log_in[1])
    page.get_by_label("密码").fill(log_in[2])
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("button", name="退出登录")).to_be_visible()
    yield page
    context.close()
    assert errors == []


def keep(picture: bytes, name: str) -> None:
    """Keep a picture, with few colours so that it stays small."""
    if folder := os.environ.get("TEST_PICTURES"):
        path = Path(folder) / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        few = Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS_OF_A_PICTURE)
        few.save(path, optimize=True)


def look(page: Page, name: str) -> None:
    page.wait_for_timeout(300)  # a message fades in
    keep(page.screenshot(), name)


def first_page(content: bytes) -> bytes:
    """The first page of a PDF, as a picture."""
    document = pypdfium2.PdfDocument(content)
    buffer = io.BytesIO()
    document[0].render(scale=1.4).to_pil().save(buffer, "PNG")
    return buffer.getvalue()


def open_panel(page: Page) -> Locator:
    """The person's filings, with their documents."""
    page.locator("#open-filings").click()
    panel = page.get_by_role("dialog")
    expect(panel.locator(".filing")).to_have_count(1)
    return panel


def downloaded(context: BrowserContext, panel: Locator, server: Server) -> dict[str, bytes]:
    """Every document of the panel, as its button fetches it."""
    found = {}
    for link in panel.locator(".filing a").all():
        answer = context.request.get(f"{server.address}{link.get_attribute('href')}")
        assert answer.ok, link.inner_text()
        found[link.inner_text()] = answer.body()
    return found


def give_back(desk: Page, number: str) -> None:
    """Find it in the queue, tick two cells, say why, look once more, return."""
    desk.reload()
    expect(desk.get_by_role("link", name=number)).to_be_visible()
    look(desk, "console-queue")
    desk.get_by_role("link", name=number).click()
    expect(desk.locator("header.case")).to_contain_text(number)
    look(desk, "console-filing")
    desk.locator(f'[id="tick-{AMOUNT}"]').check()
    desk.locator(f'[id="reason-{AMOUNT}"]').fill(RETURNED)
    desk.locator('[id="tick-material:iou"]').check()
    desk.locator('[id="reason-material:iou"]').fill("照片看不清，请重新拍。")
    desk.locator(f'[id="at-{AMOUNT}"]').scroll_into_view_if_needed()
    look(desk, "console-returning")
    desk.get_by_role("button", name="核对退回内容").click()
    desk.get_by_role("button", name="确认退回").click()
    expect(desk.locator("header.case")).to_contain_text("已退回补正")


def accept(desk: Page, number: str, server: Server) -> None:
    """Accept the corrected filing with a case number."""
    desk.goto(f"{server.address}/console")
    desk.get_by_role("link", name=number).click()
    expect(desk.locator(f'[id="at-{AMOUNT}"]')).to_contain_text("补正前：196,000元")
    desk.get_by_label("案号（可不填）").fill(CASE_NO)
    desk.get_by_role("button", name="核对后通过").click()
    desk.get_by_role("button", name="确认通过").click()
    expect(desk.locator("header.case")).to_contain_text(CASE_NO)
    look(desk, "console-filed")


def start(page: Page, server: Server) -> Litigant:
    """Into the middle of the case, with a picture of the beginning and one in large type."""
    chat = ChatPage(page, f"{server.address}/").open()
    look(page, "chat-first")
    litigant = Litigant(chat, rich_loan())
    litigant.run(until=AMOUNT)
    look(page, "chat-question")
    page.get_by_role("button", name="大字").click()
    look(page, "chat-large")
    page.get_by_role("button", name="大字").click()
    return litigant


def hand_over(litigant: Litigant) -> str:
    """Answer, upload and sign until the court has it; the filing's number."""
    page = litigant.chat.page
    litigant.run(until="material:iou")
    look(page, "chat-upload")
    litigant.run(until="statement_of_truth")
    look(page, "chat-review")
    litigant.run(until="signature:plaintiffs[0]")
    litigant.chat.wait_for_text("起诉状的样子在这里")
    litigant.run()
    litigant.chat.wait_for_text("等法院审核")
    look(page, "chat-submitted")
    found = re.search(r"L\d{8}-\w{6}", litigant.chat.last_text)
    assert found
    return found[0]


def corrected(case: Case) -> Case:
    """The case with what the clerk asked for."""
    answers = {**case.answers, AMOUNT: "190000"}
    clearer = [("借条重拍.jpg", "image/jpeg", jpeg_photo(1300))]
    return replace(case, answers=answers, files={**case.files, "iou": clearer})


def test_a_loan_case_from_the_first_word_to_its_number(
    page: Page, context: BrowserContext, desk: Page, server: Server
) -> None:
    litigant = start(page, server)
    number = hand_over(litigant)

    give_back(desk, number)
    litigant.chat.wait_for_asks(AMOUNT)
    look(page, "chat-returned")
    assert RETURNED in page.locator("#log").inner_text()
    before = len(litigant.asked)
    litigant.case = corrected(litigant.case)
    litigant.run()
    assert litigant.asked[before:] == [
        AMOUNT,
        "material:iou",
        "statement_of_truth",
        "signature:plaintiffs[0]",
    ]
    expect(litigant.chat.messages.filter(has_text="等法院审核")).to_have_count(2, timeout=30_000)
    accept(desk, number, server)

    litigant.chat.wait_for_text("已经立案")
    look(page, "chat-filed")
    answer = litigant.chat.say("我的案子怎么样了")
    assert "立案" in answer
    assert CASE_NO in answer
    panel = open_panel(page)
    look(page, "chat-filings")
    documents = downloaded(context, panel, server)
    assert set(documents) >= DOCUMENTS
    keep(first_page(documents["民事起诉状 PDF"]), "complaint")
