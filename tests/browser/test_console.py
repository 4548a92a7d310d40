"""A clerk works through a filing in a real Chromium, on a real backend with the embedded court."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from filing_backend.app import create_backend
from filing_backend.services.first_staff import add_first_staff
from tests.browser.accessibility import faults
from tests.fakes.web_server import serve
from tests.filing_backend.conftest import Stand, stand
from tests.filing_backend.drafts import loan_draft, upload_all

__all__ = ["stand"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

T = TypeVar("T")
PASSWORD = "a-password-of-the-test"
CASE_NO = "(2026)京0105民初1234号"
DESK: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
AMOUNT, TRANSFER = "loans[0].amount_delivered", "material:transfer_record"
SLOW = 60_000
"""Milliseconds that a busy machine may take over a step; nothing is measured by it."""
SMALL = re.compile(r"small \((\d+)×(\d+)\)")


def aside(act: Callable[[], T]) -> T:
    """Run it in a thread: Playwright keeps an event loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(act).result()


@pytest.fixture
def address(stand: Stand) -> Iterator[str]:
    """The backend with its console, served; a clerk and a supervisor can log in."""
    stand.transact(partial(add_first_staff, password=PASSWORD))
    with serve(create_backend(stand.settings, stand.database, stand.office)) as address:
        yield address


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page on which an error of a script, or a request elsewhere, fails the test."""
    context = browser.new_context(viewport=request.param, locale="zh-CN")
    context.set_default_timeout(SLOW)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    yield page
    context.close()
    assert [each for each in errors if "status of 4" not in each] == []


def look(page: Page, name: str) -> None:
    """Check the page as a program can; keep a picture if TEST_PICTURES names a folder."""
    if folder := os.environ.get("TEST_PICTURES"):
        width = page.viewport_size["width"] if page.viewport_size else 0
        page.screenshot(path=Path(folder) / f"console-{name}-{width}.png", full_page=True)
    found = [each for each in faults(page) if not _large_enough(each)]
    assert found == [], name


def _large_enough(fault: str) -> bool:
    """WCAG 2.2 AA wants 24 pixels; links in a line of text may be as high as the line."""
    size = SMALL.match(fault)
    return size is not None and min(int(size[1]), int(size[2])) >= 19


def log_in(page: Page, address: str, login: str = "clerk") -> None:
    """To the end: a page that is asked for before the session stands asks to log in again."""
    page.goto(f"{address}/console")
    page.get_by_label("用户名").fill(login)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("button", name="退出登录")).to_be_visible()


def correct(stand: Stand, number: str) -> None:
    draft = upload_all(stand, loan_draft(values={AMOUNT: "46000"}))
    headers = {"Idempotency-Key": "correct-0001"}
    path = f"/api/v1/filings/{number}/corrections"
    assert stand.bot_calls("POST", path, json=draft, headers=headers).status_code == 200
    stand.work()


def test_a_clerk_returns_and_then_accepts(stand: Stand, address: str, page: Page) -> None:
    number = aside(stand.submitted)
    page.goto(f"{address}/console")
    look(page, "log-in")
    log_in(page, address)
    look(page, "queue")
    page.get_by_role("link", name=number).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("民间借贷纠纷")
    look(page, "filing")

    page.get_by_label("退回：借款1 · 实际出借金额").check()
    why = page.locator(f'[id="at-{AMOUNT}"] .why')
    why.get_by_label("常用理由").select_option(index=1)
    expect(why.get_by_label("退回理由")).to_have_value(re.compile("金额和转账记录或者借条不一致"))
    page.get_by_label("退回：材料：").filter(visible=True).first.scroll_into_view_if_needed()
    page.locator(f'[id="tick-{TRANSFER}"]').check()
    look(page, "ticked")
    page.get_by_role("button", name="核对退回内容").click()
    expect(page.get_by_role("alert")).to_contain_text("没有写理由")
    look(page, "reason-missing")
    page.locator(f'[id="reason-{TRANSFER}"]').fill("缺少第二页，请补交。")
    page.get_by_role("button", name="确认退回").click()
    expect(page.locator("header.case")).to_contain_text("已退回补正")

    aside(lambda: correct(stand, number))
    page.goto(f"{address}/console")
    page.get_by_role("link", name=number).click()
    expect(page.locator(f'[id="at-{AMOUNT}"]')).to_contain_text("补正前：47,000元")
    expect(page.locator(".mended")).to_contain_text("47,000元 → 46,000元")
    look(page, "corrected")
    page.get_by_label("案号（可不填）").fill("2026京1234")
    page.get_by_role("button", name="核对后通过").click()
    expect(page.get_by_role("alert")).to_contain_text(f"例如 {CASE_NO}")
    page.get_by_label("案号（可不填）").fill("")
    page.get_by_role("button", name="核对后通过").click()
    expect(page.locator("main")).to_contain_text("当事人将收到")
    look(page, "accepting")
    page.get_by_role("button", name="确认通过").dblclick()
    expect(page.locator("header.case")).to_contain_text("待交费")
    page.get_by_label("案号", exact=True).fill(CASE_NO)
    page.get_by_role("button", name="核对后登记").click()
    page.get_by_role("button", name="确认登记").click()
    expect(page.locator("header.case")).to_contain_text(CASE_NO)
    look(page, "filed")
    history = [step["status"] for step in aside(lambda: stand.filing(number))["history"]]
    assert [history.count(each) for each in ("returned", "fee_due", "filed")] == [1, 1, 1]


def test_a_clerk_finds_by_name_and_returns_all_findings_at_once(
    stand: Stand, address: str, page: Page
) -> None:
    values = {"loans[0].rate": "40", AMOUNT: "60000"}
    number = aside(lambda: stand.submitted(values=values))
    log_in(page, address)
    page.get_by_label("按姓名、电话、编号或案号查找").fill("李四光")
    page.get_by_role("button", name="查找", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("找到 1 件")
    assert page.url == f"{address}/console/filings"
    look(page, "queue-found")
    page.get_by_role("link", name="张三丰 诉 李四光").click()
    expect(page.locator("header.case")).to_contain_text("张三丰 诉 李四光")
    look(page, "findings")
    page.get_by_role("button", name="退回勾选的各处").click()
    page.get_by_label("补正期限").fill("2026-12-01")
    page.get_by_role("button", name="更新下面的话").click()
    preview = page.locator("blockquote")
    expect(preview).to_contain_text("请最晚在2026年12月1日改好再交")
    page.locator("textarea").first.fill("请按转账记录写。")
    page.get_by_role("button", name="确认退回").click()
    expect(page.get_by_role("alert")).to_contain_text("您改过内容")
    expect(preview).to_contain_text("请按转账记录写。怎么改")
    look(page, "return-all")
    page.get_by_role("button", name="确认退回").click()
    expect(page.locator("header.case")).to_contain_text("已退回补正")
    assert aside(lambda: stand.filing(number))["deadline"]["on"] == "2026-12-01"


@pytest.mark.parametrize("page", [PHONE], ids=["phone"], indirect=True)
def test_on_a_phone_a_link_opens_the_part_it_leads_into(
    stand: Stand, address: str, page: Page
) -> None:
    number = aside(stand.submitted)
    log_in(page, address)
    page.goto(f"{address}/console/filings/{number}#at-plaintiffs[0].phone")
    expect(page.locator('[id="at-plaintiffs[0].phone"]')).to_be_visible()
    page.goto(f"{address}/console/filings/{number}")
    expect(page.locator('[id="at-plaintiffs[0].phone"]')).to_be_hidden()
    page.get_by_role("navigation", name="这一页里").get_by_role("link", name="留言").click()
    text = page.get_by_label("发到聊天里的话")
    expect(text).to_be_in_viewport()
    text.fill("请在上班时间来电。")
    page.get_by_role("button", name="发送").click()
    expect(page.get_by_role("status")).to_contain_text("消息已经收下")
    look(page, "message")


def test_documents_and_materials_are_looked_at_page_by_page(
    stand: Stand, address: str, page: Page
) -> None:
    number = aside(stand.submitted)
    log_in(page, address)
    page.goto(f"{address}/console/filings/{number}/documents/complaint")
    expect(page.get_by_role("heading", level=1)).to_have_text("民事起诉状")
    shown = page.locator(".pages img").first
    assert shown.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") > 500
    look(page, "document")
    page.goto(f"{address}/console/filings/{number}")
    page.get_by_role("link", name="front.jpg").click()
    expect(page.locator(".facts")).to_contain_text("front.jpg")
    page.wait_for_load_state()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".facts")).to_contain_text("back.jpg")
    look(page, "material")


def test_a_supervisor_sees_figures_steps_and_a_sound_trail(
    stand: Stand, address: str, page: Page
) -> None:
    number = aside(stand.submitted)
    items = [{"element": AMOUNT, "reason": "金额和转账记录不一致"}]
    aside(lambda: stand.decide(number, decision="return", items=items))
    aside(lambda: stand.submitted("key-00000002", draft_id="draft-2", person_id="person-2"))
    log_in(page, address, "supervisor")
    expect(page.get_by_role("heading", name="退回最多的项目")).to_be_visible()
    look(page, "overview")
    page.get_by_role("link", name="办理进度").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("办理进度")
    look(page, "steps")
    page.get_by_role("link", name=number).click()
    expect(page.get_by_role("heading", name="这个案件的审计记录")).to_be_visible()
    look(page, "filing-steps")
    page.get_by_role("link", name="审计记录", exact=True).click()
    page.get_by_role("button", name="核对全部记录").click()
    expect(page.get_by_role("status")).to_contain_text("全部记录完整")
    look(page, "trail")


def test_the_console_works_without_scripts(stand: Stand, address: str, browser: Browser) -> None:
    number = aside(stand.submitted)
    context = browser.new_context(viewport=DESK, java_script_enabled=False)
    context.set_default_timeout(SLOW)
    page = context.new_page()
    log_in(page, address)
    page.goto(f"{address}/console/filings/{number}")
    reason = page.locator('[id="reason-court"]')
    expect(reason).to_be_hidden()
    page.get_by_label("退回：受理法院").check()
    expect(reason).to_be_visible()
    reason.fill("请重新选择法院。")
    page.get_by_role("button", name="核对退回内容").click()
    page.get_by_role("button", name="确认退回").click()
    expect(page.locator("header.case")).to_contain_text("已退回补正")
    context.close()
