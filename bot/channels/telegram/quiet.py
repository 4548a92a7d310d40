"""Keeps the bot's token out of the logs: it stands in every address that is called."""

from __future__ import annotations

import logging
from typing import Any

__all__ = ["hide_token"]

# httpx writes every address at INFO; the other two quote requests at DEBUG and below.
LIBRARIES = ("httpx", "httpcore", "telegram")
HIDDEN = "…"
_tokens: set[str] = set()


class _Without(logging.LogRecord):
    """A line of these libraries, or of a part of one, without the tokens.

    A filter would see what goes to the very logger only that it hangs on, not to its children.
    """

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        # Without a name it is a mould, which is filled with a line that has been here before.
        if not self.name or self.name.partition(".")[0] not in LIBRARIES:
            return
        try:
            text = self.getMessage()
        except Exception:  # a line that cannot be written is no reason to fail
            self.msg, self.args = HIDDEN, ()
            return
        for token in _tokens:
            if token in text:
                text = text.replace(token, HIDDEN)
                self.msg, self.args = text, ()


def hide_token(token: str) -> None:
    """Silence the libraries below a warning, and cut the token out of what is left."""
    _tokens.add(token)
    logging.setLogRecordFactory(_Without)
    for name in LIBRARIES:
        logger = logging.getLogger(name)
        if logger.level < logging.WARNING:
            logger.setLevel(logging.WARNING)
