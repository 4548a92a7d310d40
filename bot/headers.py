"""Headers of every answer, and addresses as they may stand in a log."""

from __future__ import annotations

import re

__all__ = ["API_HEADERS", "OBJECT_HEADERS", "PAGE_HEADERS", "loggable_path"]

COMMON_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), microphone=(), camera=(), payment=()",
}

API_HEADERS = {
    **COMMON_HEADERS,
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
}

# A document is shown by the browser's own viewer; nothing in it may load or run anything.
OBJECT_HEADERS = {
    **COMMON_HEADERS,
    "Content-Security-Policy": (
        "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; "
        "object-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    ),
    "Cache-Control": "no-store",
}

PAGE_HEADERS = {
    **COMMON_HEADERS,
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
}

SIGNED_PATH = re.compile(r"^(/web/o/|/h/[a-z_]+/)[^/?]+")


def loggable_path(path: str) -> str:
    """The path without what opens it: `/web/o/…`, `/h/upload/…`."""
    return SIGNED_PATH.sub(r"\1…", path)
