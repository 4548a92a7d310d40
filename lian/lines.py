"""One JSON object a line from standard input, one for each to standard output.

A line that cannot be answered gets `{"error": …}`, with its path where one is to blame, and the
next line goes on.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from dialogs.errors import DialogsError, UnknownInterviewError

__all__ = ["LineError", "Row", "day_of", "each_line", "text_of"]

SHANGHAI = ZoneInfo("Asia/Shanghai")

Row = Mapping[str, Any]


class LineError(ValueError):
    """A line that cannot be answered: what is wrong with it, and at which path."""

    def __init__(self, text: str, path: str = "") -> None:
        super().__init__(f"{path}: {text}" if path else text)
        self.path = path


def each_line(answer: Callable[[Row], Mapping[str, Any]]) -> None:
    """Answer every line of standard input."""
    for line in sys.stdin.buffer:
        if line.strip():
            _write(_answered(line, answer))


def _answered(line: bytes, answer: Callable[[Row], Mapping[str, Any]]) -> Mapping[str, Any]:
    try:
        return answer(_row(line))
    except LineError as error:
        return {"error": str(error)} | ({"path": error.path} if error.path else {})
    except UnknownInterviewError as error:
        return {"error": f"there is no case type {error}"}
    except RecursionError:
        return {"error": "this line is nested too deeply"}
    except (ArithmeticError, AttributeError, DialogsError, LookupError, TypeError) as error:
        return {"error": f"{type(error).__name__}: {error}"}
    except ValueError as error:
        return {"error": str(error)}


def _row(line: bytes) -> Row:
    try:
        row = json.loads(line.decode("utf-8-sig"), parse_float=Decimal, parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise LineError("this line is no UTF-8") from error
    except json.JSONDecodeError as error:
        raise LineError(f"this line is no JSON: {error}") from error
    if not isinstance(row, Mapping):
        raise LineError("a line must be a JSON object")
    return row


def _no_number(text: str) -> None:
    raise LineError(f"{text} is no number")


def _write(found: Mapping[str, Any]) -> None:
    text = json.dumps(found, ensure_ascii=False, default=_plain)
    # Half a surrogate cannot be written as UTF-8; it goes out as the escape it came in as.
    sys.stdout.write(text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n")
    sys.stdout.flush()


def _plain(value: object) -> float | str:
    """Money as a JSON number, anything else as text."""
    return float(value) if isinstance(value, Decimal) else str(value)


def text_of(row: Row, key: str, known: Collection[str] = ()) -> str:
    """The text at a key of the line.

    Raises:
        LineError: there is none, or it is none of the known ones.
    """
    value = row.get(key)
    if not isinstance(value, str):
        raise LineError(f"{key!r} is missing; write it as text")
    if known and value not in known:
        raise LineError(f"{value!r} is no {key}; one of {', '.join(known)}")
    return value


def day_of(row: Row, otherwise: str | None = None) -> date:
    """The line's day; without one the day given, or today in China.

    Raises:
        LineError: it is no date.
    """
    told = row.get("today") or otherwise
    if told is None:
        return datetime.now(SHANGHAI).date()
    try:
        return date.fromisoformat(str(told)[:10])
    except ValueError as error:
        raise LineError(f"{told!r} is no date; write it as 2026-11-21", "today") from error
