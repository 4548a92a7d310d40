"""Pushed messages: by the first way that is open, each attempt kept, nothing lost."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.channels.text import utf8_bytes
from bot.channels.wechat import Patience, transport
from bot.channels.wechat.platform import Platform
from filing_backend.contracts import FilingCopy, Notice
from tests.fakes.chat_stage import stage, wechat_settings

CASE_NO = "（2026）京0105民初1234号"


async def begun(stage):
    person = stage.platform.person()
    await person.event("subscribe")
    await person.say("同意")
    await person.say("民间借贷纠纷")
    return person


async def filed(stage, number="n1"):
    """The court has filed the case: what the backend tells the bot."""
    (draft,) = stage.rows("SELECT id, person_id FROM bot.drafts")
    copy = FilingCopy.model_validate(
        {
            "number": "L20261120-ABC123",
            "draft_id": draft.id,
            "status": "filed",
            "status_since": stage.clock.now(),
            "court": "北京市朝阳区人民法院",
            "case_no": CASE_NO,
        }
    )
    notice = Notice(
        notice_id=number,
        person_id=draft.person_id,
        draft_id=draft.id,
        code="filing_filed",
        filing=copy,
        at=stage.clock.now(),
    )
    answer = await stage.http.post(
        "/internal/notices",
        content=notice.model_dump_json(),
        headers={"Authorization": "Bearer test-service-token"},
    )
    assert answer.status_code == 204


def attempts(stage):
    rows = stage.rows("SELECT way, outcome, code FROM bot.delivery_attempts ORDER BY id")
    return [tuple(row) for row in rows]


def states(stage):
    return [row[0] for row in stage.rows("SELECT state FROM bot.deliveries ORDER BY id")]


async def test_status_is_pushed_while_the_window_is_open(wechat):
    person = await begun(wechat)
    seen = len(person.screen)
    await filed(wechat)
    await wechat.work()
    assert CASE_NO in "".join(person.screen[seen:])
    assert attempts(wechat) == [("customer_service", "sent", "")]
    assert states(wechat) == ["sent"]
    await filed(wechat)
    await wechat.work()
    assert len(attempts(wechat)) == 1


async def test_status_after_the_window_waits_for_the_next_contact(wechat):
    person = await begun(wechat)
    wechat.clock.advance(timedelta(hours=49))
    await filed(wechat)
    await wechat.work()
    assert states(wechat) == ["unsent"]
    assert wechat.platform.calls["/cgi-bin/message/custom/send"] == 0
    shown = await person.say("在吗")
    assert CASE_NO in shown[0]
    assert states(wechat) == ["shown"]
    assert CASE_NO not in "".join(await person.say("您好"))


@pytest.mark.parametrize("code", [45015, 45047, 43004, 48001, 40003, 45009])
async def test_refused_push_is_recorded_and_shown_later(wechat, code):
    person = await begun(wechat)
    wechat.platform.fail("message/custom/send", code)
    await filed(wechat)
    await wechat.work()
    assert attempts(wechat) == [("customer_service", "refused", str(code))]
    assert wechat.platform.calls["/cgi-bin/message/custom/send"] == 1
    assert CASE_NO in (await person.say("在吗"))[0]


async def test_busy_platform_is_asked_again_later_and_the_window_stays_open(wechat):
    person = await begun(wechat)
    wechat.platform.fail("message/custom/send", -1, -1, -1)
    await filed(wechat)
    await wechat.work()
    assert attempts(wechat) == [("customer_service", "failed", "-1")]
    assert states(wechat) == ["waiting"]
    await wechat.work()
    assert states(wechat) == ["sent"]
    assert sum(CASE_NO in each for each in person.screen) == 1


async def test_refusal_for_another_reason_does_not_close_the_window(wechat):
    person = await begun(wechat)
    wechat.platform.fail("message/custom/send", 45009)
    await filed(wechat)
    await wechat.work()
    wechat.tell(wechat.conversation(), "另一条消息")
    await wechat.work()
    assert "另一条消息" in person.screen[-1]


async def test_long_push_that_was_broken_off_goes_on_where_it_stood(wechat):
    person = await begun(wechat)
    seen = len(person.screen)
    wechat.platform.fail("message/custom/send", "", *["down"] * 3)
    wechat.tell(wechat.conversation(), "头" + "长" * 1000 + "尾")
    await wechat.work()
    assert states(wechat) == ["waiting"]
    await wechat.work()
    first, second = person.screen[seen:]
    assert first.startswith("头")
    assert second.endswith("尾")
    assert (first + second).count("长") == 1000
    left = wechat.rows("SELECT window_left FROM bot.channel_identities")[0][0]
    assert left == 3


async def test_window_that_is_opened_while_something_is_sent_stays_open(wechat, monkeypatch):
    person = await begun(wechat)
    send = Platform.send_text

    async def meanwhile(self, openid, text):
        await person.say("在吗")
        await send(self, openid, text)

    monkeypatch.setattr(Platform, "send_text", meanwhile)
    wechat.clock.advance(timedelta(minutes=1))
    await filed(wechat)
    await wechat.work()
    assert CASE_NO in person.screen[-1]
    assert wechat.rows("SELECT window_left FROM bot.channel_identities")[0][0] == 5


async def test_push_whose_answer_was_lost_is_not_sent_twice(wechat):
    person = await begun(wechat)
    wechat.platform.fail("message/custom/send", "lost")
    await filed(wechat)
    await wechat.work()
    await wechat.work()
    assert sum(CASE_NO in each for each in person.screen) == 1
    assert attempts(wechat) == [("customer_service", "unknown", "ReadTimeout")]


async def test_platform_that_is_down_is_tried_again_later(wechat):
    person = await begun(wechat)
    wechat.platform.fail("message/custom/send", *["down"] * 3)
    await filed(wechat)
    await wechat.work()
    assert states(wechat) == ["waiting"]
    assert wechat.rows("SELECT attempts FROM jobs.procrastinate_jobs WHERE status = 'todo'")
    # The person writes before the next run: the news comes with the answer, and only once.
    assert CASE_NO in (await person.say("在吗"))[0]
    await wechat.work()
    assert sum(CASE_NO in each for each in person.screen) == 1


async def test_unsubscribing_stops_pushes_and_coming_back_shows_them(wechat):
    person = await begun(wechat)
    await person.event("unsubscribe")
    await filed(wechat)
    await wechat.work()
    assert attempts(wechat) == []
    wechat.clock.advance(timedelta(days=3))
    shown = await person.event("subscribe")
    assert CASE_NO in "".join(shown)
    wechat.tell(wechat.conversation(), "又有消息了")
    await wechat.work()
    assert person.screen[-1] == "又有消息了"


async def test_busy_platform_is_asked_again_and_an_expired_token_renewed_once(wechat):
    person = await begun(wechat)
    await filed(wechat)
    wechat.platform.fail("message/custom/send", -1, 42001)
    wechat.platform.expire_token()
    await wechat.work()
    assert CASE_NO in person.screen[-1]
    fetches = wechat.platform.calls["/cgi-bin/stable_token"]
    assert fetches <= 3


async def test_bad_secret_is_not_asked_for_without_end(wechat):
    await begun(wechat)
    wechat.platform.fail("stable_token", *[40001] * 50)
    await filed(wechat)
    await wechat.work()
    assert wechat.platform.calls["/cgi-bin/stable_token"] <= 3
    assert states(wechat) == ["unsent"]


async def test_token_endpoint_that_is_down_leaves_the_news_waiting(wechat):
    person = await begun(wechat)
    wechat.platform.fail("stable_token", *["down"] * 9)
    await filed(wechat)
    await wechat.work()
    assert states(wechat) == ["waiting"]
    assert CASE_NO in (await person.say("在吗"))[0]


@pytest.fixture
async def noticing(settings, database_url, clock, database):
    """An account with a template and a subscription template."""
    changed = wechat_settings(settings, wechat_template_id="T1", wechat_subscribe_id="S1")
    async with stage(changed, database_url, clock, database) as ready:
        yield ready


async def test_template_message_comes_first_and_says_nothing_personal(noticing):
    person = await begun(noticing)
    await filed(noticing)
    await noticing.work()
    assert len(person.notices) == 1
    said = "".join(person.notices[0].values())
    assert CASE_NO not in said
    assert "北京" not in said
    assert all(len(each) <= 20 for each in person.notices[0].values())
    assert attempts(noticing) == [("template", "sent", "")]
    assert states(noticing) == ["announced"]
    assert CASE_NO in (await person.say("看看"))[0]
    assert states(noticing) == ["shown"]


async def test_next_way_is_taken_when_a_notice_is_refused(noticing):
    person = await begun(noticing)
    noticing.platform.fail("message/template/send", 43004)
    noticing.platform.fail("message/subscribe/bizsend", 43101)
    await filed(noticing)
    await noticing.work()
    assert [each[:2] for each in attempts(noticing)] == [
        ("template", "refused"),
        ("subscription", "refused"),
        ("customer_service", "sent"),
    ]
    assert CASE_NO in person.screen[-1]


async def test_template_that_did_not_arrive_is_followed_by_the_next_way(noticing):
    person = await begun(noticing)
    await filed(noticing)
    await noticing.work()
    await noticing.platform.report_templates("failed:user block")
    noticing.platform.fail("message/subscribe/bizsend", 43101)
    await noticing.work()
    assert attempts(noticing)[0] == ("template", "refused", "failed:user block")
    assert attempts(noticing)[-1][:2] == ("customer_service", "sent")
    assert CASE_NO in person.screen[-1]


async def test_template_that_arrived_stays_announced(noticing):
    await begun(noticing)
    await filed(noticing)
    await noticing.work()
    await noticing.platform.report_templates("success")
    await noticing.work()
    assert states(noticing) == ["announced"]


async def test_long_answer_is_cut_but_never_between_question_and_options(wechat):
    person = await begun(wechat)
    long = "。".join(["这一段很长很长"] * 150)
    wechat.bot.turns._tools.responses._texts["conversation"]["help"] = long
    try:
        wechat.bot.turns._tools.responses._templates.clear()
        await person.event("CLICK", "help")
        await wechat.work()
    finally:
        del wechat.bot.turns._tools.responses._texts["conversation"]
        wechat.bot.turns._tools.responses._templates.clear()
    texts = person.screen[3:]
    assert len(texts) >= 2
    assert all(utf8_bytes(each) <= 2048 for each in texts)
    assert "个人</a>" in texts[-1]
    assert texts[-1].count("msgmenuid") == texts[-1].count("bizmsgmenu")


async def test_answer_longer_than_the_quota_ends_with_the_question_all_the_same(wechat):
    """A tap on the menu allows three messages; five more would leave the question unseen."""
    person = await begun(wechat)
    wechat.clock.advance(timedelta(hours=49))
    responses = wechat.bot.turns._tools.responses
    responses._texts["conversation"]["help"] = "字" * 3500
    responses._templates.clear()
    try:
        shown = await person.event("CLICK", "help")
    finally:
        del responses._texts["conversation"]
        responses._templates.clear()
    assert "个人</a>" in shown[0]
    assert "回复“继续”" in shown[0]
    await wechat.work()
    assert wechat.platform.calls["/cgi-bin/message/custom/send"] == 0


async def test_uncertified_account_shows_the_rest_on_demand(
    settings, database_url, clock, database
):
    changed = wechat_settings(settings, wechat_certified=False)
    async with stage(changed, database_url, clock, database) as ready:
        person = await begun(ready)
        ready.bot.turns._tools.responses._texts["conversation"]["help"] = "字" * 2500 + "完"
        ready.bot.turns._tools.responses._templates.clear()
        try:
            shown = await person.event("CLICK", "help")
        finally:
            del ready.bot.turns._tools.responses._texts["conversation"]
            ready.bot.turns._tools.responses._templates.clear()
        assert "个人</a>" in shown[0]
        assert "回复“继续”" in shown[0]
        for _ in range(8):
            shown = await person.say("继续")
            assert all(utf8_bytes(each) <= 2048 for each in shown)
            if "完" in shown[0]:
                break
        assert "完" in shown[0]
        await filed(ready)
        await ready.work()
        assert ready.platform.calls["/cgi-bin/message/custom/send"] == 0
        assert CASE_NO in (await person.say("在吗"))[0]


async def test_photo_of_an_uncertified_account_comes_by_its_address(
    settings, database_url, clock, database
):
    changed = wechat_settings(settings, wechat_certified=False)
    async with stage(changed, database_url, clock, database) as ready:
        person = await begun(ready)
        ready.platform.media["m"] = (b"\xff\xd8 picture", "image/jpeg")
        inside = "http://api.weixin.fake/mmbiz/m"
        await person.send("image", {"MediaId": "m", "PicUrl": inside})
        assert ready.backend.received == [b"\xff\xd8 picture"]
        shown = await person.send(
            "image", {"MediaId": "m", "PicUrl": "http://169.254.169.254/latest"}
        )
        assert "存不上" in shown[0]


async def told(wechat, count, words="第{}条"):
    """So many messages that no turn asked for, each too long to go with another."""
    for number in range(count):
        text = words.format(number) + "长" * 600
        wechat.tell(wechat.conversation(), text)
        await wechat.work()


async def test_five_messages_go_in_48_hours_and_the_sixth_is_shown_later(wechat):
    person = await begun(wechat)
    sent = wechat.platform.calls["/cgi-bin/message/custom/send"]
    await told(wechat, 7)
    assert wechat.platform.calls["/cgi-bin/message/custom/send"] - sent == 5
    assert states(wechat)[-2:] == ["unsent", "unsent"]
    assert not any(each[1] == "refused" for each in attempts(wechat))
    seen = len(person.screen)
    await person.say("在吗")
    await wechat.work()
    assert "第5条" in "".join(person.screen[seen:])
    assert "第6条" in "".join(person.screen[seen:])


async def test_tap_on_the_menu_opens_one_minute_and_three_messages(wechat):
    person = await begun(wechat)
    wechat.clock.advance(timedelta(hours=49))
    await person.event("CLICK", "help")
    sent = wechat.platform.calls["/cgi-bin/message/custom/send"]
    await told(wechat, 4)
    assert wechat.platform.calls["/cgi-bin/message/custom/send"] - sent == 3
    await person.event("CLICK", "status")
    await wechat.work()
    wechat.clock.advance(timedelta(seconds=61))
    sent = wechat.platform.calls["/cgi-bin/message/custom/send"]
    await told(wechat, 1, "太晚了{}")
    assert wechat.platform.calls["/cgi-bin/message/custom/send"] == sent
    assert states(wechat)[-1] == "unsent"


async def test_tap_on_an_option_opens_no_new_48_hours(wechat):
    person = await begun(wechat)
    wechat.clock.advance(timedelta(hours=49))
    await person.tap("个人")
    wechat.clock.advance(timedelta(minutes=2))
    await told(wechat, 1)
    assert states(wechat)[-1] == "unsent"
    assert not any(each[1] == "refused" for each in attempts(wechat))


async def test_token_endpoint_that_hangs_is_not_waited_for_without_end(wechat, monkeypatch):
    monkeypatch.setattr(transport, "LONGEST_SECONDS", 0.2)
    person = await begun(wechat)
    wechat.platform.fail("stable_token", *["hang"] * 9)
    await filed(wechat)
    await asyncio.wait_for(wechat.work(), 20)
    assert states(wechat) == ["waiting"]
    assert CASE_NO in (await person.say("在吗"))[0]


@pytest.mark.parametrize(
    ("words", "said"), [("立案", "另"), ("我的案件", "还在准备"), ("帮助", "我一次问一件事")]
)
async def test_menu_of_an_account_without_one_can_be_typed(
    settings, database_url, clock, database, words, said
):
    changed = wechat_settings(settings, wechat_certified=False)
    async with stage(changed, database_url, clock, database) as ready:
        person = await begun(ready)
        assert said in (await person.say(words))[0]


async def test_late_answer_of_an_uncertified_account_comes_with_the_next_message(
    settings, database_url, clock, database
):
    changed = wechat_settings(settings, wechat_certified=False)
    async with stage(changed, database_url, clock, database, Patience(answer=1.5)) as ready:
        person = ready.platform.person()
        await person.event("subscribe")
        ready.engine.gate.clear()
        assert "正在处理" in (await person.say("同意"))[0]
        ready.engine.gate.set()
        while any(task.get_name() == "wechat" for task in asyncio.all_tasks()):
            await asyncio.sleep(0.02)
        await ready.work()
        assert "您遇到了什么事" in (await person.say("继续"))[0]
