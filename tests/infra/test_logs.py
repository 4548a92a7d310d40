from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from infra.logs import configure_logs


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    configure_logs("info", stream)
    yield stream
    root.handlers = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def _only(stream: io.StringIO) -> dict[str, object]:
    (line,) = stream.getvalue().splitlines()
    found: dict[str, object] = json.loads(line)
    return found


def test_a_line_is_json_with_event_level_time_and_ids(lines: io.StringIO) -> None:
    structlog.get_logger("infra.test").info("court.filing_refused", filing_id="f-1", court="0101")
    line = _only(lines)
    assert line["event"] == "court.filing_refused"
    assert line["filing_id"] == "f-1"
    assert line["court"] == "0101"
    assert line["level"] == "info"
    assert line["logger"] == "infra.test"
    assert str(line["timestamp"]).endswith("Z")


@pytest.mark.parametrize(
    "key", ["name", "phone", "party_name", "text", "message_text", "id_number", "answers", "url"]
)
def test_keys_that_may_hold_peoples_data_are_blanked(lines: io.StringIO, key: str) -> None:
    structlog.get_logger().warning("turn.failed", **{key: "张三 13800138000"})
    assert "张三" not in lines.getvalue()
    assert "138" not in lines.getvalue()
    assert key in _only(lines)


def test_an_exception_shows_its_type_and_places_but_not_its_message(lines: io.StringIO) -> None:
    try:
        int("张三")
    except ValueError:
        structlog.get_logger().exception("turn.failed", person_id="p-1")
    line = _only(lines)
    assert line["error"] == "ValueError"
    assert "test_logs.py" in str(line["places"])
    assert "张三" not in lines.getvalue()


def test_lines_of_libraries_come_in_the_same_form(lines: io.StringIO) -> None:
    logging.getLogger("somebody").warning("low %s", "disk", extra={"phone": "13800138000"})
    line = _only(lines)
    assert line["event"] == "low disk"
    assert line["logger"] == "somebody"
    assert "138" not in lines.getvalue()


def test_below_the_level_nothing_is_written(lines: io.StringIO) -> None:
    structlog.get_logger().debug("turn.begun")
    logging.getLogger("procrastinate.worker").error("job(name='张三')")
    logging.getLogger("uvicorn.access").info("GET /h/token")
    assert lines.getvalue() == ""


def test_bound_ids_stand_in_every_line(lines: io.StringIO) -> None:
    with structlog.contextvars.bound_contextvars(conversation_id="c-1"):
        structlog.get_logger().info("turn.done")
    assert _only(lines)["conversation_id"] == "c-1"
