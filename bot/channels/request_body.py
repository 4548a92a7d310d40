"""Reads the body of a platform's request: not longer, and not slower, than is reasonable."""

from __future__ import annotations

import asyncio

from starlette.requests import ClientDisconnect, Request

__all__ = ["BodyRefused", "read_body"]


class BodyRefused(Exception):
    """Too large, too slow or cut off; `status` says which to the sender."""

    def __init__(self, reason: str, status: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status


async def read_body(request: Request, longest_bytes: int, seconds: float) -> bytes:
    """The body.

    Raises:
        BodyRefused
    """
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > longest_bytes:
        raise BodyRefused("too large", 413)
    body = bytearray()
    try:
        async with asyncio.timeout(seconds):
            async for chunk in request.stream():
                body += chunk
                if len(body) > longest_bytes:
                    raise BodyRefused("too large", 413)
    except TimeoutError:
        raise BodyRefused("too slow", 408) from None
    except ClientDisconnect:
        raise BodyRefused("cut off", 400) from None
    return bytes(body)
