"""The way through the scripted interview of the fake, by the page."""

from __future__ import annotations

from playwright.sync_api import FilePayload

from tests.browser.chat_page import ChatPage
from tests.fakes.pictures import photo

__all__ = ["BACK", "IOU", "go_to"]

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
