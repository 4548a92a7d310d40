"""Keeps the bot's token out of the logs: it stands in every address that is called."""

from __future__ import annotations

import logging

__all__ = ["hide_token"]

# httpx writes every address at INFO; the other two quote requests at DEBUG and below.
LIBRARIES = ("httpx", "httpcore", "telegram")
HIDDEN = "…"


class _Without(logging.Filter):
    def __init__(self, token: str) -> None:
        super().__init__()
        self.token = token

    def filter(self, record: logging.LogRecord) -> bool:
        """Every line passes, without the token."""
        try:
            text = record.getMessage()
        except Exception:  # a line that cannot be written is no reason to fail
            return False
        if self.token in text:
            record.msg, record.args = text.replace(self.token, HIDDEN), ()
        return True


def hide_token(token: str) -> None:
    """Silence the libraries below a warning, and cut the token out of what is left."""
    for name in LIBRARIES:
        logger = logging.getLogger(name)
        if logger.level < logging.WARNING:
            logger.setLevel(logging.WARNING)
        known = {each.token for each in logger.filters if isinstance(each, _Without)}
        if token not in known:
            logger.addFilter(_Without(token))
