"""Templates, words and static files of the console, read once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from dialogs.interview.readback import spoken_date
from dialogs.money import Money
from dialogs.schema.responses import Responses
from infra.clock import SHANGHAI

__all__ = ["HEADERS", "OBJECT_HEADERS", "Asset", "Pages"]

FOLDER = Path(__file__).parent
MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
COMMON_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), microphone=(), camera=(), payment=()",
    "Cache-Control": "no-store",
}
HEADERS = {
    **COMMON_HEADERS,
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
}
# A person's file is shown or saved; nothing in it may load, run or be framed.
OBJECT_HEADERS = {
    **COMMON_HEADERS,
    "Content-Security-Policy": (
        "default-src 'none'; img-src 'self'; frame-ancestors 'none'; sandbox"
    ),
}


@dataclass(frozen=True, slots=True)
class Asset:
    """A static file as it goes over the wire."""

    media_type: str
    content: bytes


class Pages:
    """Renders pages and finds static files by name."""

    def __init__(self, responses: Responses) -> None:
        self.responses = responses
        self._files = {
            path.name: Asset(MEDIA_TYPES[path.suffix], path.read_bytes())
            for path in sorted((FOLDER / "static").iterdir())
            if path.suffix in MEDIA_TYPES
        }
        digest = hashlib.sha256()
        for name, asset in self._files.items():
            digest.update(name.encode() + asset.content)
        self.version = digest.hexdigest()[:12]
        self._environment = Environment(
            loader=FileSystemLoader(FOLDER / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals |= {"t": self.say, "static": f"/console/static/{self.version}"}
        self._environment.filters |= {
            "day": _day,
            "money": _money,
            "moment": self.moment,
            "span": self._span,
        }

    def say(self, code: str, /, **values: Any) -> str:
        """A sentence of the console."""
        return self.responses.say("console", code, **values)

    def moment(self, value: datetime) -> str:
        """An instant as people read it: `2026年11月20日 10:00`, in Shanghai."""
        local = value.astimezone(SHANGHAI)
        return f"{spoken_date(local.date())} {local:%H:%M}"

    def asset(self, name: str) -> Asset | None:
        """The static file of that name."""
        return self._files.get(name)

    def page(self, template: str, status: int = 200, /, **values: Any) -> HTMLResponse:
        """A page with the words, and the values given."""
        text = self._environment.get_template(template).render(**values)
        return HTMLResponse(text, status, HEADERS)

    def _span(self, span: timedelta) -> str:
        """`3天4小时`; less than an hour in minutes."""
        minutes = int(span.total_seconds()) // 60
        days, hours = minutes // (24 * 60), minutes // 60 % 24
        if days:
            return self.say("span_days", days=days, hours=hours)
        return self.say("span_hours", hours=hours, minutes=minutes % 60)


def _money(amount: Decimal | str) -> str:
    return str(Money.of(str(amount)))


def _day(value: date | datetime) -> str:
    day = value.astimezone(SHANGHAI).date() if isinstance(value, datetime) else value
    return spoken_date(day)
