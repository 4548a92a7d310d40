"""What is sent to people: each once, in order, as files and pictures too."""

from __future__ import annotations

import asyncio

import pytest

from bot.channels.telegram.rendering import PhotosPart, TextPart
from filing_backend.contracts import FilingCopy, Notice
from infra.worker import Worker
from tests.bot.channels.telegram.test_conversation import begun
from tests.fakes.pictures import page_picture
from tests.fakes.telegram_stage import telegram_stage

CASE_NO = "（2026）京0105民初1234号"
NUMBER = "L20261120-ABC123"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOCUMENTS = {
    "complaint": ("application/pdf", b"%PDF-1.7 complaint"),
    "packet": ("application/zip", b"PK packet"),
}


async def filed(ready, notice_id="n1", documents=()):
    """The court has filed the case: what the backend tells the bot."""
    (draft,) = ready.rows("SELECT id, person_id FROM bot.drafts")
    copy = FilingCopy.model_validate(
        {
            "number": NUMBER,
            "draft_id": draft.id,
            "status": "filed",
            "status_since": ready.on.clock.now(),
            "court": "北京市朝阳区人民法院",
            "case_no": CASE_NO,
            "documents": [
                {"kind": kind, "media_type": media_type, "url_path": "/x"}
                for kind, media_type in documents
            ],
        }
    )
    notice = Notice(
        notice_id=notice_id,
        person_id=draft.person_id,
        draft_id=draft.id,
        code="filing_filed",
        filing=copy,
        at=ready.on.clock.now(),
    )
    answer = await ready.on.http.post(
        "/internal/notices",
        content=notice.model_dump_json(),
        headers={"Authorization": "Bearer test-service-token"},
    )
    assert answer.status_code == 204


def previewed(ready, pages, digest="d1"):
    """The complaint's pages are drawn."""
    (draft,) = ready.rows("SELECT id FROM bot.drafts")
    for page in range(1, pages + 1):
        path = f"/api/v1/drafts/{draft.id}/preview/{page}.png"
        ready.on.backend.files[path] = (page_picture(str(page)), "image/png")
    tasks = next(each.run.__self__ for each in ready.on.bot.tasks if each.name == "bot.preview")
    tasks.pushes.previewed(draft.id, pages, digest)


def attempts(ready):
    rows = ready.rows("SELECT way, outcome, code FROM bot.delivery_attempts ORDER BY id")
    return [tuple(row) for row in rows]


def open_states(ready):
    rows = ready.rows("SELECT state FROM bot.deliveries WHERE state <> 'sent' ORDER BY id")
    return [row[0] for row in rows]


async def test_status_is_pushed_once(ready):
    person = await begun(ready)
    await filed(ready)
    await filed(ready)
    await ready.work()
    assert person.text().count(CASE_NO) == 1
    assert open_states(ready) == []


async def test_documents_are_sent_as_files_when_asked_for(ready):
    person = await begun(ready)
    for kind, (media_type, content) in DOCUMENTS.items():
        path = f"/api/v1/filings/{NUMBER}/documents/{kind}"
        ready.on.backend.files[path] = (content, media_type)
    given = [("complaint", "application/pdf"), ("complaint", WORD), ("packet", "application/zip")]
    await filed(ready, documents=given)
    await ready.work()
    labels = [key["text"] for key in person.screen[-1].keys]
    assert labels[:2] == ["下载起诉状", "下载起诉状（Word）"]
    shown = await person.press("下载起诉状")
    assert [each.kind for each in shown] == ["document"]
    assert shown[0].files == [(f"{NUMBER}起诉状.pdf", DOCUMENTS["complaint"][1])]
    ((name, content),) = (await person.press(labels[2]))[0].files
    assert name.startswith(NUMBER)
    assert name.endswith(".zip")
    assert content == DOCUMENTS["packet"][1]
    other = ready.telegram.person(6_000_000_009)
    await other.say("/start")
    await other.press_data(person.button("下载起诉状")[1]["callback_data"])
    assert not any(each.files for each in other.screen)


async def test_document_that_is_gone_or_too_large_has_a_way_on(ready):
    person = await begun(ready)
    await filed(ready, documents=[("complaint", "application/pdf")])
    await ready.work()
    shown = await person.press("下载起诉状")
    assert "拿不到" in shown[0].text
    path = f"/api/v1/filings/{NUMBER}/documents/complaint"
    ready.on.backend.files[path] = (b"%PDF" + b"x" * 50_000_001, "application/pdf")
    shown = await person.press("下载起诉状")
    assert "https://lian.example/h/preview/" in shown[0].text


@pytest.mark.parametrize(("pages", "albums"), [(1, [1]), (3, [3]), (12, [10, 2]), (11, [10, 1])])
async def test_preview_comes_as_pictures(ready, pages, albums):
    person = await begun(ready)
    seen = len(person.screen)
    previewed(ready, pages)
    await ready.work()
    text, *shown = person.screen[seen:]
    assert f"一共{pages}页" in text.text
    assert [len(each.files) for each in shown] == albums
    assert shown[0].files[0][1] == page_picture("1")


async def test_pictures_that_are_not_taken_become_a_link(ready):
    person = await begun(ready)
    previewed(ready, 3)
    ready.telegram.fail("sendMediaGroup", "400:PHOTO_INVALID_DIMENSIONS")
    await ready.work()
    assert "https://lian.example/h/preview/" in person.screen[-1].text
    previewed(ready, 2, "d2")
    ready.on.backend.files.clear()
    await ready.work()
    assert "/h/preview/" in person.screen[-1].text


async def test_picture_beyond_what_is_taken_is_not_sent_again_and_again(ready):
    person = await begun(ready)
    previewed(ready, 1)
    (path,) = ready.on.backend.files
    ready.on.backend.files[path] = (page_picture("1") + b"x" * 10_000_000, "image/png")
    await ready.work()
    assert "https://lian.example/h/preview/" in person.screen[-1].text
    assert ready.telegram.calls["sendPhoto"] == 1


async def test_album_without_one_of_its_pages_becomes_a_link(ready):
    """Two pages of three would look like all of them."""
    person = await begun(ready)
    previewed(ready, 3)
    ready.on.backend.files.popitem()
    await ready.work()
    assert not any(each.files for each in person.screen)
    assert "https://lian.example/h/preview/" in person.screen[-1].text


async def test_what_was_sent_of_a_message_is_not_sent_again(ready):
    person = await begun(ready)
    previewed(ready, 12)
    ready.telegram.fail("sendPhoto", "429:60")
    ready.telegram.fail("sendMediaGroup", "", "429:60")
    await ready.work()
    assert attempts(ready)[-1] == ("message", "failed", "429")
    assert open_states(ready) == ["waiting"]
    (job,) = ready.rows(
        "SELECT extract(epoch FROM scheduled_at - now()) AS seconds FROM jobs.procrastinate_jobs"
        " WHERE status = 'todo' AND task_name = 'bot.deliver'"
    )
    assert 50 < job.seconds < 70
    seen = len(person.screen)
    await ready.work()
    assert [each.kind for each in person.screen[seen:]] == ["photos"]
    assert len(person.screen[-1].files) == 2
    assert open_states(ready) == []


async def test_short_429_is_waited_for(ready):
    person = await begun(ready)
    ready.telegram.fail("sendMessage", "429:2", "429:1")
    seen = len(person.screen)
    await person.press("个人")
    assert len(person.screen) == seen + 1
    assert open_states(ready) == []


async def test_long_429_is_waited_for_as_long_as_the_platform_says(ready):
    person = await begun(ready)
    ready.telegram.fail("sendMessage", "429:1000")
    seen = len(person.screen)
    press = person.press_of(person.button("个人")[1]["callback_data"])
    await ready.telegram.push(ready.telegram.update(callback_query=press))
    await Worker(ready.on.url, ready.on.bot.tasks).drain()
    assert len(person.screen) == seen
    (again,) = ready.rows(
        "SELECT extract(epoch FROM scheduled_at - now()) FROM jobs.procrastinate_jobs"
        " WHERE task_name = 'bot.telegram_updates' AND status = 'todo'"
    )
    assert 900 < again[0] <= 1000
    await ready.work()
    assert len(person.screen) == seen + 1


async def test_platform_that_is_down_is_tried_again_later_and_order_is_kept(ready):
    person = await begun(ready)
    ready.telegram.fail("sendMessage", *["502"] * 3)
    seen = len(person.screen)
    await person.press("个人")
    assert len(person.screen) == seen
    assert open_states(ready) == ["waiting"]
    # News comes while the answer waits: it must neither overtake it nor block it for ever.
    await filed(ready)
    await ready.work()
    await ready.work()
    shown = person.screen[seen:]
    assert "姓名" in shown[0].text
    assert CASE_NO in shown[1].text
    assert len(shown) == 2
    assert not ready.rows("SELECT 1 FROM jobs.procrastinate_jobs WHERE status = 'doing'")


async def test_news_that_come_while_an_earlier_push_fails_are_sent(ready):
    person = await begun(ready)
    await filed(ready)
    ready.telegram.fail("sendMessage", *["502"] * 3)
    first = asyncio.create_task(ready.work())
    await asyncio.sleep(0.3)
    previewed(ready, 1)
    await first
    for _ in range(2):
        await ready.work()
    assert person.text().count(CASE_NO) == 1
    assert "一共1页" in person.text()
    assert not ready.rows("SELECT 1 FROM jobs.procrastinate_jobs WHERE status = 'doing'")


async def test_answer_that_may_have_arrived_is_not_sent_twice_but_at_the_next_contact(ready):
    person = await begun(ready)
    await filed(ready)
    ready.telegram.fail("sendMessage", "lost")
    await ready.work()
    await ready.work()
    assert person.text().count(CASE_NO) == 1
    assert attempts(ready)[-1][1] == "unknown"
    assert open_states(ready) == ["unsent"]
    ready.telegram.fail("sendMessage", "cut")
    await filed(ready, "n2")
    await person.say("在吗")
    assert CASE_NO in person.text()
    assert open_states(ready) == []


async def test_blocking_stops_pushes_and_coming_back_shows_what_was_missed(ready):
    person = await begun(ready)
    person.blocked = True
    await filed(ready)
    await ready.work()
    assert attempts(ready)[-1] == ("message", "refused", "gone")
    previewed(ready, 1)
    calls = ready.telegram.calls["sendMessage"]
    await ready.work()
    assert ready.telegram.calls["sendMessage"] == calls
    assert open_states(ready) == ["unsent", "unsent"]
    await person.change_membership("member")
    seen = len(person.screen)
    await person.say("/start")
    assert CASE_NO in person.screen[seen].text
    assert "一共1页" in person.text(seen)
    assert open_states(ready) == []


async def test_being_blocked_is_told_by_the_platform_too(ready):
    person = await begun(ready)
    await person.change_membership("kicked")
    calls = sum(ready.telegram.calls.values())
    await filed(ready)
    await ready.work()
    assert sum(ready.telegram.calls.values()) == calls
    assert open_states(ready) == ["unsent"]


async def test_buttons_that_are_refused_leave_the_words(ready):
    person = await begun(ready)
    ready.telegram.fail("sendMessage", "400:BUTTON_DATA_INVALID")
    await person.press("个人")
    assert "姓名" in person.screen[-1].text
    assert person.screen[-1].keys == []


async def test_bad_token_is_no_reason_to_ask_without_end(ready):
    person = await begun(ready)
    ready.telegram.fail("sendMessage", *["401"] * 9)
    calls = ready.telegram.calls["sendMessage"]
    await person.press("个人")
    await ready.work()
    assert ready.telegram.calls["sendMessage"] - calls <= 2
    ready.telegram.faults.clear()
    await person.say("再说一遍")
    assert "姓名" in person.text()


def rendered(ready, session=("c", "p"), **fields):
    from bot.exchange import SessionRef
    from bot.messages import Message, Sender

    deliverer = next(
        each.run.__self__.deliverers["telegram"]
        for each in ready.on.bot.tasks
        if each.name == "bot.deliver"
    )
    message = Message(7, Sender.BOT, "请看。", **fields)
    return deliverer._renderer.parts(message, SessionRef(*session))


async def test_signature_and_upload_have_buttons_to_their_pages(ready):
    await begun(ready)
    (row,) = ready.rows("SELECT conversation_id, person_id FROM bot.channel_identities")
    (part,) = rendered(ready, tuple(row), asks="signature:plaintiffs[0]")
    assert isinstance(part, TextPart)
    assert part.keys[0].url.startswith("https://lian.example/h/signature/")
    page = await ready.on.http.get(part.keys[0].url)
    assert page.status_code == 200
    (part,) = rendered(ready, asks="material:id_card")
    assert part.keys[0].url.startswith("https://lian.example/h/upload/")


async def test_pages_on_this_machine_are_links_in_the_text(settings, database_url, clock, database):
    local = "http://127.0.0.1:8000"
    async with telegram_stage(settings, database_url, clock, database, public_url=local) as ready:
        (part,) = rendered(ready, asks="signature:plaintiffs[0]")
        assert part.keys == ()
        assert "http://127.0.0.1:8000/h/signature/" in part.text


async def test_many_or_long_options_can_be_read_in_full(ready):
    from bot.messages import Image, Option

    many = tuple(Option(f"o{number}", f"第{number}项") for number in range(120))
    *_, part = rendered(ready, options=many)
    assert part.keys == ()
    assert "120. 第119项" in part.text
    long = (Option("a", "很长的选项" * 20), Option("b", "短"))
    (part,) = rendered(ready, options=long)
    assert "1. " + "很长的选项" * 20 in part.text
    assert [len(each.label) <= 33 for each in part.keys] == [True, True]
    assert all(len(each.data.encode()) <= 64 for each in part.keys)
    images = tuple(Image(f"preview:d:{page}:x", "页") for page in range(25))
    _, *albums = rendered(ready, images=images)
    assert [len(each.images) for each in albums if isinstance(each, PhotosPart)] == [10, 10, 5]
