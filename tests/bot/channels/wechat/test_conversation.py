"""A conversation on WeChat: nothing is lost, every kind of message has an answer."""

from __future__ import annotations

import pytest

from tests.fakes.pictures import photo


async def begun(stage):
    """Somebody who has agreed and begun a loan case."""
    person = stage.platform.person()
    await person.event("subscribe")
    await person.say("同意")
    await person.say("民间借贷纠纷")
    return person


async def test_who_subscribes_is_greeted_and_asked_for_consent(wechat):
    shown = await wechat.platform.person().event("subscribe")
    assert len(shown) == 1
    assert "立案通" in shown[0]
    assert "您同意吗" in shown[0]
    assert "1. <a" in shown[0]
    assert "msgmenucontent=%E5%90%8C%E6%84%8F" in shown[0]


async def test_who_writes_without_subscribing_is_greeted_too(wechat):
    shown = await wechat.platform.person().say("隔壁借了我的钱")
    assert shown[0].startswith("您好，这里是立案通")
    assert shown[0].count("您同意吗") == 1


@pytest.mark.parametrize("answer", ["1", "同意", "１", "tap"])
async def test_option_is_taken_by_number_label_and_tap(wechat, answer):
    person = wechat.platform.person()
    await person.event("subscribe")
    shown = await (person.tap("同意") if answer == "tap" else person.say(answer))
    assert "您遇到了什么事" in shown[0]


async def test_option_of_an_earlier_question_does_not_answer_the_new_one(wechat):
    person = wechat.platform.person()
    await person.event("subscribe")
    greeting = person.screen[-1]
    await person.say("同意")
    await person.say("民间借贷纠纷")
    question = person.screen[-1]
    person.screen.append(greeting)
    shown = await person.tap("同意")
    assert question.splitlines()[-1] in shown[0]
    first = wechat.rows("SELECT count(*) FROM bot.drafts")[0][0]
    assert first == 1


async def test_option_of_the_same_question_put_again_is_taken(wechat):
    person = await begun(wechat)
    first = person.screen[-1]
    await person.send("voice", {"MediaId": "m"})
    person.screen.append(first)
    shown = await person.tap("个人")
    assert shown[0].startswith("您的姓名是什么")


async def test_recognised_speech_is_taken_as_words(wechat):
    person = wechat.platform.person()
    await person.event("subscribe")
    shown = await person.send("voice", {"MediaId": "m", "Recognition": "同意"})
    assert "您遇到了什么事" in shown[0]


async def test_tap_on_what_stands_elsewhere_by_now_is_only_words(wechat):
    """An old link may lead to the number of a message in a conversation that was joined since."""
    person = await begun(wechat)
    place = wechat.bot.turns.history(wechat.conversation(), 0)[-1].n
    shown = await person.say("单位", bizmsgmenuid=f"{place}.1")
    assert "单位的全称" in shown[0]


@pytest.mark.parametrize("words", ["个人", "1", " 个 人 "])
async def test_tap_is_known_by_its_label_and_by_its_number(wechat, words):
    person = await begun(wechat)
    place = wechat.bot.turns.history(wechat.conversation(), 0)[-1].n
    shown = await person.say(words, bizmsgmenuid=f"{place}.1")
    assert shown[0].startswith("您的姓名是什么")


@pytest.mark.parametrize(
    "forged", ["1.99", "99.1", "1.0", "-1.1", "x.y", "1", ".", "1.1.1", "９.９", "9" * 30 + ".1"]
)
async def test_forged_option_is_only_words(wechat, forged):
    person = wechat.platform.person()
    await person.event("subscribe")
    shown = await person.say("同意", bizmsgmenuid=forged)
    assert "您遇到了什么事" in shown[0]


@pytest.mark.parametrize(
    ("kind", "fields", "said"),
    [
        ("voice", {"MediaId": "m", "Format": "amr"}, "语音"),
        ("video", {"MediaId": "m", "ThumbMediaId": "t"}, "视频"),
        ("shortvideo", {"MediaId": "m", "ThumbMediaId": "t"}, "视频"),
        ("location", {"Location_X": "39.9", "Location_Y": "116.4", "Label": "某处"}, "位置"),
        ("link", {"Title": "t", "Description": "d", "Url": "http://x"}, "链接"),
        ("file", {"Title": "借条.pdf", "FileKey": "k", "FileTotalLen": "9"}, "收不到"),
        ("hologram", {}, "看不了"),
    ],
)
async def test_other_messages_are_answered_with_what_can_be_done(wechat, kind, fields, said):
    person = await begun(wechat)
    shown = await person.send(kind, fields)
    assert len(shown) == 1
    assert said in shown[0]
    assert ("/h/upload/" in shown[0]) is (kind not in ("voice", "location"))
    assert "个人</a>" in shown[0]


async def test_photo_is_fetched_at_once_and_kept(wechat):
    person = await begun(wechat)
    picture = photo()
    wechat.platform.media["media-1"] = (picture, "image/jpeg")
    shown = await person.send("image", {"MediaId": "media-1", "PicUrl": "http://mmbiz.qpic.cn/x"})
    assert wechat.backend.received == [picture]
    assert "收" in shown[0]


async def test_photo_that_is_gone_is_asked_for_again(wechat):
    person = await begun(wechat)
    shown = await person.send("image", {"MediaId": "never", "PicUrl": ""})
    assert "重新发" in shown[0]
    assert "/h/upload/" in shown[0]
    assert not wechat.backend.received


@pytest.mark.parametrize("address", ["http://[", "file:///etc/passwd", "http://x.example/a", "\\"])
async def test_odd_picture_address_is_not_followed(wechat, address):
    person = await begun(wechat)
    shown = await person.send("image", {"MediaId": "never", "PicUrl": address})
    assert "/h/upload/" in shown[0]


async def test_body_that_is_a_number_is_no_photo(wechat):
    person = await begun(wechat)
    wechat.platform.media["media-1"] = (b"12345", "text/plain")
    shown = await person.send("image", {"MediaId": "media-1", "PicUrl": ""})
    assert "/h/upload/" in shown[0]


async def test_photo_while_the_backend_is_down_is_not_lost_silently(wechat):
    person = await begun(wechat)
    wechat.backend.down = True
    wechat.platform.media["media-1"] = (photo(), "image/jpeg")
    shown = await person.send("image", {"MediaId": "media-1", "PicUrl": ""})
    assert "存不上" in shown[0]


async def test_menu_leads_to_the_case_the_filings_and_help(wechat):
    person = await begun(wechat)
    asked = "起诉的一方（原告）是个人，还是单位？"
    for key, words in {"status": "还在准备", "help": "我一次问一件事", "gone": asked}.items():
        (shown,) = await person.event("CLICK", key)
        assert words in shown
        assert asked in shown, "the question that stood open stands again"
    (shown,) = await person.event("CLICK", "start")
    assert "您手上有一份还没填完" in shown
    assert asked in (await person.tap("接着办"))[0]


async def test_scene_of_a_case_begins_it_and_a_court_is_named(wechat):
    person = wechat.platform.person()
    shown = await person.event("subscribe", "qrscene_court_北京市朝阳区人民法院")
    assert "北京市朝阳区人民法院" in shown[0]
    assert "您同意吗" in shown[0]
    shown = await person.event("SCAN", "case_private_lending")
    assert "您同意吗" in shown[0]
    shown = await person.say("同意")
    assert "听起来是民间借贷纠纷" in shown[0]
    shown = await person.event("SCAN", "court_<b>没有的法院")
    assert "没有的法院" not in shown[0]


async def test_who_subscribes_by_the_code_of_a_case_is_greeted_too(wechat):
    person = wechat.platform.person()
    (shown,) = await person.event("subscribe", "qrscene_case_private_lending")
    assert shown.startswith("您好，这里是立案通")
    assert shown.count("您同意吗") == 1
    assert "听起来是民间借贷纠纷" in (await person.say("同意"))[0]


async def test_words_that_would_leave_the_answer_stay_words(wechat):
    person = await begun(wechat)
    evil = "]]></Content><Injected>1</Injected><Content><![CDATA[<a href='http://x'>x</a>\x0b"
    shown = await person.say(evil.replace("\x0b", ""))
    assert len(shown) == 1
    assert "<a href='http" not in shown[0]


async def test_signature_and_files_have_their_pages(wechat):
    person = await begun(wechat)
    renderer_links = [address for address, _ in person.links()]
    assert all(address.startswith("https://lian.example/h/") for address in renderer_links)
    await person.send("file", {"Title": "x.pdf", "FileKey": "k"})
    address, label = person.links()[-1]
    assert "上传" in label
    page = await wechat.http.get(address)
    assert page.status_code == 200


async def test_conversation_goes_on_in_the_chat_after_an_upload_page(wechat):
    person = await begun(wechat)
    await person.send("file", {"Title": "x.pdf", "FileKey": "k"})
    address, _ = person.links()[-1]
    files = {"file": ("借条.pdf", b"%PDF-1.4 x", "application/pdf")}
    answer = await wechat.http.post(address, data={"id": "page-1"}, files=files)
    assert answer.status_code == 200, answer.text
    before = len(person.screen)
    await wechat.work()
    assert len(person.screen) == before + 1
    again = await wechat.http.post(address, data={"id": "page-1"}, files=files)
    assert again.status_code == 200
    await wechat.work()
    assert len(person.screen) == before + 1


async def test_large_type_leads_to_a_page_with_the_question(wechat):
    person = await begun(wechat)
    await person.say("字太小了，看不清")
    address, label = next(found for found in reversed(person.links()) if "/h/read/" in found[0])
    assert label == "用大字看这一条"
    page = await wechat.http.get(address)
    assert "是个人，还是单位" in page.text


@pytest.mark.parametrize(
    ("event", "fields"),
    [
        ("VIEW", {"EventKey": "https://lian.example/", "MenuId": "1"}),
        ("LOCATION", {"Latitude": "39.9", "Longitude": "116.4", "Precision": "5"}),
        ("scancode_push", {"ScanCodeInfo": ""}),
        ("pic_photo_or_album", {"SendPicsInfo": ""}),
        ("location_select", {"SendLocationInfo": ""}),
        ("subscribe_msg_popup_event", {"SubscribeMsgPopupEvent": ""}),
        ("subscribe_msg_sent_event", {"SubscribeMsgSentEvent": ""}),
        ("nobody_knows_this_one", {}),
    ],
)
async def test_events_without_a_use_are_answered_with_silence(wechat, event, fields):
    person = await begun(wechat)
    seen = len(person.screen)
    await person.event(event, **fields)
    assert len(person.screen) == seen
    assert wechat.platform.responses[-1] == (200, "success")


async def test_nested_consent_of_a_subscription_does_no_harm(wechat):
    person = await begun(wechat)
    xml = wechat.platform.xml(person, {"MsgType": "event", "Event": "subscribe_msg_popup_event"})
    lists = (
        "<SubscribeMsgPopupEvent><List><TemplateId>T</TemplateId>"
        "<SubscribeStatusString>accept</SubscribeStatusString><PopupScene>0</PopupScene></List>"
        "<List><TemplateId>U</TemplateId></List></SubscribeMsgPopupEvent></xml>"
    )
    answer = await wechat.post(wechat.platform.sealed(xml.replace("</xml>", lists)))
    assert (answer.status_code, answer.text) == (200, "success")
    assert await person.say("1")


async def test_words_sent_from_an_article_are_words(wechat):
    person = await begun(wechat)
    shown = await person.say("1", MsgDataId="2247483650_1", Idx="1")
    assert "姓名" in shown[0]
