from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from infra import metrics
from infra.clock import FixedClock, SystemClock, day_in_shanghai


def test_the_day_is_that_of_shanghai() -> None:
    clock = FixedClock(datetime(2026, 11, 20, 15, 59, tzinfo=UTC))
    assert clock.today() == date(2026, 11, 20)
    clock.advance(timedelta(minutes=1))
    assert clock.today() == date(2026, 11, 21)


def test_an_instant_without_a_zone_is_refused() -> None:
    naive = datetime(2026, 11, 20)  # noqa: DTZ001
    with pytest.raises(ValueError, match="time zone"):
        FixedClock(naive)
    with pytest.raises(ValueError, match="time zone"):
        day_in_shanghai(naive)


def test_the_machines_clock_is_aware() -> None:
    assert SystemClock().now().tzinfo is UTC
    assert SystemClock().today() == day_in_shanghai(SystemClock().now())


def test_what_is_counted_is_rendered() -> None:
    metrics.JOBS.labels(task="test.metrics", outcome="done").inc()
    body = metrics.render().decode()
    assert 'lian_jobs_total{outcome="done",task="test.metrics"} 1.0' in body
