"""The chat in a real browser, over the scripted interview."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from tests.browser.accessibility import faults
from tests.browser.chat_page import ChatPage
from tests.fakes.pictures import photo
from tests.fakes.web_server import FakeWeb

pytestmark = pytest.mark.browser

IOU: FilePayload = {"name": "借条.jpg", "mimeType": "image/jpeg", "buffer": photo(120)}
BACK: FilePayload = {"name": "背面.jpg", "mimeType": "image/jpeg", "buffer": photo(60)}


def go_to(chat: ChatPage, asks: str) -> ChatPage:
    """Answer the script until it asks `asks`."""
    acts = {
        "consent": lambda: chat.choose("agree"),
        "facts_story": lambda: chat.say("李四借了我5万元。"),
        "case_type": lambda: chat.say("1"),
        "plaintiffs[0].name": lambda: chat.say("张三"),
        "loans[0].amount_delivered": lambda: chat.say("47000"),
        "loans[0].delivered_on": lambda: chat.say("2024年3月5日"),
        "evidence_kinds": lambda: chat.tick("借条", "转账记录"),
        "material:iou": lambda: chat.upload([IOU]),
        "signature:plaintiffs[0]": chat.sign,
    }
    while chat.asks != asks:
        acts[chat.asks]()
    return chat


def test_whole_interview_by_finger(chat):
    go_to(chat, "submit")
    assert chat.progress == (8, 9)
    assert "已经提交" in chat.choose("提交")
    (filing,) = chat.filings()
    assert "(2026)京0105民初1234号" in filing


def test_messages_stand_in_order_and_once(chat):
    go_to(chat, "evidence_kinds")
    chat.page.wait_for_timeout(300)
    numbers = [int(n) for n in chat.messages.evaluate_all("all => all.map(e => e.dataset.n)")]
    assert numbers == list(range(1, chat.last_n + 1))
    assert chat.page.locator("#log .message").count() == len(numbers)


def test_number_may_be_typed_instead_of_a_button(chat):
    chat.say("1")
    assert chat.asks == "facts_story"


def test_wrong_answer_keeps_the_question(chat):
    go_to(chat, "loans[0].amount_delivered")
    assert "没有看出是多少钱" in chat.say("很多")
    assert chat.asks == "loans[0].amount_delivered"


def test_date_from_the_calendar_is_put_into_words(chat):
    go_to(chat, "loans[0].delivered_on")
    chat.page.locator("#calendar").fill("2024-03-05")
    expect(chat.text_box).to_have_value("2024年3月5日")
    expect(chat.text_box).to_be_focused()


def test_several_files_are_looked_over_and_sent_as_one(chat, web):
    go_to(chat, "material:iou")
    inputs = chat.page.locator(".upload .pick input")
    inputs.nth(1).set_input_files([IOU])
    inputs.nth(1).set_input_files([BACK, {**BACK, "name": "多余.jpg"}])
    chat.page.get_by_role("button", name="不要这个：多余.jpg").click()
    expect(chat.page.locator(".tray li")).to_have_count(2)
    before = chat.last_n
    chat.page.get_by_role("button", name="上传这 2 个").click()
    chat.wait_for_asks("signature:")
    _, received, kind = web.materials.received[0]
    assert [file.content for file in received] == [photo(120), photo(60)]
    assert kind == "iou"
    assert chat.last_n == before + 2


def test_too_many_files_are_not_taken(chat):
    go_to(chat, "material:iou")
    many = [{**IOU, "name": f"{number}.jpg"} for number in range(7)]
    chat.page.locator(".upload .pick input").nth(1).set_input_files(many)
    expect(chat.page.get_by_role("alert")).to_contain_text("一次最多传 5 个")
    expect(chat.page.locator(".tray li")).to_have_count(5)


def test_broken_file_is_said_and_asked_again(chat):
    go_to(chat, "material:iou")
    assert "打不开" in chat.upload([{**IOU, "name": "broken.jpg"}])
    assert chat.asks == "material:iou"


def test_files_may_be_sent_though_none_were_asked_for(chat):
    go_to(chat, "plaintiffs[0].name")
    assert "不用传文件" in chat.upload([IOU])


def test_signature_is_a_picture_cut_to_its_ink(chat, web):
    go_to(chat, "signature:plaintiffs[0]")
    chat.page.get_by_role("button", name="用这个签名").click()
    expect(chat.page.get_by_role("alert")).to_contain_text("还没有签名")
    chat.draw_signature()
    chat.page.get_by_role("button", name="重写").click()
    chat.sign()
    assert chat.asks == "submit"
    upload = web.materials.received[-1][1][0]
    assert (upload.name, upload.media_type) == ("signature.png", "image/png")
    import io

    from PIL import Image

    picture = Image.open(io.BytesIO(upload.content)).convert("L")
    assert picture.width < 700
    assert picture.getpixel((0, 0)) == 255
    assert sum(picture.histogram()[:128]) > 500


def test_signature_may_be_a_photo(chat, web):
    go_to(chat, "signature:plaintiffs[0]")
    chat.page.get_by_role("button", name="传签名照片").click()
    chat.page.locator(".signature .pick input").last.set_input_files([IOU])
    chat.page.get_by_role("button", name="上传这 1 个").click()
    chat.wait_for_asks("submit")


def test_pages_open_large_and_turn_by_arrow_keys(chat):
    go_to(chat, "submit")
    chat.page.get_by_role("button", name="放大看：起诉状第 1 页").click()
    dialog = chat.page.get_by_role("dialog")
    expect(dialog.get_by_role("img")).to_have_attribute("alt", "起诉状第 1 页")
    assert dialog.locator("img").evaluate("e => e.decode().then(() => e.naturalWidth)") > 0
    chat.page.keyboard.press("ArrowRight")
    expect(dialog.get_by_role("img")).to_have_attribute("alt", "起诉状第 2 页")
    chat.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(chat.page.get_by_role("button", name="放大看：起诉状第 1 页")).to_be_focused()


def test_long_answer_is_seen_from_its_beginning_and_pages_down(chat, web):
    go_to(chat, "facts_story")
    long = "\n".join(f"第 {line} 行" for line in range(1, 80))
    web.conversations.push(web.conversations.only_conversation(), long)
    chat.wait_for_text("第 79 行", 3000)
    first = chat.messages.last.bounding_box()
    assert first
    assert 40 < first["y"] < 200
    further = chat.page.get_by_role("button", name="往下看")
    for _ in range(9):
        if further.is_visible():
            further.click()
            chat.page.wait_for_timeout(100)
    expect(further).to_be_hidden()
    expect(chat.page.locator("#remembered")).not_to_be_in_viewport()


def test_message_of_a_job_comes_by_itself(chat, web):
    go_to(chat, "facts_story")
    web.conversations.push(web.conversations.only_conversation(), "法院收到了您的材料。")
    chat.wait_for_text("法院收到了您的材料。", 3000)
    assert chat.asks == "facts_story"


def test_addresses_are_signed_anew_before_they_end(chat, web):
    go_to(chat, "submit")
    link = chat.page.get_by_role("link", name="下载起诉状（PDF）")
    before = link.get_attribute("href")
    web.signer.expire()
    later = "() => { const now = Date.now() + 11 * 60 * 1000; Date.now = () => now; }"
    chat.page.evaluate(later)
    chat.page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    expect(link).not_to_have_attribute("href", before or "")


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


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_every_screen_can_be_used_by_everyone(chat, width, large):
    chat.page.set_viewport_size({"width": width, "height": 844})
    if large:
        chat.page.get_by_role("button", name="大字").click()
    found: dict[str, list[str]] = {}
    for asks in ("consent", "evidence_kinds", "material:iou", "signature:plaintiffs[0]", "submit"):
        go_to(chat, asks)
        chat.page.wait_for_timeout(250)
        found[asks] = faults(chat.page)
    for opener in ("#open-filings", "#open-more"):
        chat.page.locator(opener).click()
        chat.page.wait_for_timeout(100)
        found[opener] = faults(chat.page)
        chat.page.keyboard.press("Escape")
    assert not {place: list_ for place, list_ in found.items() if list_}


FOCUSED = """
() => {
  const e = document.activeElement;
  return e.textContent + (e.getAttribute('aria-label') || '') + e.id;
}
"""
OBSCURED = """
() => {
  const e = document.activeElement;
  const box = e.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const at = document.elementFromPoint(x, y);
  return !(at && (e.contains(at) || at.contains(e)));
}
"""


def reach(page: Page, name: str) -> None:
    """Press Tab until the control of that name has the focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if name in page.evaluate(FOCUSED):
            return
    pytest.fail(f"no way to {name} by Tab")


def test_whole_interview_by_keyboard_alone(chat, web):
    page = chat.page
    keyboard = page.keyboard
    # Listening from the start: a listener added just before the key would come too late.
    page.on("filechooser", lambda chooser: chooser.set_files([IOU]))
    reach(page, "同意，开始")
    keyboard.press("Enter")
    chat.wait_for_asks("facts_story")
    for text, asks in (
        ("李四借了我5万元。", "case_type"),
        ("1", "plaintiffs[0].name"),
        ("张三", "loans[0].amount_delivered"),
        ("47000", "loans[0].delivered_on"),
        ("2024年3月5日", "evidence_kinds"),
    ):
        if page.evaluate("() => document.activeElement.id") != "text":
            reach(page, "text")
        keyboard.type(text)
        keyboard.press("Enter")
        chat.wait_for_asks(asks)
    page.locator("#answers").focus()
    keyboard.press("Tab")
    keyboard.press("Space")
    reach(page, "选好了")
    keyboard.press("Enter")
    chat.wait_for_asks("material:iou")
    assert page.evaluate("() => document.activeElement.id") == "answers"
    keyboard.press("Tab")
    keyboard.press("Enter")
    expect(page.get_by_role("button", name="上传这 1 个")).to_be_focused()
    keyboard.press("Enter")
    chat.wait_for_asks("signature:")
    reach(page, "传签名照片")
    keyboard.press("Enter")
    keyboard.press("Tab")
    keyboard.press("Enter")
    expect(page.get_by_role("button", name="上传这 1 个")).to_be_focused()
    keyboard.press("Enter")
    chat.wait_for_asks("submit")
    reach(page, "提交")
    keyboard.press("Enter")
    chat.wait_for_text("已经提交")


def test_dialog_keeps_the_focus_and_gives_it_back(chat):
    page = chat.page
    page.locator("#open-more").focus()
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("() => !!document.activeElement.closest('[role=dialog]')")
    page.keyboard.press("Escape")
    expect(page.locator("#open-more")).to_be_focused()


def test_focus_is_never_hidden_behind_the_bars(chat):
    go_to(chat, "submit")
    page = chat.page
    page.evaluate("() => window.scrollTo(0, 0)")
    page.locator("#open-more").focus()
    for _ in range(6):
        page.keyboard.press("Tab")
        hidden = page.evaluate(OBSCURED)
        assert not hidden, page.evaluate("() => document.activeElement.outerHTML")


def test_fake_web_is_what_the_page_talks_to(web: FakeWeb, chat):
    assert len(web.conversations.stored) == 1
