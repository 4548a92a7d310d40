"""Answering in the chat: words, buttons, files, a signature, pages to look at."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.script import BACK, IOU, go_to
from tests.fakes.pictures import photo

pytestmark = pytest.mark.browser


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
    chat.wait_for_text("第 79 行")
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
    chat.wait_for_text("法院收到了您的材料。")
    assert chat.asks == "facts_story"


def test_news_comes_into_view_under_a_question_with_many_answers(chat, web):
    go_to(chat, "facts_story")
    place = web.conversations.only_conversation()
    web.conversations.push(place, "\n".join(f"第 {line} 行" for line in range(1, 80)))
    chat.wait_for_text("第 79 行")
    web.conversations.push(place, "法院收到了您的材料。")
    chat.wait_for_text("法院收到了您的材料。")
    expect(chat.messages.last).to_be_in_viewport()


def test_addresses_are_signed_anew_before_they_end(chat, web):
    go_to(chat, "submit")
    link = chat.page.get_by_role("link", name="下载起诉状（PDF）")
    before = link.get_attribute("href")
    web.signer.expire()
    later = "() => { const now = Date.now() + 11 * 60 * 1000; Date.now = () => now; }"
    chat.page.evaluate(later)
    chat.page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    expect(link).not_to_have_attribute("href", before or "")
