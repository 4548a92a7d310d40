"""The court is slow, down, or files and loses its answer; the worker is killed midway."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from filing_backend.contracts.staff import Accept
from filing_backend.courts.sandbox import Behaviour
from filing_backend.services.watch import poll_courts, take_up_again
from tests.filing_backend.conftest import Stand

ROOT = Path(__file__).resolve().parents[2]
CASE_NO = "(2026)京0105民初1234号"


def make_due(stand: Stand) -> None:
    """Let jobs that wait to be run again be due now."""
    with stand.database.transaction() as connection:
        connection.execute(sa.text("UPDATE jobs.procrastinate_jobs SET scheduled_at = now()"))


def test_a_lost_answer_leaves_exactly_one_case_at_the_court(stand: Stand) -> None:
    stand.court.behave(Behaviour(lose_answers=1))
    number = stand.hand_over()
    stand.work()
    assert stand.status(number) == "assembled"
    assert [case.key for case in stand.court.cases()] == [f"{number}/1"]
    make_due(stand)
    stand.work()
    assert stand.status(number) == "submitted"
    assert [case.key for case in stand.court.cases()] == [f"{number}/1"]


def test_a_court_that_is_down_is_told_once_and_asked_again(stand: Stand) -> None:
    stand.court.behave(Behaviour(down=True))
    number = stand.hand_over()
    stand.work()
    for _ in range(3):
        make_due(stand)
        stand.work()
    assert stand.status(number) == "assembled"
    assert stand.bot.codes().count("filing_delayed") == 1
    stand.court.behave(Behaviour())
    make_due(stand)
    stand.work()
    assert stand.status(number) == "submitted"
    assert len(stand.court.cases()) == 1


def test_a_slow_court_is_waited_for(stand: Stand) -> None:
    stand.court.behave(Behaviour(slow_seconds=1.5))
    number = stand.hand_over()
    begun = time.monotonic()
    stand.work()
    assert time.monotonic() - begun >= 1.5
    assert stand.status(number) == "submitted"


def test_the_switches_of_the_court_work_over_http(stand: Stand) -> None:
    path = "/api/v1/clerk/court/behaviour"
    wanted = {"slow_seconds": 0.0, "down": True, "lose_answers": 2}
    assert stand.clerk_calls("PUT", path, json=wanted).json() == wanted
    assert stand.clerk_calls("GET", path).json() == wanted
    stand.clerk_calls("PUT", path, json={})
    stand.submitted()
    cases = stand.clerk_calls("GET", "/api/v1/clerk/court/cases").json()["cases"]
    assert len(cases) == 1


def worker_process(stand: Stand) -> subprocess.Popen[bytes]:
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "LIAN_DATABASE_URL": stand.database_url,
        "LIAN_DATA_DIR": str(stand.settings.data_dir),
        "LIAN_MASTER_KEY": stand.settings.master_key.get_secret_value(),
        "LIAN_SERVICE_TOKEN": "t" * 20,
        "LIAN_CLERK_TOKEN": "t" * 20,
        "LIAN_STAFF_PASSWORD": "t" * 20,
    }
    command = [sys.executable, "-m", "tests.filing_backend.worker_process"]
    return subprocess.Popen(command, env=environment, cwd=ROOT, stderr=subprocess.DEVNULL)


def waited_for(
    stand: Stand, number: str, worker: subprocess.Popen[bytes], reached: Callable[[str], bool]
) -> None:
    """Wait until the filing stands so; a busy machine takes minutes to start a worker."""
    deadline = time.monotonic() + 300
    while not reached(stand.status(number)):
        assert worker.poll() is None, "the worker has ended by itself"
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.kill
@pytest.mark.slow
@pytest.mark.parametrize("after_seconds", [0.0, 0.2, 0.5, 0.9, 1.3])
def test_a_worker_killed_midway_files_nothing_twice(stand: Stand, after_seconds: float) -> None:
    stand.court.behave(Behaviour(slow_seconds=0.4))
    number = stand.hand_over()
    victim = worker_process(stand)
    waited_for(stand, number, victim, lambda status: status != "received")
    time.sleep(after_seconds)
    victim.send_signal(signal.SIGKILL)
    victim.wait()

    heir = worker_process(stand)
    try:
        waited_for(stand, number, heir, lambda status: status == "submitted")
    finally:
        heir.kill()
        heir.wait()
    assert stand.status(number) == "submitted"
    assert [case.key for case in stand.court.cases()] == [f"{number}/1"]


def decided_at_court_alone(stand: Stand) -> str:
    """The court has decided, and our note of it was lost with the process."""
    number = stand.submitted()
    receipt = stand.court.cases()[0].receipt
    stand.court.decide(receipt, Accept(decision="accept", case_no=CASE_NO), None)
    return number


def test_a_decision_whose_note_was_lost_is_noted_when_it_is_sent_again(stand: Stand) -> None:
    number = decided_at_court_alone(stand)
    answer = stand.decide(number, decision="accept", case_no=CASE_NO)
    assert (answer.status_code, answer.json()["status"]) == (200, "filed")


def test_another_decision_than_the_courts_is_refused(stand: Stand) -> None:
    number = decided_at_court_alone(stand)
    assert stand.decide(number, decision="refuse", reason="不对").status_code == 409
    assert stand.status(number) == "submitted"


def test_a_decision_whose_note_was_lost_is_found_by_asking_the_court(stand: Stand) -> None:
    number = decided_at_court_alone(stand)
    stand.clock.advance(timedelta(minutes=1))
    assert stand.transact(poll_courts) == 1
    stand.work()
    copy = stand.filing(number)
    assert (copy["status"], copy["case_no"]) == ("filed", CASE_NO)
    assert stand.bot.codes()[-1] == "filing_filed"
    assert stand.transact(poll_courts) == 0


def test_every_case_is_asked_about_once_an_hour(stand: Stand) -> None:
    stand.submitted()
    stand.clock.advance(timedelta(minutes=1))
    with stand.database.transaction() as connection:
        desk = stand.office.at(connection)
        found = [poll_courts(desk, (place, 12)) for place in range(12)]
    assert sorted(found) == [0] * 11 + [1]


def test_a_filing_that_stands_still_is_taken_up_again(stand: Stand) -> None:
    number = stand.hand_over()
    with stand.database.transaction() as connection:
        connection.execute(sa.text("DELETE FROM jobs.procrastinate_jobs"))
    stand.clock.advance(timedelta(minutes=6))
    assert stand.transact(take_up_again) == 2
    assert stand.transact(take_up_again) == 2
    stand.work()
    assert stand.status(number) == "submitted"
    assert stand.bot.codes() == ["filing_received", "filing_assembled", "filing_submitted"]
