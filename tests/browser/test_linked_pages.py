"""The pages behind links from a chat: everyone can use them, on a small telephone too."""

from __future__ import annotations

import pytest

from bot.exchange import Grant
from bot.messages import Image, Message, Option, Sender
from tests.browser.accessibility import faults
from tests.browser.script import IOU

pytestmark = pytest.mark.browser

WORDS = "请核对下面的内容。\n\n" + "原告张伟，男，汉族。" * 20 + "https://court.example/" + "a" * 90
OPTIONS = (Option("yes", "都对，没有要改的"), Option("no", "有要改的"))
PICTURES = (Image("preview:1", "第 1 页"), Image("preview:2", "第 2 页"))
COURT = "内蒙古自治区呼和浩特市土默特左旗人民法院"


@pytest.fixture
def link(web, address):
    """Signs an address of a page for somebody on WeChat."""
    started = web.conversations.start("wechat")
    stored = web.conversations.stored[started.conversation_id]
    n = len(stored.messages) + 1
    stored.messages.append(Message(n, Sender.BOT, WORDS, OPTIONS, images=PICTURES))

    def sign(name: str, what: str = "", channel: str = "wechat") -> str:
        target = f"page:{name}:{what or n}"
        grant = Grant(target, started.conversation_id, started.person_id, channel)
        return f"{address}/h/{name}/{web.signer.sign(grant)}"

    return sign


def draw(page) -> None:
    """Write something on the pad."""
    pad = page.locator("canvas.pad")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 30, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + 160, box["y"] + 90, steps=8)
    page.mouse.up()


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("width", [320, 375])
def test_every_page_can_be_used_by_everyone(page, link, web, width, large):
    page.set_viewport_size({"width": width, "height": 667})
    page.goto(link("read"))
    if large:
        page.locator("#large-type").click()
    found: dict[str, list[str]] = {}
    places = {
        "upload": ("upload", "iou"),
        "signature": ("signature", "plaintiffs[0]"),
        "preview": ("preview", ""),
        "read": ("read", ""),
        "window": ("window", COURT),
        "window from the web": ("window", COURT, "web"),
    }
    for place, target in places.items():
        page.goto(link(*target))
        page.locator("main button, main img, main .button, main .text").first.wait_for()
        found[place] = faults(page)
    page.goto(link("upload", "iou"))
    page.locator("input[type=file]").last.set_input_files([IOU])
    page.locator("main .strong").first.wait_for()
    found["a file chosen"] = faults(page)
    page.locator("main .strong").first.click()
    page.locator("#done:not([hidden])").wait_for()
    found["sent"] = faults(page)
    page.goto(link("signature", "plaintiffs[0]"))
    page.locator("main .strong").first.click()
    page.locator(".problem:not([hidden])").wait_for()
    found["nothing written"] = faults(page)
    old = link("upload", "iou")
    web.signer.expire()
    page.goto(old)
    found["too old"] = faults(page)
    assert not {place: list_ for place, list_ in found.items() if list_}


def test_signature_is_written_and_sent(page, link, web):
    page.set_viewport_size({"width": 375, "height": 667})
    page.goto(link("signature", "plaintiffs[0]"))
    draw(page)
    page.locator("main .strong").first.click()
    page.locator("#done:not([hidden])").wait_for()
    assert "回到对话里接着办" in page.locator("#done").inner_text()
    ((_, uploads, _),) = web.materials.received
    assert [each.name for each in uploads] == ["signature.png"]


def test_page_that_has_sent_a_file_takes_more_of_the_same(page, link, web):
    (stored,) = web.conversations.stored.values()
    n = len(stored.messages) + 1
    stored.messages.append(Message(n, Sender.BOT, "请拍借条。", asks="material:iou"))
    page.goto(link("upload", f"iou:{n}"))
    for _ in range(2):
        page.locator("main .wanted").wait_for()
        page.locator("input[type=file]").last.set_input_files([IOU])
        page.locator("main .strong").first.click()
        page.locator("#done:not([hidden])").wait_for()
        assert not page.locator("main .wanted").is_visible()
        page.get_by_text("还有要传的").click()
    page.locator("main .wanted").wait_for()
    assert [kind for _, _, kind in web.materials.received] == ["iou", "iou"]


def test_file_is_sent_once_though_the_line_breaks(page, link, web):
    page.goto(link("upload", "iou"))
    page.locator("input[type=file]").last.set_input_files([IOU])
    broken = iter([True])
    page.route(
        "**/h/upload/*",
        lambda route: route.abort() if next(broken, False) else route.continue_(),
    )
    page.locator("main .strong").first.click()
    page.locator("#done:not([hidden])").wait_for()
    assert len(web.materials.received) == 1


def test_reading_page_is_in_large_type(page, link):
    page.goto(link("read"))
    size = page.locator(".reading .text").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert size >= 24


def test_page_is_used_by_keyboard_and_shows_where_the_focus_is(page, link):
    page.goto(link("signature", "plaintiffs[0]"))
    page.locator("main .strong").first.wait_for()
    seen = []
    for _ in range(5):
        page.keyboard.press("Tab")
        outlined = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        seen.append((page.evaluate("document.activeElement.textContent.trim()"), outlined))
    assert [name for name, _ in seen][:4] == ["大字", "用这个签名", "重写", "传签名照片"]
    assert all(outline != "none" for _, outline in seen[:4])
