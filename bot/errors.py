"""What can go wrong in the bot."""

from __future__ import annotations

__all__ = ["BotError", "IdReused", "LinkExpired", "NoSession", "NotFound"]


class BotError(Exception):
    """Base of all errors of the bot. `detail` is for the operator and names no person.

    code: names the sentence for the person in `dialogs/responses`.
    status: the HTTP status at the edges that have one.
    """

    code = "internal_fault"
    status = 500

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail or self.code)
        self.detail = detail


class IdReused(BotError):
    """A client's id came again with another body; the first answer stands."""

    code = "id_reused"
    status = 409


class LinkExpired(BotError):
    """A signed address is older than it may be. channel: the one it was made for."""

    code = "link_expired"
    status = 410

    def __init__(self, channel: str = "") -> None:
        super().__init__()
        self.channel = channel


class NoSession(BotError):
    """No token, or one that opens nothing."""

    code = "no_session"
    status = 401


class NotFound(BotError):
    """There is nothing at this address."""

    code = "not_found"
    status = 404
