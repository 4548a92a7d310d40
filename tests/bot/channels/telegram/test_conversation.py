"""A conversation on Telegram: nothing is lost, every kind of update has an answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.fakes.pictures import photo

VIDEO = {"file_id": "v", "file_unique_id": "v", "width": 1, "height": 1, "duration": 3}


async def begun(ready, number=5_000_000_001):
    """Somebody who has agreed and begun a loan case."""
    person = ready.telegram.person(number)
    await person.say("/start")
    await person.press("同意")
    await person.press("民间借贷纠纷")
    return person


async def test_start_greets_and_asks_for_consent(ready):
    person = ready.telegram.person()
    shown = await person.say("/start")
    assert "立案通" in shown[0].text
    assert "您同意吗" in shown[-1].text
    assert [key["text"] for key in shown[-1].keys] == ["1. 同意", "2. 不同意"]
    assert all(len(key["callback_data"]) <= 64 for key in shown[-1].keys)


async def test_who_writes_at_once_is_greeted_too(ready):
    person = ready.telegram.person()
    await person.say("隔壁借了我的钱")
    assert person.screen[0].text.startswith("您好，这里是立案通")
    assert person.text().count("您同意吗") == 1


@pytest.mark.parametrize("answer", ["1", "同意", "１", "press"])
async def test_option_is_taken_by_number_label_and_button(ready, answer):
    person = ready.telegram.person()
    await person.say("/start")
    shown = await (person.press("同意") if answer == "press" else person.say(answer))
    assert "您遇到了什么事" in shown[-1].text
    assert bool(person.toasts) is (answer == "press")


async def test_case_of_a_deep_link_is_begun_after_consent(ready):
    person = ready.telegram.person()
    await person.say("/start case_private_lending")
    assert "您同意吗" in person.screen[-1].text
    shown = await person.press("同意")
    assert "听起来是民间借贷纠纷" in shown[-1].text


@pytest.mark.parametrize(
    ("command", "said"), [("/help", "我一次问一件事"), ("/cases", "还在准备"), ("/human", "12368")]
)
async def test_commands_of_the_menu_are_answered(ready, command, said):
    person = await begun(ready)
    seen = len(person.screen)
    await person.say(f"{command}@lian_bot")
    assert said in person.text(seen)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"voice": {"file_id": "v", "file_unique_id": "v", "duration": 3}}, "语音"),
        ({"video": VIDEO}, "视频"),
        ({"location": {"longitude": 116.4, "latitude": 39.9}}, "位置"),
        ({"contact": {"phone_number": "13800138000", "first_name": "某"}}, "名片"),
        ({"dice": {"emoji": "x", "value": 3}}, "看不懂"),
        ({"hologram": {"a": 1}}, "看不了"),
        ({}, "看不了"),
    ],
)  # fmt: skip
async def test_other_messages_are_answered_with_what_can_be_done(ready, fields, said):
    person = await begun(ready)
    shown = await person.send(message=person.message(**fields))
    assert said in shown[0].text
    assert "1. 个人" in [key["text"] for key in shown[-1].keys]


async def test_photo_and_document_are_fetched_and_kept(ready):
    person = await begun(ready)
    shown = await person.send_file(photo())
    assert ready.on.backend.received == [photo()]
    assert "收到1份" in shown[0].text
    await person.send_file(b"%PDF-1.4 x", "借条.pdf")
    assert ready.on.backend.received[-1] == b"%PDF-1.4 x"
    history = ready.on.bot.turns.history(ready.conversation(), 0)
    assert any(each.text == "[photo.jpg]" for each in history)


async def test_caption_of_a_photo_is_an_answer_too(ready):
    person = await begun(ready)
    seen = len(person.screen)
    await person.send_file(photo(), caption="个人")
    assert "收到1份" in person.text(seen)
    assert "姓名" in person.screen[-1].text


async def test_album_is_one_answer(ready):
    person = await begun(ready)
    shown = [photo(shade) for shade in (10, 20, 30)]
    seen = len(person.screen)
    for each in shown:
        message = person.file_message(each, media_group_id="album-1")
        await ready.telegram.push(ready.telegram.update(message=message))
    await ready.telegram.settle()
    assert ready.on.backend.received == shown
    assert "收到3份" in person.text(seen)
    assert person.text(seen).count("收到") == 1


def handling(ready):
    """What answers updates."""
    return next(
        each.run.__self__ for each in ready.on.bot.tasks if each.name == "bot.telegram_updates"
    )


async def test_album_that_is_still_coming_is_waited_for(ready):
    """Words sent just before it wake the job; its pictures come one by one."""
    person = await begun(ready)
    album = [
        person.file_message(photo(shade), media_group_id="album-1") for shade in (1, 2, 3, 4, 5)
    ]
    come = [2, 1, 0]

    async def more_come(seconds):
        assert 0 < seconds <= 1
        for _ in range(come.pop(0)):
            await ready.telegram.push(ready.telegram.update(message=album.pop(0)))

    object.__setattr__(handling(ready), "sleep", more_come)
    await ready.telegram.push(ready.telegram.update(message=person.message(text="这是材料")))
    for _ in range(2):
        await ready.telegram.push(ready.telegram.update(message=album.pop(0)))
    seen = len(person.screen)
    await ready.telegram.settle()
    assert not come
    assert "收到5份" in person.text(seen)
    assert person.text(seen).count("收到") == 1


async def test_file_that_is_gone_or_too_large_is_explained(ready):
    person = await begun(ready)
    message = person.file_message(b"%PDF", "x.pdf")
    ready.telegram.lose(message["document"]["file_id"])
    shown = await person.send(message=message)
    assert "没有收到" in shown[0].text
    assert "/h/upload/" in shown[0].text
    message = person.file_message(b"%PDF", "x.pdf")
    message["document"]["file_size"] = 25_000_000
    shown = await person.send(message=message)
    assert "20MB" in shown[0].text
    assert "1. 个人" in [key["text"] for key in shown[-1].keys]
    assert not ready.on.backend.received


async def test_file_whose_size_is_not_told_is_found_too_large_by_the_platform(ready):
    """It is not gone: to send it again would be in vain."""
    person = await begun(ready)
    message = person.file_message(b"%PDF" + b"x" * 20_000_000, "x.pdf")
    del message["document"]["file_size"]
    shown = await person.send(message=message)
    assert "20MB" in shown[0].text
    assert "分成几个文件" in shown[0].text
    assert "/h/upload/" in shown[0].text
    assert "过期" not in shown[0].text
    assert ready.telegram.calls["getFile"] == 1
    assert not ready.on.backend.received


@pytest.mark.parametrize(("fault", "times"), [("502", 2), ("cut", 1)])
async def test_file_whose_download_fails_for_a_moment_is_fetched_again(ready, fault, times):
    person = await begun(ready)
    ready.telegram.fail("download", *[fault] * times)
    ready.telegram.fail("getFile", fault)
    await person.send_file(photo())
    assert ready.on.backend.received == [photo()]


async def test_file_whose_download_fails_for_good_is_asked_for_again(ready):
    person = await begun(ready)
    ready.telegram.fail("download", *["502"] * 3)
    shown = await person.send_file(photo())
    assert "存不上" in shown[0].text
    ready.on.backend.down = True
    shown = await person.send_file(photo())
    assert "存不上" in shown[0].text
    ready.on.backend.down = False
    await person.send_file(photo())
    assert ready.on.backend.received == [photo()]


def given(ready):
    """What the only draft knows."""
    with ready.on.database.transaction() as connection:
        conversation = ready.on.bot.turns._store.read(connection, ready.conversation())
    return conversation.draft.state.given


async def test_edited_message_changes_nothing_and_says_so(ready):
    person = await begun(ready)
    await person.press("个人")
    await person.say("张伟")
    before = given(ready)
    first = person.message(text="张卫", edit_date=1_795_140_009)
    shown = await person.send(edited_message=first)
    assert "没有跟着变" in shown[0].text
    assert person.screen[-1].text.splitlines()[0]
    assert given(ready) == before
    moving = person.message(location={"longitude": 1.0, "latitude": 2.0, "live_period": 60})
    assert await person.send(edited_message=moving) == []


async def test_upload_page_leads_back_to_the_chat(ready):
    person = await begun(ready)
    message = person.file_message(b"x", "x.pdf")
    message["document"]["file_size"] = 25_000_000
    await person.send(message=message)
    address = next(
        word for shown in person.screen for word in shown.text.split("：") if "/h/upload/" in word
    )
    page = address[address.index("https://") :].split()[0]
    files = {"file": ("借条.pdf", b"%PDF-1.4 x", "application/pdf")}
    answer = await ready.on.http.post(page, data={"id": "page-1"}, files=files)
    assert answer.status_code == 200, answer.text
    seen = len(person.screen)
    await ready.work()
    assert "收到1份" in person.text(seen)


async def test_words_that_look_like_markup_stay_words(ready):
    person = await begun(ready)
    await person.press("个人")
    shown = await person.say("<b>张</b>_*`[x](http://x)")
    assert shown
    huge = await person.say("字" * 4096)
    assert huge
    assert all(each.text for each in huge)


async def test_long_text_is_cut_and_its_buttons_stand_under_the_last_piece(ready):
    person = await begun(ready)
    responses = ready.on.bot.tools.responses
    responses._texts["conversation"]["help"] = "。".join(["这一段很长很长"] * 1500) + "𠮷" * 3000
    responses._templates.clear()
    try:
        shown = await person.say("/help")
    finally:
        del responses._texts["conversation"]
        responses._templates.clear()
    assert len(shown) >= 4
    assert not any(each.keys for each in shown[:-1])
    assert "1. 个人" in [key["text"] for key in shown[-1].keys]


async def test_photo_is_handed_on_as_the_signature_that_was_asked_for(ready):
    """Which material a photo is goes with it; for a signature the conversation itself decides."""
    person = await begun(ready)
    seen = []
    turns = ready.on.bot.turns
    open_draft, turn = turns.open_draft, turns.turn

    def asking(conversation_id):
        return replace(open_draft(conversation_id), asks="signature:plaintiffs[0]")

    def taking(inbound):
        seen.append(inbound)
        return turn(inbound)

    turns.open_draft, turns.turn = asking, taking
    try:
        await person.send_file(photo())
    finally:
        del turns.open_draft, turns.turn
    assert [len(each.attachments) for each in seen] == [1]
    assert seen[0].material is None
    assert ready.on.backend.received == [photo()]
