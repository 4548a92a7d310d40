"""The chat for everyone: by keyboard, in large type, on narrow screens."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import faults
from tests.browser.script import IOU, go_to

pytestmark = pytest.mark.browser


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
