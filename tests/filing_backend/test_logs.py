"""No name, number, address or file name ever reaches a log."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest
import structlog

from infra.logs import configure_logs
from tests.filing_backend.conftest import Stand
from tests.filing_backend.drafts import VALUES


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    configure_logs("debug", stream)
    yield stream
    root.handlers = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def test_a_whole_case_leaves_no_personal_data_in_the_log(stand: Stand, log: io.StringIO) -> None:
    number = stand.submitted()
    items = [{"element": "loans[0].amount_delivered", "reason": "与转账记录不一致"}]
    stand.decide(number, decision="return", items=items)
    stand.bot_calls("POST", "/api/v1/filings", json={"draft_id": "张三丰"})
    stand.work()
    written = log.getvalue()
    assert "filing.event" in written
    marks = ["张三丰", "李四光", "11010519491231002X", "13800138000", "不一致", "front.jpg"]
    marks += [VALUES["plaintiffs[0].domicile"]["text"]]
    assert [mark for mark in marks if mark in written] == []
