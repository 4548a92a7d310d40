"""Templates and static files, read once; static files carry a version in their address."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dialogs.schema.responses import Responses

__all__ = ["Asset", "Assets"]

FOLDER = Path(__file__).parent
STATIC_PATH = "/h/static"
MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
# Words that change while the page stands get their values in the page: `{done}`.
PLACEHOLDERS = {
    name: "{" + name + "}"
    for name in (
        "alt", "case_no", "count", "day", "done", "max", "month", "name", "number", "page", "pages",
        "percent", "total", "year",
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asset:
    """A static file as it goes over the wire."""

    media_type: str
    content: bytes
    compressed: bytes


class Assets:
    """Renders pages and finds static files by name."""

    def __init__(self, responses: Responses) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(FOLDER / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._files = {
            path.name: _asset(path)
            for path in sorted((FOLDER / "static").iterdir())
            if path.suffix in MEDIA_TYPES
        }
        digest = hashlib.sha256()
        for name, asset in self._files.items():
            digest.update(name.encode() + asset.content)
        self.version = digest.hexdigest()[:12]
        self.static_path = f"{STATIC_PATH}/{self.version}"
        self._words = {
            code: responses.say("pages", code, **PLACEHOLDERS)
            for code in sorted(responses.codes("pages"))
            if not code.startswith("terminal_")
        }

    def static(self, name: str) -> Asset | None:
        """The static file of that name."""
        return self._files.get(name)

    def page(self, template: str, **values: Any) -> str:
        """A page, with `words`, `static` and the values given."""
        chat = {
            code.removeprefix("chat_"): text
            for code, text in self._words.items()
            if code.startswith("chat_")
        }
        return self._environment.get_template(template).render(
            words=self._words, chat_words=chat, static=self.static_path, **values
        )

    def error_text(self, code: str) -> str:
        """The sentence for an error."""
        return self._words.get(f"error_{code}", self._words["error_internal_fault"])

    def error_page(self, text: str, from_chat: bool = False) -> str:
        """A page that says one sentence and leads back to the web chat.

        from_chat: it was opened from a chat elsewhere; the web's would be another conversation.
        """
        return self.page("over.html", text=text, from_chat=from_chat)


def _asset(path: Path) -> Asset:
    content = path.read_bytes()
    return Asset(MEDIA_TYPES[path.suffix], content, gzip.compress(content, mtime=0))
