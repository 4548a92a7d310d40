"""Keyboard and screen of a terminal: lines of any length, pasted ones too, and news above them."""

from __future__ import annotations

import sys
import threading
from types import ModuleType

__all__ = ["Console"]

CLEAR_LINE = "\r\x1b[K"


class Console:
    """Reads lines and writes texts; a text may come while a line is being typed.

    Without line editing a terminal cuts a line after 4,095 bytes, which is 1,365 characters of
    Chinese, and makes many lines of what was pasted as one.
    """

    def __init__(self) -> None:
        for stream in (sys.stdin, sys.stdout):
            # Half a character, or one that the terminal does not know, must not end the talk.
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure is not None:
                reconfigure(errors="replace")
        self._editing = _line_editing() if sys.stdin.isatty() and sys.stdout.isatty() else None
        self._prompt: str | None = None
        self._one_at_a_time = threading.Lock()

    def read(self, prompt: str) -> str | None:
        """The next line, None at the end of input; what was pasted at once is one."""
        self._prompt = prompt
        try:
            return input(prompt)
        except (EOFError, KeyboardInterrupt):
            sys.stdout.write("\n")
            return None
        finally:
            self._prompt = None

    def write(self, text: str) -> None:
        """Show a text; a line that is being typed goes on below it."""
        prompt, editing = self._prompt, self._editing
        with self._one_at_a_time:
            if prompt is None or editing is None:
                sys.stdout.write(f"{text}\n")
            else:
                typed = editing.get_line_buffer()
                sys.stdout.write(f"{CLEAR_LINE}{text}\n{prompt}{typed}")
            sys.stdout.flush()


def _line_editing() -> ModuleType | None:
    try:
        import readline
    except ImportError:  # not on every system
        return None
    # Python turns it off for the sake of its own prompt.
    readline.parse_and_bind("set enable-bracketed-paste on")
    return readline
