"""One person on Telegram and elsewhere: the same question goes on, each channel in its own way."""

from __future__ import annotations

import re

import pytest

from tests.bot.channels.telegram.test_conversation import begun
from tests.bot.channels.test_joining import code_in
from tests.fakes.chat_stage import wechat_settings
from tests.fakes.telegram_stage import telegram_stage


@pytest.fixture
async def both(settings, database_url, clock, database):
    changed = wechat_settings(settings)
    async with telegram_stage(changed, database_url, clock, database) as found:
        yield found


async def test_draft_begun_on_the_web_goes_on_in_telegram_and_back(both):
    web = await both.on.web()
    await web.say("同意")
    await web.say("民间借贷纠纷")
    code = code_in((await web.say("换个设备"))["messages"][0]["text"])
    person = both.telegram.person()
    await person.say("/start")
    own = both.conversation()
    left_behind = person.button("同意")[1]["callback_data"]
    shown = await person.say(code)
    assert "接上了" in shown[0].text
    assert "1. 个人" in [key["text"] for key in shown[-1].keys]
    assert both.conversation() != own
    # A button of the conversation that was left opens nothing in this one.
    await person.press_data(left_behind)
    assert person.toasts[-1] == "这个按钮已经用不了了"
    await person.press("个人")
    history = await web.history()
    assert "姓名" in history[-1]["text"]
    seen = len(person.screen)
    await person.say("退出共用")
    assert "退出了" in person.text(seen)
    assert both.conversation() == own
    await web.say("张伟")
    await both.work()
    assert "张伟" not in person.text()


async def test_draft_begun_in_telegram_goes_on_in_wechat(both):
    person = await begun(both)
    seen = len(person.screen)
    await person.say("换个设备")
    other = both.on.platform.person()
    await other.event("subscribe")
    shown = await other.say(code_in(person.text(seen)))
    assert "接上了" in shown[0]
    await other.say("个人")
    # The button in Telegram stands under a question that has been answered elsewhere.
    await person.press("个人")
    assert "前面的问题" in person.text(seen)
    assert "姓名" in person.screen[-1].text
    acts = [row[0] for row in both.rows("SELECT act FROM bot.device_moves")]
    assert acts == ["joined"]


async def test_answer_to_a_page_comes_to_the_chat_that_it_was_opened_from(both):
    person = await begun(both)
    seen = len(person.screen)
    await person.say("换个设备")
    other = both.on.platform.person()
    await other.event("subscribe")
    await other.say(code_in(person.text(seen)))
    await other.send("file", {"Title": "x.pdf", "FileKey": "k"})
    address = next(link for link, _ in reversed(other.links()) if "/h/upload/" in link)
    seen, shown = len(person.screen), len(other.screen)
    files = {"file": ("借条.pdf", b"%PDF-1.4 x", "application/pdf")}
    answer = await both.on.http.post(address, data={"id": "page-1"}, files=files)
    assert answer.status_code == 200
    await both.work()
    assert "是什么材料" in other.screen[shown]
    assert len(person.screen) == seen


async def test_page_of_a_case_that_was_left_opens_no_more(both):
    web = await both.on.web()
    await web.say("同意")
    await web.say("民间借贷纠纷")
    person = both.telegram.person()
    await person.say("/start")
    await person.say(code_in((await web.say("换个设备"))["messages"][0]["text"]))
    message = person.file_message(b"x", "x.pdf")
    message["document"]["file_size"] = 25_000_000
    shown = await person.send(message=message)
    (address,) = re.findall(r"https://\S+/h/upload/\S+", shown[0].text)
    assert (await both.on.http.get(address)).status_code == 200
    await person.say("退出共用")
    page = await both.on.http.get(address, headers={"Accept": "text/html"})
    files = {"file": ("a.pdf", b"%PDF-1.4 x", "application/pdf")}
    sent = await both.on.http.post(address, data={"id": "page-1"}, files=files)
    assert (page.status_code, sent.status_code) == (410, 410)
    assert "回复“继续”" in page.text
    assert not both.on.backend.received


async def test_status_reaches_every_device(both):
    from tests.bot.channels.telegram.test_pushing import CASE_NO, filed

    person = await begun(both)
    seen = len(person.screen)
    await person.say("换个设备")
    other = both.on.platform.person()
    await other.event("subscribe")
    await other.say(code_in(person.text(seen)))
    await filed(both)
    await both.work()
    assert person.text().count(CASE_NO) == 1
    assert sum(CASE_NO in each for each in other.screen) == 1
