"""What the web chat stands on; `bot.app` chooses the implementations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.channels.seam import Conversations, Materials, Sessions, Signer
from bot.channels.web.limits import Limits
from bot.exchange import Turn
from bot.messages import Inbound
from dialogs.schema.responses import Responses

__all__ = ["WebPorts"]


@dataclass(frozen=True, slots=True)
class WebPorts:
    """Everything the routes under `/`, `/web/*` and `/h/*` use."""

    conversations: Conversations
    sessions: Sessions
    materials: Materials
    signer: Signer
    responses: Responses
    limits: Limits = field(default_factory=Limits)
    error_page: Callable[[str, bool], str] | None = None
    """Makes a page of a sentence, for a person who follows a link that opens nothing; whether they
    came from a chat elsewhere."""
    relay: Callable[[Inbound, Turn], None] | None = None
    """Told of a turn on a page that was opened from a chat, so that the chat goes on there."""
    secure_cookies: bool = False
    """True behind HTTPS: the cookie is then never sent in the clear."""
