"""What the chat leaves on a device, and how it looks there."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.accessibility import faults
from tests.browser.chat_page import ChatPage
from tests.browser.script import go_to

pytestmark = pytest.mark.browser


def test_leaving_clears_the_device_and_ends_the_token(chat, web, context):
    go_to(chat, "facts_story")
    chat.text_box.fill("没发出去的话")
    chat.page.locator("#open-more").click()
    chat.page.get_by_role("button", name="退出并清除本机记录").click()
    chat.page.get_by_role("button", name="退出并清除", exact=True).click()
    expect(chat.page.locator("#answers")).to_contain_text("本机记录已清除")
    assert chat.page.locator("#log .message").count() == 0
    kept = "() => JSON.stringify([{...localStorage}, {...sessionStorage}])"
    assert chat.page.evaluate(kept) == "[{},{}]"
    assert not web.sessions.tokens
    assert not [cookie for cookie in context.cookies() if cookie["name"] == "lian_session"]


def test_no_words_of_the_person_outlive_the_tab(chat):
    go_to(chat, "case_type")
    chat.text_box.fill("没发出去的话")
    kept = chat.page.evaluate("() => JSON.stringify({...localStorage})")
    assert "李四" not in kept
    assert "没发出去" not in kept


def test_shared_device_keeps_nothing_across_tabs(chat):
    chat.page.locator("#open-more").click()
    chat.page.get_by_role("checkbox", name="这是公用设备").check()
    assert chat.page.evaluate("() => localStorage.getItem('lian.token')") is None


def test_large_type_is_remembered(chat, context: BrowserContext, address):
    before = chat.messages.first.evaluate("e => getComputedStyle(e).fontSize")
    toggle = chat.page.get_by_role("button", name="大字")
    toggle.click()
    expect(toggle).to_have_attribute("aria-pressed", "true")
    after = chat.messages.first.evaluate("e => getComputedStyle(e).fontSize")
    assert float(after[:-2]) > 1.3 * float(before[:-2])
    other = ChatPage(context.new_page(), address).open()
    expect(other.page.get_by_role("button", name="大字")).to_have_attribute("aria-pressed", "true")
    assert faults(other.page) == []


def test_script_switched_off_says_what_to_do(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.locator("noscript p")).to_contain_text("JavaScript")
    context.close()


def test_page_asks_no_other_host(page, address):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    ChatPage(page, address).open()
    assert asked
    assert all(url.startswith(address) for url in asked)


def test_paper_shows_the_conversation_only(chat, tmp_path):
    go_to(chat, "case_type")
    chat.page.emulate_media(media="print")
    expect(chat.page.locator("#bottom")).to_be_hidden()
    expect(chat.page.locator("#answers")).to_be_hidden()
    expect(chat.page.locator(".message .who").first).to_have_css("clip", "auto")
