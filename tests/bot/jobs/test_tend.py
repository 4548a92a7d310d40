"""What the clock brings about for drafts that rest, and for fees soon due."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import httpx
import pytest

from bot.filing_client import FilingClient
from bot.jobs.tend import Tending
from bot.messages import Message
from dialogs.interview.state import Phase
from filing_backend.contracts import Fee, Status
from infra.clock import FixedClock
from infra.database import Database
from infra.encryption import Keyring
from infra.jobs import JobQueue
from tests.conversations.script import FilingStep
from tests.conversations.stage import Direct, Stage


@pytest.fixture
def stage(database: Database, clock: FixedClock, keyring: Keyring) -> Stage:
    return Stage(database, clock, keyring)


@pytest.fixture
def talk(stage: Stage) -> Direct:
    direct = Direct(stage)
    direct.send("consent", text="同意")
    direct.send("case", option="private_lending")
    direct.send("kind", text="个人")
    return direct


class Tender:
    """Runs the tasks; keeps what the backend was asked."""

    def __init__(self, stage: Stage) -> None:
        self.asked: list[str] = []
        self.stage = stage
        self.status = 200

    def tend(self, days: int = 0) -> None:
        """Let days pass, one run each day, as the worker would."""
        for _ in range(days):
            self.stage.clock.advance(timedelta(days=1))
            self.run()
        if not days:
            self.run()

    def run(self) -> None:
        def answer(request: httpx.Request) -> httpx.Response:
            self.asked.append(f"{request.method} {request.url.path}")
            body = {"error": {"code": "already_handed_over"}} if self.status == 409 else {}
            return httpx.Response(self.status, json=body)

        async def work() -> None:
            transport = httpx.MockTransport(answer)
            async with httpx.AsyncClient(transport=transport, base_url="http://backend") as http:
                tending = self.tending(FilingClient(http, "token"))
                await asyncio.to_thread(tending.tend)
                for (draft_id,) in self.stage.rows(
                    "SELECT args ->> 'draft_id' FROM jobs.procrastinate_jobs"
                    " WHERE task_name = 'bot.forget_draft' ORDER BY id"
                )[len(self.asked) :]:
                    await tending.forget_draft(draft_id)

        asyncio.run(work())

    def tending(self, client: FilingClient) -> Tending:
        of = self.stage
        jobs = JobQueue()
        return Tending(
            of.database, of.store, of.copies, of.pushes, client, jobs, of.tools, of.clock
        )


@pytest.fixture
def tender(stage: Stage) -> Tender:
    return Tender(stage)


def new(stage: Stage, talk: Direct, after: int) -> list[Message]:
    return list(stage.history(talk.conversation_id, after))


def last(stage: Stage, talk: Direct) -> int:
    return stage.history(talk.conversation_id)[-1].n


def test_a_silent_draft_gets_one_reminder(stage: Stage, talk: Direct, tender: Tender) -> None:
    before = last(stage, talk)
    tender.tend(days=2)
    assert new(stage, talk, before) == []
    tender.tend(days=30)
    (said,) = new(stage, talk, before)
    assert "没填完" in said.text
    assert "借贷" not in said.text
    assert [each.id for each in said.options] == ["resume", "reminders_off"]
    assert talk.send("go", option="resume")[-1].asks == "plaintiffs[0].name"
    talk.send("name", text="陈静")
    before = last(stage, talk)
    tender.tend(days=4)
    assert len(new(stage, talk, before)) == 1


@pytest.mark.parametrize("way", [{"option": "reminders_off"}, {"text": "不用提醒。"}])
def test_reminders_can_be_turned_off_and_on(
    stage: Stage, talk: Direct, tender: Tender, way: dict[str, str]
) -> None:
    heard = talk.send("off", **way)
    assert "不发这种提醒" in heard[-1].text
    assert heard[-1].asks == "plaintiffs[0].name"
    before = last(stage, talk)
    tender.tend(days=5)
    assert new(stage, talk, before) == []
    assert talk.send("on", text="打开提醒")[-1].asks == "plaintiffs[0].name"
    talk.send("name", text="陈静")
    before = last(stage, talk)
    tender.tend(days=4)
    assert len(new(stage, talk, before)) == 1


@pytest.mark.parametrize("said", ["转人工", "他打我，救救我"])
def test_who_must_not_be_disturbed_gets_no_reminder(
    stage: Stage, talk: Direct, tender: Tender, said: str
) -> None:
    talk.send("quiet", text=said)
    before = last(stage, talk)
    tender.tend(days=5)
    assert new(stage, talk, before) == []
    heard = talk.send("off", text="不用提醒")
    assert [each.asks for each in heard] == [None]


def test_a_draft_goes_after_180_days_and_a_warning(
    stage: Stage, talk: Direct, tender: Tender
) -> None:
    draft = stage.draft(talk.conversation_id)
    assert draft is not None
    talk.send("off", option="reminders_off")
    before = last(stage, talk)
    tender.tend(days=172)
    assert new(stage, talk, before) == []
    tender.tend(days=1)
    (warning,) = new(stage, talk, before)
    assert "2027年5月19日" in warning.text
    tender.tend(days=6)
    assert stage.draft(talk.conversation_id) is not None
    tender.tend(days=2)
    assert stage.draft(talk.conversation_id) is None
    assert stage.rows("SELECT count(*) FROM bot.drafts") == [(0,)]
    places = [draft.id, talk.conversation_id]
    assert tender.asked == [f"DELETE /api/v1/drafts/{each}" for each in places]
    tender.tend(days=3)
    assert len(tender.asked) == 2
    assert new(stage, talk, before) == [warning]
    assert talk.send("back", text="继续")[-1].asks is None
    assert talk.send("start", text="我要立案")[-1].asks == "case_type"


def test_who_answers_the_warning_keeps_the_draft(
    stage: Stage, talk: Direct, tender: Tender
) -> None:
    talk.send("off", option="reminders_off")
    tender.tend(days=174)
    assert talk.send("go", option="resume")[-1].asks == "plaintiffs[0].name"
    before = last(stage, talk)
    tender.tend(days=100)
    assert stage.draft(talk.conversation_id) is not None
    assert new(stage, talk, before) == []
    tender.tend(days=90)
    assert stage.draft(talk.conversation_id) is None
    assert len(new(stage, talk, before)) == 1


def test_a_draft_put_away_is_warned_of_and_goes_too(
    stage: Stage, talk: Direct, tender: Tender
) -> None:
    talk.send("cancel", text="不办了")
    talk.send("sure", option="yes")
    before = last(stage, talk)
    tender.tend(days=182)
    assert len(new(stage, talk, before)) == 1
    assert stage.rows("SELECT count(*) FROM bot.drafts") == [(0,)]


@pytest.mark.parametrize(
    ("phase", "number"),
    [(Phase.HANDED_OVER, None), (Phase.HANDED_OVER, "L1"), (Phase.CORRECTING, "L1")],
)
def test_what_was_handed_over_is_no_draft_any_more(
    stage: Stage, talk: Direct, tender: Tender, phase: Phase, number: str | None
) -> None:
    draft = stage.draft(talk.conversation_id)
    assert draft is not None
    state = draft.state.with_(phase=phase)
    stage.keep(talk.conversation_id, replace(draft, state=state, filing_number=number))
    tender.tend(days=200)
    assert stage.draft(talk.conversation_id) is not None
    assert tender.asked == []


def test_a_draft_the_backend_holds_as_a_filing_is_left_to_it(
    stage: Stage, talk: Direct, tender: Tender
) -> None:
    tender.status = 409
    tender.tend(days=182)
    assert stage.draft(talk.conversation_id) is None


def fee_due(stage: Stage, talk: Direct, days: int = 7) -> None:
    notice = stage.notice(
        talk.conversation_id, FilingStep(number="L20261120-000001", status="filed")
    )
    due_on = stage.clock.today() + timedelta(days=days)
    fee = Fee(amount=Decimal("1050"), due_on=due_on)
    filing = notice.filing.model_copy(update={"status": Status.FEE_DUE, "fee": fee})
    stage.pushes.take_notice(notice.model_copy(update={"filing": filing}))


def test_a_fee_is_told_again_two_days_before_its_last_day(
    stage: Stage, talk: Direct, tender: Tender
) -> None:
    talk.send("off", option="reminders_off")
    fee_due(stage, talk)
    before = last(stage, talk)
    tender.tend(days=4)
    assert new(stage, talk, before) == []
    tender.tend(days=6)
    (said,) = new(stage, talk, before)
    for words in ("L20261120-000001", "1,050", "2026年11月27日", "12368"):
        assert words in said.text


def test_the_last_day_of_a_correction_is_told_again_two_days_before_it(
    stage: Stage, talk: Direct, tender: Tender
) -> None:
    talk.send("off", option="reminders_off")
    step = FilingStep(
        number="L20261120-000001",
        status="returned",
        returned={"court": "请到被告住所地的法院"},
        correct_by="2026-11-27",
    )
    stage.tell(talk.conversation_id, step)
    before = last(stage, talk)
    tender.tend(days=4)
    assert new(stage, talk, before) == []
    tender.tend(days=6)
    (said,) = new(stage, talk, before)
    assert "2026年11月27日是补正的最后一天" in said.text
    tender.tend(days=7)
    assert new(stage, talk, before) == [said]


def test_a_fee_that_was_paid_is_not_told_again(stage: Stage, talk: Direct, tender: Tender) -> None:
    fee_due(stage, talk)
    filed = FilingStep(number="L20261120-000001", status="filed", case_no="（2026）京0105民初1号")
    stage.clock.advance(timedelta(minutes=1))
    stage.pushes.take_notice(stage.notice(talk.conversation_id, filed))
    talk.send("off", option="reminders_off")
    before = last(stage, talk)
    tender.tend(days=8)
    assert new(stage, talk, before) == []


def test_in_danger_only_that_a_day_is_near_is_told(
    stage: Stage, talk: Direct, tender: Tender
) -> None:
    fee_due(stage, talk)
    talk.send("danger", text="他打我，救救我")
    before = last(stage, talk)
    tender.tend(days=6)
    (said,) = new(stage, talk, before)
    assert "查进度" in said.text
    assert "L2026" not in said.text


def test_one_that_fails_does_not_stop_the_others(
    stage: Stage, talk: Direct, tender: Tender, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Direct(stage)
    other.send("consent", text="同意")
    other.send("case", option="private_lending")
    real = stage.pushes.push

    def broken(connection, conversation_id, *rest):
        if conversation_id == talk.conversation_id:
            raise RuntimeError("secret words")
        real(connection, conversation_id, *rest)

    monkeypatch.setattr(stage.pushes, "push", broken)
    before = last(stage, other)
    tender.tend(days=3)
    assert len(new(stage, other, before)) == 1
