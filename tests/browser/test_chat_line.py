"""The chat on a line that breaks: nothing is lost, nothing counts twice."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from bot.exchange import SessionRef
from tests.browser.chat_page import ChatPage
from tests.browser.script import go_to

pytestmark = pytest.mark.browser


def test_reload_goes_on_at_the_same_question(chat):
    go_to(chat, "loans[0].amount_delivered")
    count = chat.last_n
    chat.text_box.fill("四万")
    chat.page.reload()
    chat.wait_for_asks("loans[0].amount_delivered")
    assert chat.last_n == count
    expect(chat.text_box).to_have_value("四万")


def test_nothing_is_lost_when_the_line_breaks(chat, web, context):
    go_to(chat, "facts_story")
    context.set_offline(True)
    chat.text_box.fill("李四借了我5万元。")
    chat.page.locator("#send").click()
    expect(chat.page.locator(".message.waiting")).to_contain_text("等网络恢复后自动发送")
    expect(chat.page.locator("#line")).to_contain_text("网络断开了")
    context.set_offline(False)
    chat.wait_for_asks("case_type", 15_000)
    expect(chat.page.locator("#line")).to_be_hidden()
    assert web.conversations.turns == 2
    assert chat.page.locator("#log .message", has_text="李四借了我5万元。").count() == 1


def test_answer_lost_on_its_way_is_not_counted_twice(chat, web, page):
    go_to(chat, "plaintiffs[0].name")
    lost: list[str] = []

    def lose_first(route) -> None:
        answer = route.fetch()
        if lost:
            route.fulfill(response=answer)
        else:
            lost.append(answer.text())
            route.abort("connectionreset")

    page.route(re.compile("/web/messages$"), lose_first)
    turns = web.conversations.turns
    chat.say("张三")
    assert lost
    assert chat.asks == "loans[0].amount_delivered"
    assert web.conversations.turns == turns + 1


def test_words_on_their_way_survive_a_reload(chat, web, page):
    go_to(chat, "facts_story")
    page.route(re.compile("/web/messages$"), lambda route: route.abort("connectionreset"))
    chat.text_box.fill("李四借了我5万元。")
    page.locator("#send").click()
    expect(page.locator(".message.waiting")).to_be_visible()
    page.unroute(re.compile("/web/messages$"))
    page.reload()
    chat.wait_for_asks("case_type", 10_000)
    assert web.conversations.turns == 2


def test_without_streams_the_page_asks_again(page, address, web):
    page.add_init_script("delete window.ReadableStream;")
    chat = ChatPage(page, address).open()
    web.conversations.push(web.conversations.only_conversation(), "法院收到了您的材料。")
    chat.wait_for_text("法院收到了您的材料。", 9000)


def test_second_page_of_a_browser_follows_to_another_conversation(chat, web, context, address):
    """One page joins or leaves; the other must not mix two conversations, nor show the one left."""
    second = ChatPage(context.new_page(), address).open()
    left = web.conversations.only_conversation()
    other = web.conversations.start("web")
    (token,) = web.sessions.tokens
    web.sessions.tokens[token] = SessionRef(other.conversation_id, other.person_id)
    web.conversations.push(other.conversation_id, "这是另一件事")
    web.conversations.push(left, "这是前一件事")
    expect(second.page.locator("#log")).to_contain_text("这是另一件事")
    expect(second.page.locator("#log")).not_to_contain_text("这是前一件事")
