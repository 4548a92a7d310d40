"""The interviews there are, compiled with the named conditions of `dialogs.rules`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dialogs.rules.conditions import NAMED
from dialogs.schema import loader
from dialogs.schema.definition import Interview
from dialogs.schema.files import INTERVIEWS, Bundle, read_bundle

__all__ = ["compile_bundle", "load_interview"]


@cache
def load_interview(interview_id: str, folder: Path = INTERVIEWS) -> Interview:
    """The compiled interview of that id, as the files now say.

    Raises:
        UnknownInterviewError: there is no such interview.
        DefinitionError: its files do not add up.
    """
    return compile_bundle(read_bundle(interview_id, folder))


def compile_bundle(bundle: Bundle) -> Interview:
    """The interview of a bundle, e.g. of one that was stored with a filing.

    Raises:
        DefinitionError: lists every problem found, each with its place.
    """
    return loader.compile_bundle(bundle, NAMED)
